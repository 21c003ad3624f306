-- What a role may do: entity x action, with fields and a row scope. Compiled to grants and policies.

create table config.scopes (
  id uuid primary key default gen_random_uuid(),
  key engine.identifier not null unique,
  label engine.label not null,
  condition jsonb not null constraint condition_is_an_object check (jsonb_typeof(condition) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.scopes is
  'Named row conditions, reusable on every entity that has their fields. Never SQL, always a condition tree.';
alter table config.scopes enable row level security;

create table config.permissions (
  id uuid primary key default gen_random_uuid(),
  role_id uuid not null references config.roles (id) on delete cascade,
  entity_id uuid not null references config.entities (id) on delete cascade,
  action text not null constraint action_is_known check (
    action in ('read', 'create', 'update', 'delete', 'export', 'import')
  ),
  all_fields boolean not null default true,
  scope_id uuid references config.scopes (id) on delete restrict,
  presets jsonb not null default '{}' constraint presets_are_an_object check (jsonb_typeof(presets) = 'object'),
  validation jsonb not null default '[]' constraint validation_is_a_list check (jsonb_typeof(validation) = 'array'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (role_id, entity_id, action)
);
comment on table config.permissions is 'One row is one ticked cell; no scope means all rows, all_fields means future fields too.';
comment on column config.permissions.presets is
  'Per field {"value": …} or {"variable": "me"}: what the database writes there, whatever a client sends.';
comment on column config.permissions.validation is
  'List of {"condition", "field", "message"}: conditions that hold for every row as this role leaves it.';
create index permissions_entity_id_idx on config.permissions (entity_id);
create index permissions_scope_id_idx on config.permissions (scope_id);
alter table config.permissions enable row level security;

create table config.permission_fields (
  permission_id uuid not null references config.permissions (id) on delete cascade,
  field_id uuid not null references config.fields (id) on delete cascade,
  primary key (permission_id, field_id)
);
comment on table config.permission_fields is 'The fields of a permission that does not cover all.';
create index permission_fields_field_id_idx on config.permission_fields (field_id);
alter table config.permission_fields enable row level security;
