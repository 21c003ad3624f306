-- What the app shows: tables of `public` described as entities, their columns as fields.

create table config.navigation_groups (
  key engine.identifier primary key,
  label engine.label not null,
  icon text,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.navigation_groups is 'Headings of the navigation: entities grouped by job.';
alter table config.navigation_groups enable row level security;

create table config.entities (
  id uuid primary key default gen_random_uuid(),
  name engine.identifier not null unique,
  label engine.label,
  group_key engine.identifier references config.navigation_groups (key) on delete set null,
  icon text,
  position integer not null default 0,
  is_hidden boolean not null default false,
  is_audited boolean not null default true,
  origin text not null default 'app' constraint origin_is_known check (origin in ('app', 'created', 'adopted')),
  title_field text not null,
  search_fields text[] not null default '{}',
  list_fields text[] not null default '{}',
  default_sort jsonb not null default '[]',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.entities is 'Tables of schema public that the app shows; the name is the table''s name.';
comment on column config.entities.label is 'Null means: take it from the comment of the table.';
comment on column config.entities.origin is
  'Came with an app, was created in the app, or is a table of others that was taken in there.';
comment on column config.entities.default_sort is 'Array of {"field": …, "descending": …}.';
create index entities_group_key_idx on config.entities (group_key);
alter table config.entities enable row level security;

create table config.fields (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  name text not null,
  label engine.label,
  type text not null constraint type_is_known references engine.field_types (name),
  options jsonb not null default '{}' constraint options_are_an_object check (jsonb_typeof(options) = 'object'),
  position integer not null default 0,
  is_hidden boolean not null default false,
  is_read_only boolean not null default false,
  is_made_here boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (entity_id, name)
);
comment on table config.fields is 'Columns of an entity. The id stays for life, so a rename keeps rights and views.';
comment on column config.fields.is_read_only is
  'Written only by the database and by operations; granted for insert and update to no role.';
comment on column config.fields.is_made_here is
  'Added in the app: no function knows its column, so it may change its type, be required, and be removed.';
create index fields_type_idx on config.fields (type);
alter table config.fields enable row level security;

create table config.trash (
  id uuid primary key default gen_random_uuid(),
  entity_name engine.identifier not null,
  field_name text,
  label engine.label not null,
  kept jsonb not null,
  at timestamptz not null default now(),
  author_id uuid references config.members (id) on delete set null,
  unique nulls not distinct (entity_name, field_name)
);
comment on table config.trash is
  'Fields, and whole entities (field_name null), that were removed: column and data stay for 30 days.';
comment on column config.trash.kept is 'Rows of config.fields, config.permissions and so on, to be put back.';
create index trash_author_id_idx on config.trash (author_id);
alter table config.trash enable row level security;

-- A member's own set of records, e.g. his places; conditions name it `my_…`.
create table config.variables (
  key engine.identifier primary key constraint variable_starts_with_my check (key ~ '^my_'),
  entity_id uuid not null references config.entities (id) on delete cascade,
  label engine.label not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.variables is 'Variables of row conditions that hold a set of records per member.';
create index variables_entity_id_idx on config.variables (entity_id);
alter table config.variables enable row level security;

create table config.member_values (
  member_id uuid not null references config.members (id) on delete cascade,
  variable_key engine.identifier not null references config.variables (key) on delete cascade,
  record_id bigint not null,
  primary key (member_id, variable_key, record_id)
);
comment on table config.member_values is 'Records in a member''s set; a member without rows for a variable has all.';
create index member_values_variable_key_idx on config.member_values (variable_key);
alter table config.member_values enable row level security;
