-- Generated from supabase/schemas by "npm run migrations"; edit the sources.

-- supabase/schemas/01_schemas.sql
-- Schemas, extensions and the grants that everything else starts from: nobody may do anything.

create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;

create schema config;
comment on schema config is 'What admins edit: roles, members, entities, fields, permissions. Exposed over REST.';
create schema engine;
comment on schema engine is 'Private: compiler, security helpers, audit, jobs. Never exposed over REST.';

grant usage on schema config, engine to anon, authenticated, service_role;

-- Older Supabase projects give anon and authenticated everything on each new table; ours own nothing.
revoke all on all tables in schema public from anon, authenticated;
revoke all on all sequences in schema public from anon, authenticated;
revoke all on all functions in schema public from anon, authenticated;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
revoke create on schema public from public;

-- Only the global form works: `in schema` cannot take back what PUBLIC has by default.
alter default privileges revoke execute on functions from public;
alter default privileges in schema config grant all on tables to service_role;
alter default privileges in schema config grant execute on functions to service_role;

-- supabase/schemas/02_labels.sql
-- Texts in every language that Kontor speaks, and errors that people and forms understand.

create function engine.is_label(value jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select value is null or (
    jsonb_typeof(value) = 'object'
    and coalesce(jsonb_typeof(value -> 'en') = 'string' and length(btrim(value ->> 'en')) between 1 and 200, false)
    and coalesce(jsonb_typeof(value -> 'zh-CN') = 'string' and length(btrim(value ->> 'zh-CN')) between 1 and 200, false)
  );
$$;
comment on function engine.is_label is 'True for null or {"en": …, "zh-CN": …} with texts of 1 to 200 characters each, not all blank.';

create domain engine.label as jsonb
  constraint label_has_every_language check (engine.is_label(value));

create domain engine.identifier as text
  constraint identifier_is_a_safe_name check (value ~ '^[a-z][a-z0-9_]{0,39}$');

create function engine.short_name(name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when length(name) <= 63 then name else left(name, 54) || '_' || left(md5(name), 8) end;
$$;
comment on function engine.short_name is 'A name that Postgres will not cut off: at most 63 bytes, still unique. For ASCII names.';

create function engine.humanised(name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select upper(left(spaced, 1)) || substr(spaced, 2)
  from (select replace(regexp_replace(name, '_id$', ''), '_', ' ')) as t (spaced);
$$;
comment on function engine.humanised is 'A readable text for a column or table without a label: ship_to → Ship to.';

create function engine.label_of_name(name text)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('en', engine.humanised(name), 'zh-CN', engine.humanised(name));
$$;
comment on function engine.label_of_name is 'Label of something that nobody has named for people yet.';

-- `reason` is what programs test and what the app translates; `message` is for people who use the API.
create function engine.refuse(
  reason text, message text, detail jsonb default '{}', errcode text default 'P0001'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception using
    errcode = refuse.errcode,
    message = refuse.message,
    detail = (jsonb_build_object('reason', reason) || refuse.detail)::text;
end;
$$;
comment on function engine.refuse is
  'Raises the error. errcode 42501 becomes HTTP 403, PT401 401, PT409 409, P0001 400. Detail is JSON with the reason.';

create function engine.require_label(label jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if label is null or not engine.is_label(label) then
    perform engine.refuse('invalid_label', 'A name needs 1 to 200 characters in every language', '{"field": "label"}');
  end if;
end;
$$;
comment on function engine.require_label is 'Refuses (reason invalid_label) what is no text in every language.';

-- supabase/schemas/03_settings.sql
-- The team's own settings, and what the installation remembers of itself.

create table config.settings (
  id boolean primary key default true constraint settings_have_one_row check (id),
  name engine.label not null default '{"en": "Kontor", "zh-CN": "Kontor"}',
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY' constraint currency_is_an_iso_code check (currency ~ '^[A-Z]{3}$'),
  brand_color text constraint brand_color_is_a_hex_code check (brand_color ~ '^#[0-9a-f]{6}$'),
  logo text constraint logo_is_a_small_picture check (
    length(logo) <= 90000 and logo ~ '^data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$'
  ),
  default_theme text not null default 'system' constraint theme_is_known check (
    default_theme in ('system', 'light', 'dark')
  ),
  default_density text not null default 'comfortable' constraint density_is_known check (
    default_density in ('comfortable', 'compact')
  ),
  updated_at timestamptz not null default now()
);
comment on table config.settings is 'Settings of the whole workspace; exactly one row.';
alter table config.settings enable row level security;
insert into config.settings default values;

create function engine.is_time_zone(name text)
returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (select from pg_catalog.pg_timezone_names as z where z.name = is_time_zone.name);
$$;
comment on function engine.is_time_zone is 'True when Postgres knows the zone by this name.';

create function engine.check_settings()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not engine.is_time_zone(new.time_zone) then
    perform engine.refuse('unknown_time_zone', 'This time zone is not known', '{"field": "time_zone"}');
  end if;
  return new;
end;
$$;
comment on function engine.check_settings is 'Refuses a time zone that Postgres does not know (reason unknown_time_zone).';
create trigger settings__check
  before insert or update on config.settings
  for each row execute function engine.check_settings();

create table engine.installation (
  id boolean primary key default true constraint installation_has_one_row check (id),
  has_admin boolean not null default false,
  configuration_version bigint not null default 1
);
comment on table engine.installation is
  'Whether there has ever been an admin, and the number that grows with every change of configuration.';
alter table engine.installation enable row level security;
insert into engine.installation default values;

-- Once per transaction: thousands of updates of one row in one transaction would each walk past all the others.
create function engine.bump_configuration_version()
returns trigger
language plpgsql volatile security definer set search_path = '' -- editors of configuration may not write here
as $$
declare
  transaction_id constant text := pg_current_xact_id()::text;
begin
  if current_setting('engine.bumped_in', true) is distinct from transaction_id then
    perform set_config('engine.bumped_in', transaction_id, true);
    update engine.installation set configuration_version = configuration_version + 1 where id;
  end if;
  return null;
end;
$$;
comment on function engine.bump_configuration_version is 'Tells every open app that its snapshot is old.';

create function engine.appearance_json(settings config.settings)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'color', settings.brand_color, 'logo', settings.logo, 'theme', settings.default_theme, 'density', settings.default_density
  );
$$;
comment on function engine.appearance_json is 'The looks of the workspace.';

-- supabase/schemas/04_search.sql
-- Substring search in any script. Trigram indexes need three characters; Chinese names often have two.

create function engine.grams(value text)
returns text[]
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (select regexp_replace(lower(btrim(value)), '\s+', ' ', 'g')) as t (squeezed),
    generate_series(1, least(length(squeezed), 400)) as position,
    unnest(array[substr(squeezed, position, 1), substr(squeezed, position, 2)]) as gram
  where btrim(gram) <> '';
$$;
comment on function engine.grams is
  'All distinct characters and adjacent pairs of the lowercased text with blanks squeezed; its first 400 characters.
A stored generated column `<field>_grams` with a GIN index makes `@>` an indexed substring search.';

-- supabase/schemas/10_roles.sql
-- Roles of the app. Each is compiled to one Postgres role `bo_<key>`.

create table config.roles (
  id uuid primary key default gen_random_uuid(),
  key engine.identifier not null unique,
  label engine.label not null,
  rank integer not null default 50 constraint rank_is_between_0_and_100 check (rank between 0 and 100),
  requires_mfa boolean not null default false,
  can_view_as boolean not null default false,
  may_configure text[] not null default '{}' constraint may_configure_names_known_rights check (
    may_configure <@ array['members', 'roles', 'entities', 'views', 'settings']
  ),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.roles is 'Roles of the app; a lower rank outranks a higher one.';
comment on column config.roles.key is 'Fixed for life: it names the Postgres role bo_<key>.';
alter table config.roles enable row level security;

create function engine.role_name(key text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select 'bo_' || key;
$$;
comment on function engine.role_name is 'Name of the Postgres role of an app role.';

create function engine.membership_sql(role_name text, member_name text, inherits boolean)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format('grant %I to %I', role_name, member_name) || case
    when current_setting('server_version_num')::integer >= 160000 then format(' with inherit %s, set true', inherits::text)
    else ''
  end;
$$;
comment on function engine.membership_sql is
  'Statement that makes one Postgres role a member of another; before Postgres 16 a member inherits in any case.';

create function engine.keep_role_key()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if new.key <> old.key then
    perform engine.refuse('role_key_is_fixed', 'The key of a role cannot change; rename its label', '{"field": "key"}');
  end if;
  return new;
end;
$$;
comment on function engine.keep_role_key is 'Refuses a new key for a role (reason role_key_is_fixed).';
create trigger roles__keep_key
  before update of key on config.roles
  for each row execute function engine.keep_role_key();

-- supabase/schemas/11_members.sql
-- People who work here, the roles they hold, and the sets of records that are theirs.

create table config.members (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete set null,
  name text not null constraint name_has_1_to_100_characters check (length(name) between 1 and 100),
  email text not null,
  is_active boolean not null default true,
  active_role_id uuid references config.roles (id) on delete set null,
  initial_password_digest text,
  sessions_valid_from timestamptz not null default '-infinity',
  reviewed_at timestamptz,
  reviewed_by uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.members is
  'Members outlive their login: after it is deleted, history still shows the name.';
comment on column config.members.initial_password_digest is
  'Digest of the password hash that an admin set; while it still matches, the member must change the password.';
comment on column config.members.sessions_valid_from is
  'Sessions from before are refused at the next request; works on every Supabase.';
comment on column config.members.reviewed_at is 'When somebody last confirmed that this member still needs his rights.';
create index members_reviewed_by_idx on config.members (reviewed_by);
create index members_active_role_id_idx on config.members (active_role_id);
alter table config.members enable row level security;

create table config.member_roles (
  member_id uuid not null references config.members (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  primary key (member_id, role_id)
);
comment on table config.member_roles is 'Roles that a member may switch to; exactly one is active at a time.';
create index member_roles_role_id_idx on config.member_roles (role_id);
alter table config.member_roles enable row level security;

-- The login of a reporting tool. It is a Postgres role of its own, so its identity is session_user and no setting.
create table config.logins (
  id bigint generated always as identity primary key,
  login text not null generated always as ('bi_' || id::text) stored unique,
  member_id uuid not null references config.members (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  label text not null constraint label_has_1_to_200_characters check (length(label) between 1 and 200),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.logins is 'Read-only database logins for BI tools; each sees what its member sees in its role.';
create index logins_member_id_idx on config.logins (member_id);
create index logins_role_id_idx on config.logins (role_id);
alter table config.logins enable row level security;

create function engine.password_digest(password_hash text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select encode(sha256(convert_to(coalesce(password_hash, ''), 'UTF8')), 'hex');
$$;
comment on function engine.password_digest is 'Fingerprint of a stored password hash, to see whether it was changed.';

-- supabase/schemas/12_last_admin.sql
-- Somebody must always be able to let people in: the last admin can be neither demoted nor removed.

create function engine.admin_count()
returns bigint
language sql stable security definer set search_path = '' -- counts members that the caller may not see
as $$
  select count(distinct m.id)
  from config.members as m
  join config.member_roles as mr on mr.member_id = m.id
  join config.roles as r on r.id = mr.role_id
  where m.is_active and m.user_id is not null
    and r.is_active and r.may_configure @> array['members', 'roles'];
$$;
comment on function engine.admin_count is 'Number of active members who may configure members and roles.';

-- The lock makes two admins who demote each other queue; without it both succeed and nobody is left.
create function engine.keep_an_admin()
returns trigger
language plpgsql volatile security definer set search_path = '' -- counts members that the caller may not see
as $$
begin
  perform pg_advisory_xact_lock(hashtext('engine.keep_an_admin'));
  if engine.admin_count() = 0 and exists (select from engine.installation where has_admin) then
    perform engine.refuse('last_admin', 'The last admin cannot be removed or demoted', errcode => '42501');
  end if;
  update engine.installation set has_admin = true where not has_admin and engine.admin_count() > 0;
  return null;
end;
$$;
comment on function engine.keep_an_admin is 'Refuses to leave the workspace without an admin (reason last_admin).';

create trigger members__keep_an_admin
  after insert or update of is_active, user_id or delete on config.members
  for each statement execute function engine.keep_an_admin();
create trigger member_roles__keep_an_admin
  after insert or update or delete on config.member_roles
  for each statement execute function engine.keep_an_admin();
create trigger roles__keep_an_admin
  after update of is_active, may_configure or delete on config.roles
  for each statement execute function engine.keep_an_admin();

-- supabase/schemas/19_field_types.sql
-- What a field may be: one row per type, with the column that Postgres keeps for it.

create table engine.field_types (
  name text primary key,
  column_type text,
  holds text,
  check_sql text,
  fallback text,
  converts boolean not null default true,
  has_own_plan boolean not null default false
);
comment on table engine.field_types is 'Types of fields and the columns that are made for them.';
comment on column engine.field_types.column_type is 'Postgres type; null where the options of the field decide.';
comment on column engine.field_types.holds is 'What values must keep to, in words that end the name of the constraint.';
comment on column engine.field_types.check_sql is 'The same as SQL; %1$I is the column, %2$s the largest value of a scale.';
comment on column engine.field_types.fallback is 'Default of a new column that cannot be empty; null where it can.';
comment on column engine.field_types.converts is 'Whether another type can become this one and back.';
comment on column engine.field_types.has_own_plan is 'Made by engine.plan_add_<name>, because more than a column is needed.';
alter table engine.field_types enable row level security;

insert into engine.field_types (name, column_type, holds, check_sql, fallback)
values
  ('text', 'text', null, null, null),
  ('long_text', 'text', null, null, null),
  ('integer', 'bigint', null, null, null),
  ('decimal', null, null, null, null),
  ('money', 'numeric(14,2)', null, null, null),
  ('percent', 'numeric(9,4)', null, null, null),
  ('checkbox', 'boolean', null, null, 'false'),
  ('date', 'date', null, null, null),
  ('datetime', 'timestamp with time zone', null, null, null),
  ('choice', 'text', 'is_a_choice', null, null),
  ('multi_choice', 'text[]', 'are_choices', null, '{}'),
  ('tags', 'text[]', null, null, '{}'),
  ('email', 'text', 'is_an_email', '%1$I ~ ''^[^@[:space:]]+@[^@[:space:]]+$''', null),
  ('phone', 'text', 'is_a_phone_number', '%1$I ~* ''^[+]?[0-9[:space:]()./#x-]{3,32}$''', null),
  ('url', 'text', 'is_a_web_address', '%1$I ~* ''^https?://[^[:space:]]+$''', null),
  ('relation', null, null, null, null),
  ('person', 'uuid', null, null, null),
  ('json', 'jsonb', null, null, null),
  ('rating', 'smallint', 'is_within_the_scale', '%1$I between 1 and %2$s', null),
  ('progress', 'smallint', 'is_within_the_scale', '%1$I between 0 and 100', null),
  ('file', 'text[]', 'are_some_files', 'cardinality(%1$I) between 1 and 20', null),
  ('image', 'text[]', 'are_some_files', 'cardinality(%1$I) between 1 and 20', null),
  ('barcode', 'text', 'is_a_code', '%1$I ~ ''^[[:graph:]]([ -~]{0,62}[[:graph:]])?$''', null),
  ('rich_text', 'text', null, null, null),
  ('duration', 'bigint', 'is_a_duration', '%1$I between 0 and 3599999999', null);
insert into engine.field_types (name, column_type, converts, has_own_plan)
values
  ('auto_number', 'text', false, true),
  ('rollup', null, false, true),
  ('lookup', null, false, true),
  ('relations', null, false, true);
update engine.field_types set converts = false where name in ('relation', 'person', 'file', 'image');

-- supabase/schemas/20_entities.sql
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

-- supabase/schemas/20_lookups.sql
-- Fields of related records that an entity shows as its own. There is no column: they are read through the relation, in
-- the reader's own rights.

create table config.lookups (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  name text not null,
  label engine.label not null,
  help jsonb,
  relation_id uuid not null references config.fields (id) on delete cascade,
  source_id uuid not null references config.fields (id) on delete cascade,
  position integer not null default 0,
  is_hidden boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (entity_id, name)
);
comment on table config.lookups is 'Fields of the record that a relation points at, shown beside the relation.';
comment on column config.lookups.relation_id is 'Field of the own entity that points at the other record.';
comment on column config.lookups.source_id is 'Field of the other record.';
create index lookups_relation_id_idx on config.lookups (relation_id);
create index lookups_source_id_idx on config.lookups (source_id);
alter table config.lookups enable row level security;

create view engine.lookups with (security_invoker = true) as
select l.*, e.name::text as entity_name, relation.name as relation_name, target.name::text as target_name, source.name as source_name
from config.lookups as l
join config.entities as e on e.id = l.entity_id
join config.fields as relation on relation.id = l.relation_id
join config.fields as source on source.id = l.source_id
join config.entities as target on target.id = source.entity_id;
comment on view engine.lookups is 'Lookups with the names of what they read.';

create function engine.lookup_path(entity_name text, field_name text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
    select l.relation_name || '.' || l.source_name from engine.lookups as l
    where l.entity_name = lookup_path.entity_name and l.name = lookup_path.field_name
  );
end;
$$;
comment on function engine.lookup_path is 'The path of relations behind a lookup; null when there is none of this name.';

-- supabase/schemas/21_identity.sql
-- Who is asking. The answer comes from the verified token, and only in logins where nobody else can set it.

-- These run in every request, so they are plpgsql: its plans are kept for the session, while nested sql functions
-- are planned anew at each call (measured: 2.7 ms against 0.1 ms).

create function engine.claims()
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if session_user in (
    'authenticator', 'postgres', 'supabase_admin', 'supabase_auth_admin', 'supabase_storage_admin',
    'supabase_realtime_admin'
  ) then
    return nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  end if;
  return null;
end;
$$;
comment on function engine.claims is
  'Claims of the request''s token. Null in any other login: there everybody could set them himself.';

create function engine.uid()
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return (engine.claims() ->> 'sub')::uuid;
end;
$$;
comment on function engine.uid is 'Id of the signed-in user in auth.users; null without one.';

create function engine.view_as_header()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if engine.claims() is null or coalesce(current_setting('request.headers', true), '') = '' then
    return null;
  end if;
  return nullif(current_setting('request.headers', true)::jsonb ->> 'x-view-as', '');
end;
$$;
comment on function engine.view_as_header is 'What the request asks to look through: role:<key> or member:<id>; null if nothing.';

create function engine.signed_in_member_id()
returns uuid
language plpgsql stable security definer set search_path = '' -- callers may not read config.members
as $$
begin
  return (select m.id from config.members as m where m.user_id = engine.uid());
end;
$$;
comment on function engine.signed_in_member_id is 'The member who signed in, whoever he looks as.';

-- A member's own choice if he still holds that role, else the most powerful role that he holds.
create function engine.active_role_id(member_id uuid)
returns uuid
language plpgsql stable security definer set search_path = '' -- callers may not read config.members
as $$
begin
  return (
    select r.id
    from config.members as m
    join config.member_roles as mr on mr.member_id = m.id
    join config.roles as r on r.id = mr.role_id
    where m.id = active_role_id.member_id and r.is_active
    order by (r.id = m.active_role_id) desc nulls last, r.rank, r.key
    limit 1
  );
end;
$$;
comment on function engine.active_role_id is 'The one role in which a member acts now; null when he holds none.';

create function engine.viewed_member_id()
returns uuid
language sql stable security definer set search_path = '' -- callers may not read config.members
as $$
  select m.id from config.members as m
  where m.is_active and 'member:' || m.id::text = engine.view_as_header();
$$;

-- Looks as nobody above himself: only roles of a higher rank number, or his own.
create function engine.viewed_role_id()
returns uuid
language sql stable security definer set search_path = '' -- callers may not read config.members
as $$
  select target.id
  from config.roles as own
  join config.roles as target on target.is_active and (target.rank > own.rank or target.id = own.id)
  where own.id = engine.active_role_id(engine.signed_in_member_id())
    and own.can_view_as
    and target.id = case split_part(engine.view_as_header(), ':', 1)
      when 'role' then (select r.id from config.roles as r where r.key = split_part(engine.view_as_header(), ':', 2))
      when 'member' then engine.active_role_id(engine.viewed_member_id())
    end;
$$;

comment on function engine.viewed_role_id is 'The role looked through, when header and rank allow it; else null.';
comment on function engine.viewed_member_id is 'The active member named by the view-as header; else null.';

-- Asked in every statement of a scoped role: the claims are read once, and the header only looked into when it is there.
create function engine.member_id()
returns uuid
language plpgsql stable security definer set search_path = '' -- callers may not read config.members
as $$
declare
  claims constant jsonb := engine.claims();
begin
  if claims is null then
    return (select l.member_id from config.logins as l where l.login = session_user);
  elsif current_setting('request.headers', true) like '%x-view-as%'
    and engine.view_as_header() like 'member:%' and engine.viewed_role_id() is not null
  then
    return engine.viewed_member_id();
  end if;
  return (select m.id from config.members as m where m.user_id = (claims ->> 'sub')::uuid);
end;
$$;
comment on function engine.member_id is
  'The acting member: of the token (the viewed one under view-as), or of a login for reporting; null for the service.';

create function engine.asker()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return concat(current_setting('request.jwt.claims', true), ' ', current_setting('request.headers', true));
end;
$$;
comment on function engine.asker is 'Token and headers of the request, to notice that somebody else is asked about.';

create function engine.member_ids(variable text)
returns bigint[]
language plpgsql stable security definer set search_path = '' -- callers may not read config.member_values
as $$
declare
  acting_member_id uuid;
  ids bigint[];
  entity_name text;
begin
  -- Where the claims can be trusted, so can the set that pre_request wrote down for the same asker.
  if session_user = 'authenticator' and current_setting('engine.asker', true) = engine.asker()
    and current_setting('engine.' || variable, true) <> ''
  then
    return current_setting('engine.' || variable, true)::bigint[];
  end if;
  -- engine.member_id() spelled out for the usual case: this runs in every statement of a scoped role.
  if current_setting('request.headers', true) like '%x-view-as%' or session_user like 'bi\_%' then
    acting_member_id := engine.member_id();
  else
    select m.id into acting_member_id from config.members as m where m.user_id = (engine.claims() ->> 'sub')::uuid;
  end if;
  select array_agg(v.record_id) into ids
  from config.member_values as v
  where v.member_id = acting_member_id and v.variable_key = variable;
  if ids is null and acting_member_id is not null then
    select e.name into entity_name
    from config.variables as v
    join config.entities as e on e.id = v.entity_id
    where v.key = variable;
    execute format('select array_agg(id) from public.%I', entity_name) into ids;
  end if;
  return coalesce(ids, '{}');
end;
$$;
comment on function engine.member_ids is 'Ids of the records in a member''s set, e.g. his places; all records when he has none assigned.';

-- supabase/schemas/22_requests.sql
-- Runs before every REST statement: admits the member and switches to the Postgres role of his one active role.

create function engine.role_of(user_id uuid)
returns text
language plpgsql stable security definer set search_path = '' -- reads auth and config, which callers may not
as $$
declare
  claims constant jsonb := engine.claims();
  found_member record;
  found_role config.roles;
begin
  select m.id, m.is_active, m.initial_password_digest, u.banned_until, u.encrypted_password,
    exists (
      select from auth.sessions as s
      where s.id = (claims ->> 'session_id')::uuid and s.user_id = u.id
        and (s.not_after is null or s.not_after > now())
        and s.created_at >= coalesce(m.sessions_valid_from, '-infinity')
    ) as has_session,
    exists (
      select from auth.mfa_factors as f where f.user_id = u.id and f.status = 'verified'
    ) as has_factor
  into found_member
  from auth.users as u
  left join config.members as m on m.user_id = u.id
  where u.id = role_of.user_id and u.deleted_at is null;

  if not found or not found_member.has_session then
    perform engine.refuse('session_ended', 'The session has ended; sign in again', errcode => 'PT401');
  elsif found_member.id is null then
    perform engine.refuse('not_a_member', 'This account is not a member here', errcode => '42501');
  elsif found_member.banned_until > now() then
    perform engine.refuse('user_banned', 'This account is locked', errcode => '42501');
  elsif not found_member.is_active then
    perform engine.refuse('member_inactive', 'This member is deactivated', errcode => '42501');
  elsif found_member.initial_password_digest = engine.password_digest(found_member.encrypted_password) then
    perform engine.refuse('password_change_required', 'Choose a password of your own first', errcode => '42501');
  end if;

  select r.* into found_role from config.roles as r where r.id = engine.active_role_id(found_member.id);
  if not found then
    perform engine.refuse('no_active_role', 'No role is assigned to this member', errcode => '42501');
  elsif (found_role.requires_mfa or found_member.has_factor) and claims ->> 'aal' is distinct from 'aal2' then
    perform engine.refuse('mfa_required', 'Two-step verification is required', errcode => '42501');
  end if;

  if engine.view_as_header() is null then
    return engine.role_name(found_role.key);
  end if;
  return engine.viewed_role_name();
end;
$$;
comment on function engine.role_of is
  'Postgres role in which this user acts now. Refuses with a reason when he may not act at all: session_ended (401),
not_a_member, user_banned, member_inactive, password_change_required, no_active_role, mfa_required, view_as_… (403).';

create function engine.viewed_role_name()
returns text
language plpgsql stable security definer set search_path = '' -- reads config, which callers may not
as $$
declare
  viewed_key text;
begin
  select r.key into viewed_key from config.roles as r where r.id = engine.viewed_role_id();
  if not found then
    perform engine.refuse('view_as_denied', 'You may not look through the eyes of this role or member', errcode => '42501');
  elsif current_setting('transaction_read_only') = 'off' then
    perform engine.refuse('view_as_read_only', 'Nothing can be changed while viewing as someone else', errcode => '42501');
  end if;
  return engine.role_name(viewed_key);
end;
$$;
comment on function engine.viewed_role_name is 'Postgres role of the viewed role; only for reading (reasons view_as_denied, view_as_read_only).';

grant execute on function engine.uid(), engine.claims(), engine.role_of(uuid)
to anon, authenticated, service_role;

-- supabase/schemas/30_introspection.sql
-- What the catalog knows about business tables; everything that is not stored as configuration is read from here.

create view engine.columns with (security_invoker = true) as
select
  c.oid as table_oid,
  c.relname::text as table_name,
  a.attnum as column_number,
  a.attname::text as column_name,
  a.atttypid as type_oid,
  format_type(a.atttypid, a.atttypmod) as type_name,
  case when t.typcategory = 'A' then format_type(t.typelem, a.atttypmod) end as element_type,
  a.attnotnull as is_required,
  a.atthasdef or a.attidentity <> '' as has_default,
  a.attgenerated <> '' or a.attidentity = 'a' as is_generated,
  case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generation_expression,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer as max_length,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer as scale
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type as t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef as d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');
comment on view engine.columns is 'Columns of the tables in schema public.';

-- Comments read `English | 中文`, with an optional second line of help in the same form.
create view engine.labels with (security_invoker = true) as
select
  d.objoid as table_oid,
  d.objsubid as column_number,
  case when label_en <> '' then
    jsonb_build_object('en', left(label_en, 200), 'zh-CN', left(coalesce(nullif(label_zh, ''), label_en), 200))
  end as label,
  case when help_en <> '' then
    jsonb_build_object('en', help_en, 'zh-CN', coalesce(nullif(help_zh, ''), help_en))
  end as help
from pg_catalog.pg_description as d
join pg_catalog.pg_class as c on c.oid = d.objoid and c.relnamespace = 'public'::regnamespace
cross join lateral (
  select btrim(split_part(d.description, E'\n', 1)), btrim(split_part(d.description, E'\n', 2))
) as lines (first, second)
cross join lateral (
  select split_part(first, ' | ', 1), split_part(first, ' | ', 2), split_part(second, ' | ', 1), split_part(second, ' | ', 2)
) as parts (label_en, label_zh, help_en, help_zh)
where d.classoid = 'pg_class'::regclass;
comment on view engine.labels is 'Labels and help texts that the comments of tables (column_number 0) and columns carry.';

create view engine.foreign_keys with (security_invoker = true) as
select
  source.oid as table_oid,
  c.conname::text as constraint_name,
  source.relname::text as table_name,
  a.attname::text as column_name,
  target_space.nspname::text as target_schema,
  target.relname::text as target_table
from pg_catalog.pg_constraint as c
join pg_catalog.pg_class as source on source.oid = c.conrelid
join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_catalog.pg_class as target on target.oid = c.confrelid
join pg_catalog.pg_namespace as target_space on target_space.oid = target.relnamespace
where c.contype = 'f' and cardinality(c.conkey) = 1 and source.relnamespace = 'public'::regnamespace;
comment on view engine.foreign_keys is 'Foreign keys of one column from tables in schema public.';

create view engine.unique_columns with (security_invoker = true) as
select distinct c.relname::text as table_name, a.attname::text as column_name, i.indisprimary as is_primary
from pg_catalog.pg_index as i
join pg_catalog.pg_class as c on c.oid = i.indrelid
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
where i.indisunique and i.indpred is null and i.indnkeyatts = 1
  and c.relnamespace = 'public'::regnamespace;
comment on view engine.unique_columns is 'Columns that are unique by themselves.';

create view engine.keys with (security_invoker = true) as
select c.relname::text as table_name, p.column_name as primary_key, v.column_name as version_field
from pg_catalog.pg_class as c
left join engine.unique_columns as p on p.table_name = c.relname and p.is_primary
left join lateral (
  select a.attname::text as column_name
  from pg_catalog.pg_attribute as a
  where a.attrelid = c.oid and not a.attisdropped and (
    a.attname = 'version' and a.atttypid in ('integer'::regtype, 'bigint'::regtype)
    or a.attname = 'updated_at' and a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype)
  )
  order by a.attname desc
  limit 1
) as v on true
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');
comment on view engine.keys is
  'Per table its primary key, if that is one column, and the column that every write changes: version, else updated_at.';

create function engine.primary_key(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select k.primary_key from engine.keys as k where k.table_name = primary_key.table_name;
$$;
comment on function engine.primary_key is 'The single primary-key column of a table; null when it has none or several.';

create function engine.version_field(table_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select k.version_field from engine.keys as k where k.table_name = version_field.table_name;
$$;
comment on function engine.version_field is 'Column that every write changes: version if there is one, else updated_at.';

-- `check (status in ('a', 'b'))` comes back from Postgres as `= ANY (ARRAY['a'::text, …])`.
create view engine.checked_values with (security_invoker = true) as
select checked.table_oid, checked.table_name, checked.column_name, checked.constraint_name, found.allowed
from (
  select t.oid as table_oid, t.relname::text as table_name, a.attname::text as column_name, c.conname::text as constraint_name,
    pg_get_constraintdef(c.oid) as definition
  from pg_catalog.pg_constraint as c
  join pg_catalog.pg_class as t on t.oid = c.conrelid and t.relnamespace = 'public'::regnamespace
  join pg_catalog.pg_attribute as a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
  where c.contype = 'c'
) as checked
cross join lateral (
  select array_agg(replace(match[1], '''''', '''') order by position)
  from regexp_matches(checked.definition, '''((?:[^'']|'''')*)''::', 'g') with ordinality as m (match, position)
) as found (allowed)
where checked.definition ~ '(= ANY|<@) \(?\(?ARRAY\[';
comment on view engine.checked_values is 'Values that checks of the form `in (…)` allow, in their order.';

create view engine.guessed_types with (security_invoker = true) as
select c.*,
  case
    when f.target_schema = 'config' and f.target_table = 'members' then 'person'
    when f.constraint_name is not null then 'relation'
    when exists (
      select from engine.checked_values as v where v.table_oid = c.table_oid and v.column_name = c.column_name
    ) then case when c.element_type is null then 'choice' else 'multi_choice' end
    when c.element_type is not null then 'tags'
    when c.type_name = 'boolean' then 'checkbox'
    when c.type_name in ('smallint', 'integer', 'bigint') then 'integer'
    when c.type_name = 'numeric(14,2)' then 'money'
    when c.type_name ~ '^(numeric|real|double)' then 'decimal'
    when c.type_name = 'date' then 'date'
    when c.type_name like 'timestamp%' then 'datetime'
    when c.type_name in ('json', 'jsonb') then 'json'
    when c.column_name ~ '(^|_)e?mail$' then 'email'
    when c.column_name ~ '(^|_)phone(_|$)' then 'phone'
    when c.column_name ~ '(^|_)url$' then 'url'
    when c.column_name ~ '(^|_)(note|notes|description|reply|finding|measure)$' then 'long_text'
    else 'text'
  end as guessed_type
from engine.columns as c
left join lateral (
  select k.* from engine.foreign_keys as k
  where k.table_oid = c.table_oid and k.column_name = c.column_name
  order by k.constraint_name
  limit 1
) as f on true;
comment on view engine.guessed_types is 'Columns with the field type that fits each best, from its type, keys and checks.';

-- supabase/schemas/31_adopt.sql
-- Turns a table of `public` into an entity: fields, row security, triggers. Running it again is harmless.

create function engine.sort_from_text(sort text)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('field', ltrim(part, '-'), 'descending', part like '-%') order by position), '[]'
  )
  from unnest(string_to_array(nullif(sort, ''), ',')) with ordinality as t (part, position);
$$;
comment on function engine.sort_from_text is '"-placed_at,id" → [{"field": "placed_at", "descending": true}, …].';

create function engine.text_array(value jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(select jsonb_array_elements_text(value));
$$;
comment on function engine.text_array is 'A JSON array of texts as text[]; empty for null.';

create function engine.attach_triggers(table_name text, is_audited boolean)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  full_name constant text := format('public.%I', table_name);
  event text;
begin
  execute format('drop trigger if exists entity__touch on %s', full_name);
  if engine.version_field(table_name) is not null then
    execute format(
      'create trigger entity__touch before update on %s for each row execute function engine.touch_%s(%s)',
      full_name, engine.version_field(table_name), (
        select quote_literal(c.column_name) from engine.columns as c
        where c.table_name = attach_triggers.table_name and c.column_name = 'updated_at'
      )
    );
  end if;
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('drop trigger if exists %I on %s', 'entity__audit_' || event, full_name);
    if is_audited then
      execute engine.audit_trigger_sql(full_name, event, array[engine.primary_key(table_name)]);
    end if;
    execute format('drop trigger if exists %I on %s', 'entity__live_' || event, full_name);
    execute engine.live_trigger_sql(table_name, event);
  end loop;
end;
$$;
comment on function engine.attach_triggers is
  'Keeps updated_at / version, writes the audit log of one table and tells the app of changes.';

create function engine.adopt_fields(entity_id uuid, table_name text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from config.fields as f
  where f.entity_id = adopt_fields.entity_id
    and not exists (
      select from engine.columns as c
      where c.table_name = adopt_fields.table_name and c.column_name = f.name
    );
  insert into config.fields (entity_id, name, type, position, is_hidden, is_read_only)
  select adopt_fields.entity_id, c.column_name, c.guessed_type, c.column_number,
    c.column_name ~ '_(grams|hash)$',
    c.is_generated or c.column_name in ('created_at', 'updated_at', 'version')
      or c.column_name = k.primary_key
  from engine.guessed_types as c
  cross join (
    select t.primary_key from engine.keys as t where t.table_name = adopt_fields.table_name offset 0
  ) as k
  where c.table_name = adopt_fields.table_name
    and not exists (
      select from config.trash as t
      where t.entity_name = adopt_fields.table_name and t.field_name = c.column_name
    )
  on conflict on constraint fields_entity_id_name_key do nothing;
$$;
comment on function engine.adopt_fields is 'Adds fields for new columns, removes those of dropped ones, keeps what is configured.';

create function engine.adopt_table(table_name text, options jsonb default '{}')
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  adopted_id uuid;
begin
  if to_regclass(format('public.%I', table_name)) is null then
    perform engine.refuse('unknown_table', format('There is no table %s in schema public', table_name));
  elsif engine.primary_key(table_name) is null then
    perform engine.refuse('no_primary_key', format('Table %s needs a primary key of one column', table_name));
  end if;

  insert into config.entities as e (
    name, group_key, icon, position, is_hidden, is_audited, title_field, search_fields, list_fields, default_sort
  )
  values (
    table_name, options ->> 'group', options ->> 'icon', coalesce((options ->> 'position')::integer, 0),
    coalesce((options ->> 'is_hidden')::boolean, false), coalesce((options ->> 'audit')::boolean, true),
    coalesce(options ->> 'title_field', engine.primary_key(table_name)),
    engine.text_array(options -> 'search_fields'), engine.text_array(options -> 'list_fields'),
    engine.sort_from_text(options ->> 'default_sort')
  )
  on conflict (name) do update set
    group_key = excluded.group_key, icon = excluded.icon, position = excluded.position,
    is_hidden = excluded.is_hidden, is_audited = excluded.is_audited, title_field = excluded.title_field,
    search_fields = excluded.search_fields, list_fields = excluded.list_fields,
    default_sort = excluded.default_sort
  returning e.id into adopted_id;

  perform engine.adopt_fields(adopted_id, table_name);
  execute format('alter table public.%I enable row level security', table_name);
  perform engine.attach_triggers(table_name, coalesce((options ->> 'audit')::boolean, true));
  return adopted_id;
end;
$$;
comment on function engine.adopt_table is
  'Makes a table of public an entity and returns its id. Options: group, icon, position, is_hidden, audit, title_field,
search_fields, list_fields, default_sort. Reasons: unknown_table, no_primary_key.';

create function engine.touch_updated_at()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  -- A sum over children is no edit of the parent: nobody who has it open must be told to start again.
  if current_setting('engine.keeping', true) = 'on' then
    return new;
  end if;
  new.updated_at := clock_timestamp();
  return new;
end;
$$;
comment on function engine.touch_updated_at is 'Stamps every update, so that a stale edit is noticed.';

create function engine.touch_version()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if current_setting('engine.keeping', true) = 'on' then
    return new;
  end if;
  new.version := old.version + 1;
  if tg_nargs > 0 then
    new.updated_at := clock_timestamp();
  end if;
  return new;
end;
$$;
comment on function engine.touch_version is
  'Counts every update, so that a stale edit is noticed; with an argument it stamps updated_at too.';

-- supabase/schemas/32_audit.sql
-- The audit log: who changed what, in which role and transaction. Statement triggers with transition tables
-- keep writes quick; nobody may change an entry over the API.

create table engine.audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  transaction_id xid8 not null default pg_current_xact_id(),
  member_id uuid,
  member_name text,
  role_key text,
  request text,
  table_name text not null,
  record_id text not null,
  action text not null constraint action_is_known check (action in ('create', 'update', 'delete')),
  old_values jsonb,
  new_values jsonb,
  batch_id uuid,
  is_consequence boolean not null default false
);
comment on table engine.audit_entries is
  'A create keeps the key only (the row is its own value), an update the changed columns, a delete the whole row.';
comment on column engine.audit_entries.batch_id is
  'The batch of engine.batches in which it was written. No foreign key: the log stands alone, and each row would pay.';
comment on column engine.audit_entries.is_consequence is
  'Written by a trigger in the wake of another write, and so written anew when that one is taken back. What a foreign
key does (cascade, set null) is none: Postgres runs it as part of the statement.';
create index audit_entries_record_idx on engine.audit_entries (table_name, record_id, id);
create index audit_entries_transaction_idx on engine.audit_entries (transaction_id, id);
create index audit_entries_member_idx on engine.audit_entries (member_id, at);
create index audit_entries_batch_idx on engine.audit_entries (batch_id, id) where batch_id is not null;
create index audit_entries_at_idx on engine.audit_entries using brin (at) with (pages_per_range = 16);
alter table engine.audit_entries enable row level security;

create function engine.current_role_key()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return case when current_setting('role') like 'bo\_%' then substr(current_setting('role'), 4) end;
end;
$$;
comment on function engine.current_role_key is
  'Key of the app role of this request; null outside one. Inside definer functions current_user would be the owner.';

create function engine.request_line()
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(concat_ws(' ', current_setting('request.method', true), current_setting('request.path', true)), '');
end;
$$;
comment on function engine.request_line is 'Method and path of the REST request; null in SQL sessions.';

create function engine.current_batch_id()
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return nullif(current_setting('kontor.batch', true), '')::uuid;
end;
$$;
comment on function engine.current_batch_id is 'The batch that this transaction writes in; null outside one.';

create function engine.audit_trigger_sql(full_name text, event text, key_columns text[])
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format(
    'create trigger %I after %s on %s referencing %s for each statement execute function engine.record_changes(%s)',
    'entity__audit_' || event, event, full_name,
    case event
      when 'insert' then 'new table as new_rows'
      when 'delete' then 'old table as old_rows'
      else 'old table as old_rows new table as new_rows'
    end,
    (select string_agg(format('%L', k), ', ') from unnest(key_columns) as k)
  );
$$;
comment on function engine.audit_trigger_sql is 'Statement that attaches the audit trigger for one event to a table.';

-- Compares whole rows as JSON; equal rows leave no entry.
create function engine.audit_query(event text, key_columns text[])
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case event
    when 'INSERT' then format('select concat_ws('':'', %s), null::jsonb, null::jsonb from new_rows as n', new_key)
    when 'DELETE' then format('select concat_ws('':'', %s), to_jsonb(o), null::jsonb from old_rows as o', old_key)
    else format(
      'select concat_ws('':'', %s), diff.old_values, diff.new_values
       from new_rows as n join old_rows as o on (%s) = (%s),
       lateral (
         select jsonb_object_agg(key, was.value) as old_values, jsonb_object_agg(key, is_now.value) as new_values
         from jsonb_each(to_jsonb(o)) as was join jsonb_each(to_jsonb(n)) as is_now using (key)
         where was.value is distinct from is_now.value and key not in (''updated_at'', ''version'') and key <> all ($9)
       ) as diff
       where diff.old_values is not null',
      new_key, new_key, old_key
    )
  end
  from (
    select string_agg(format('n.%I', k), ', '), string_agg(format('o.%I', k), ', ')
    from unnest(key_columns) as k
  ) as keys (new_key, old_key);
$$;
comment on function engine.audit_query is 'Query over the transition tables: record id, old values, new values.';

create function engine.rollup_columns(table_name text)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return array(
    select f.name from config.fields as f
    join config.entities as e on e.id = f.entity_id and e.name = rollup_columns.table_name
    where f.options ? 'rollup'
  );
end;
$$;
comment on function engine.rollup_columns is 'Columns that follow from other records; their changes are told there, so the log leaves them out.';

create function engine.record_changes()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else may write the log
as $$
declare
  acting_member_id uuid;
begin
  -- Most statements of other triggers change nothing.
  if tg_op = 'DELETE' then
    if not exists (select from old_rows) then
      return null;
    end if;
  elsif not exists (select from new_rows) then
    return null;
  end if;
  acting_member_id := engine.member_id();
  execute
    'insert into engine.audit_entries
       (member_id, member_name, role_key, request, table_name, record_id, action, old_values, new_values,
        batch_id, is_consequence)
     select $1, $2, $3, $4, $5, changed.record_id, $6, changed.old_values, changed.new_values, $7, $8
     from (' || engine.audit_query(tg_op, tg_argv) || ') as changed (record_id, old_values, new_values)'
  using
    acting_member_id,
    (select m.name from config.members as m where m.id = acting_member_id),
    engine.current_role_key(),
    engine.request_line(),
    case when tg_table_schema = 'public' then tg_table_name else tg_table_schema || '.' || tg_table_name end,
    case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'delete' end,
    engine.current_batch_id(),
    pg_trigger_depth() > 1,
    engine.rollup_columns(tg_table_name);
  return null;
end;
$$;
comment on function engine.record_changes is 'Audit trigger; its arguments are the key columns of the table.';

-- supabase/schemas/33_audit_seals.sql
-- The hash chain over the audit log, sealed in the background: a link taken inside every write would make writers queue.

create table engine.audit_seals (
  position bigint primary key,
  entry_id bigint not null unique,
  transaction_id xid8 not null,
  hash bytea not null
);
comment on table engine.audit_seals is
  'One link per entry: hash = sha256(previous hash || entry). An altered, removed or inserted entry breaks the chain.';
alter table engine.audit_seals enable row level security;

create function engine.audit_hash(previous bytea, entry engine.audit_entries)
returns bytea
language sql immutable security invoker set search_path = ''
as $$
  select sha256(previous || convert_to(
    jsonb_build_array(
      entry.id, extract(epoch from entry.at), entry.transaction_id::text, entry.member_id, entry.member_name,
      entry.role_key, entry.request, entry.table_name, entry.record_id, entry.action, entry.old_values,
      entry.new_values, entry.batch_id, entry.is_consequence
    )::text, 'UTF8'
  ));
$$;
comment on function engine.audit_hash is 'Link of the chain for one entry after the previous link.';

-- Everything below the snapshot's xmin is finished, so a closed range can never gain an entry later.
create function engine.seal_audit(entry_limit integer default 20000)
returns bigint
language plpgsql volatile security definer set search_path = '' -- nobody else may write the chain
as $$
declare
  horizon constant xid8 := pg_snapshot_xmin(pg_current_snapshot());
  last_position bigint := 0;
  last_hash bytea := '';
  sealed_up_to xid8 := '0';
  entry engine.audit_entries;
  sealed bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtext('engine.seal_audit'));
  select s.position, s.hash, s.transaction_id into last_position, last_hash, sealed_up_to
  from engine.audit_seals as s order by s.position desc limit 1;
  if not found then
    last_position := 0;
    last_hash := '';
  end if;
  if sealed_up_to is null or sealed_up_to >= horizon then
    sealed_up_to := '0'; -- nothing sealed yet, or restored into a younger cluster that counts from the start
  end if;

  for entry in
    select e.* from engine.audit_entries as e
    where e.transaction_id >= sealed_up_to and e.transaction_id < horizon
      and not exists (select from engine.audit_seals as s where s.entry_id = e.id)
    order by e.transaction_id, e.id
    limit entry_limit
  loop
    last_position := last_position + 1;
    last_hash := engine.audit_hash(last_hash, entry);
    insert into engine.audit_seals (position, entry_id, transaction_id, hash)
    values (last_position, entry.id, entry.transaction_id, last_hash);
    sealed := sealed + 1;
  end loop;
  return sealed;
end;
$$;
comment on function engine.seal_audit is 'Seals finished entries, oldest first; returns how many.';

create function engine.first_altered_audit_entry()
returns bigint
language plpgsql stable security definer set search_path = '' -- reads the whole log
as $$
declare
  link record;
  previous bytea := '';
  expected_position bigint := 1;
begin
  for link in
    select s.position, s.entry_id, s.hash, e as entry
    from engine.audit_seals as s
    left join engine.audit_entries as e on e.id = s.entry_id
    order by s.position
  loop
    if link.position <> expected_position or link.entry is null
      or link.hash <> engine.audit_hash(previous, link.entry)
    then
      return link.entry_id;
    end if;
    previous := link.hash;
    expected_position := expected_position + 1;
  end loop;
  return null;
end;
$$;
comment on function engine.first_altered_audit_entry is
  'Checks the chain; id of the first entry that was altered or removed, null when all is well.';

-- supabase/schemas/40_forms.sql
-- How records are filled in: layouts of forms, and rules that the form follows and the database may enforce.

create table config.forms (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  role_id uuid references config.roles (id) on delete cascade,
  layout jsonb not null constraint layout_is_an_object check (jsonb_typeof(layout) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint one_form_for_each_role unique nulls not distinct (entity_id, role_id),
  constraint layout_is_short check (length(layout::text) <= 65536)
);
comment on table config.forms is 'Layout of an entity''s form and detail page, for everybody (role_id null) or for one role.';
comment on column config.forms.layout is 'tabs › sections › fields, and the names of fields that are left out.';
create index forms_role_id_idx on config.forms (role_id);
alter table config.forms enable row level security;

create table config.form_rules (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  key engine.identifier not null,
  label engine.label not null,
  kind text not null constraint rule_kind_is_known check (kind in ('show', 'require', 'lock', 'set', 'check')),
  fields text[] not null default '{}',
  condition jsonb not null,
  value jsonb,
  message engine.label,
  is_enforced boolean not null default false,
  is_enabled boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rule_has_a_key_of_its_own unique (entity_id, key),
  constraint showing_is_up_to_the_form check (kind <> 'show' or not is_enforced),
  constraint only_set_has_a_value check ((kind = 'set') = (value is not null)),
  constraint rule_names_its_fields check (kind = 'check' or fields <> '{}')
);
comment on table config.form_rules is
  'What a form does while a condition holds; an enforced rule is compiled to triggers that act for every client.';
comment on column config.form_rules.kind is
  'show, require, lock or set the fields while the condition holds; check = the condition must hold.';
comment on column config.form_rules.value is 'What set writes: {"value": …} or {"variable": "me" | "now" | "today"}.';
alter table config.form_rules enable row level security;

-- supabase/schemas/40_permissions.sql
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

-- supabase/schemas/41_conditions.sql
-- Compiles condition trees to SQL. Names pass through %I, values through %L with the column's own type.

create function engine.refuse_condition(problem text, node jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse(
    'invalid_condition', problem, jsonb_build_object('condition', node), '22023'
  );
$$;
comment on function engine.refuse_condition is 'Raises reason invalid_condition (22023) with the part that is wrong.';

create function engine.variable_sql(variable text)
returns text
language plpgsql stable strict security invoker set search_path = ''
as $$
begin
  -- Wrapped in a select, so that Postgres asks once per statement and not once per row.
  case
    when variable = 'me' then return '(select engine.member_id())';
    when variable = 'now' then return 'now()';
    when variable = 'today' then return '(select engine.today())';
    when exists (select from config.variables as v where v.key = variable) then
      return format('(select engine.member_ids(%L))', variable);
    else
      perform engine.refuse_condition(format('Unknown variable %s', variable), to_jsonb(variable));
  end case;
end;
$$;
comment on function engine.variable_sql is 'SQL of a variable: me, now, today or one of config.variables.';

create function engine.today()
returns date
language sql stable security definer set search_path = '' -- callers may not read config.settings
as $$
  select (now() at time zone s.time_zone)::date from config.settings as s;
$$;
comment on function engine.today is 'Today in the workspace''s time zone.';

create function engine.literal_sql(value jsonb, type_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case jsonb_typeof(value)
    when 'array' then format('%L::%s[]', array(select jsonb_array_elements_text(value))::text, type_name)
    else format('%L::%s', value #>> '{}', type_name)
  end;
$$;
comment on function engine.literal_sql is 'A JSON value as a quoted SQL literal of the given type.';

create function engine.like_pattern(value text, before text, after text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%L', before || regexp_replace(value, '([\\%_])', '\\\1', 'g') || after);
$$;
comment on function engine.like_pattern is 'A quoted LIKE pattern in which the value stands for itself.';

-- The list filters of the app mean the same: a scope shows the rows that its filter showed.
create function engine.emptiness_sql(operand text, type_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when type_name like '%[]' then format('(%1$s is null or %1$s = ''{}'')', operand)
    when type_name ~ '^(text|character)' then format('(%1$s is null or %1$s = '''')', operand)
    else format('(%s is null)', operand)
  end;
$$;
comment on function engine.emptiness_sql is 'True for a value that people call empty: null, an empty text, an empty list.';

-- Compared with null nothing matches and everything differs: the opposite of what an open input means.
create function engine.says_nothing(value jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select value is null or value in ('null', '[]') or (jsonb_typeof(value) = 'array' and value @> '[null]');
$$;
comment on function engine.says_nothing is
  'True for no value, null, an empty list, or a list in which null is one of the values.';

create function engine.comparison_sql(operand text, type_name text, node jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  op constant text := node ->> 'op';
  variable constant text := node ->> 'variable';
  other text;
begin
  if op in ('is_empty', 'is_not_empty') then
    return format(case op when 'is_empty' then '%s' else 'not %s' end, engine.emptiness_sql(operand, type_name));
  elsif variable is null and engine.says_nothing(node -> 'value') then
    perform engine.refuse_condition('A comparison needs a value or a variable', node);
  end if;

  if op = 'contains' and type_name like '%[]' and variable is null then
    return format('%s @> %s', operand, engine.literal_sql(
      case jsonb_typeof(node -> 'value') when 'array' then node -> 'value' else jsonb_build_array(node -> 'value') end,
      regexp_replace(type_name, '\[\]$', '')
    ));
  elsif op in ('contains', 'starts_with') then
    return format('%s ilike %s', operand, engine.like_pattern(
      node ->> 'value', case op when 'contains' then '%' else '' end, '%'
    ));
  end if;

  other := coalesce(
    engine.variable_sql(variable),
    engine.literal_sql(node -> 'value', regexp_replace(type_name, '\[\]$', ''))
  );
  return case op
    when 'eq' then format('%s = %s', operand, other)
    when 'neq' then format('%s is distinct from %s', operand, other)
    when 'lt' then format('%s < %s', operand, other)
    when 'lte' then format('%s <= %s', operand, other)
    when 'gt' then format('%s > %s', operand, other)
    when 'gte' then format('%s >= %s', operand, other)
    when 'in' then format('%s = any (%s::%s[])', operand, other, type_name)
    when 'nin' then format('not coalesce(%s = any (%s::%s[]), false)', operand, other, type_name)
    when 'overlaps' then format('%s && %s', operand, other)
  end;
end;
$$;
comment on function engine.comparison_sql is
  'One comparison of an operand of the given type; null for an unknown operator. An empty value differs from every value.';

-- supabase/schemas/42_condition_trees.sql
-- Trees and relations. A policy follows a relation under the caller's own row security: a child is visible in the
-- light of what the caller may see of its parent. Where the owner evaluates a condition for a role (review,
-- explanation), `seen_by` names the role and its row scope is written out instead.

-- "parent_id.kind" becomes: exists (… the parent … where the key matches and the rest holds).
create function engine.path_sql(
  table_name text, alias text, path text, node jsonb, depth integer, seen_by text
)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant text := split_part(path, '.', 1);
  rest constant text := substr(path, length(split_part(path, '.', 1)) + 2);
  type_name text;
  target text;
  compiled text;
  opposite text;
begin
  select c.type_name into type_name from engine.columns as c
  where c.table_name = path_sql.table_name and c.column_name = head;
  if not found then
    if rest <> '' or engine.lookup_path(table_name, head) is null then
      perform engine.refuse_condition(format('%s has no field %s', table_name, head), node);
    end if;
    -- A record without the other one has no value either, so what is denied holds for it.
    opposite := case node ->> 'op' when 'neq' then 'eq' when 'nin' then 'in' when 'is_empty' then 'is_not_empty' end;
    compiled := engine.path_sql(table_name, alias, engine.lookup_path(table_name, head),
      node || jsonb_build_object('op', coalesce(opposite, node ->> 'op')), depth, seen_by);
    return case when opposite is null then compiled else format('not coalesce(%s, false)', compiled) end;
  elsif rest = '' and node ->> 'op' <> 'visible' then
    compiled := engine.comparison_sql(format('%I.%I', alias, head), type_name, node);
    if compiled is null then
      perform engine.refuse_condition(format('Unknown operator %s', node ->> 'op'), node);
    end if;
    return compiled;
  end if;

  select f.target_table into target from engine.foreign_keys as f
  where f.table_name = path_sql.table_name and f.column_name = head and f.target_schema = 'public';
  if not found then
    perform engine.refuse_condition(format('%s.%s is not a relation', table_name, head), node);
  end if;
  return format(
    'exists (select from public.%I as %I where %I.%I = %I.%I%s%s)',
    target, 't' || depth, 't' || depth, engine.primary_key(target), alias, head,
    case when rest <> '' then ' and ' || engine.path_sql(target, 't' || depth, rest, node, depth + 1, seen_by) end,
    ' and ' || engine.read_condition(seen_by, target, 't' || depth, depth + 1)
  );
end;
$$;
comment on function engine.path_sql is 'Comparison at the end of a path of relations; op visible only asks whether the parent can be seen.';

create function engine.children_sql(table_name text, alias text, node jsonb, depth integer, seen_by text)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  child constant text := split_part(node ->> 'exists', '.', 1);
  key_column constant text := split_part(node ->> 'exists', '.', 2);
begin
  if not exists (
    select from engine.foreign_keys as f
    where f.table_name = child and f.column_name = key_column
      and f.target_schema = 'public' and f.target_table = children_sql.table_name
  ) then
    perform engine.refuse_condition(format('%s does not point to %s', node ->> 'exists', table_name), node);
  end if;
  return format(
    'exists (select from public.%I as %I where %I.%I = %I.%I and %s%s)',
    child, 't' || depth, 't' || depth, key_column, alias, engine.primary_key(table_name),
    engine.condition_sql(child, 't' || depth, coalesce(node -> 'where', '{"all": []}'), depth + 1, seen_by),
    ' and ' || engine.read_condition(seen_by, child, 't' || depth, depth + 1)
  );
end;
$$;
comment on function engine.children_sql is 'True for a record that has a child for which the condition holds.';

create function engine.condition_sql(
  table_name text, alias text, node jsonb, depth integer default 1, seen_by text default null
)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  parts text[];
begin
  if jsonb_typeof(node) is distinct from 'object' or depth > 20 then
    perform engine.refuse_condition('A condition is an object, at most 20 levels deep', node);
  elsif node ? 'all' or node ? 'any' then
    select array_agg(engine.condition_sql(table_name, alias, part, depth + 1, seen_by)) into parts
    from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) as part;
    return case
      when parts is null then case when node ? 'all' then 'true' else 'false' end
      else '(' || array_to_string(parts, case when node ? 'all' then ' and ' else ' or ' end) || ')'
    end;
  elsif node ? 'not' then
    return format('not coalesce(%s, false)', engine.condition_sql(table_name, alias, node -> 'not', depth + 1, seen_by));
  elsif node ? 'exists' then
    return engine.children_sql(table_name, alias, node, depth, seen_by);
  elsif node ? 'field' then
    return engine.path_sql(table_name, alias, node ->> 'field', node, depth, seen_by);
  end if;
  perform engine.refuse_condition('A condition needs all, any, not, exists or field', node);
end;
$$;
comment on function engine.condition_sql is
  'SQL of a condition tree over one row (alias) of a table of public. Refuses with invalid_condition (22023).';

create function engine.read_condition(role_key text, table_name text, alias text, depth integer default 1)
returns text
language plpgsql stable strict security definer set search_path = '' -- callers may not read config
as $$
declare
  condition jsonb;
begin
  select coalesce(s.condition, '{"all": []}') into condition
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  left join config.scopes as s on s.id = p.scope_id
  where r.key = role_key and e.name = read_condition.table_name and p.action = 'read';
  if not found then
    return 'false';
  end if;
  return engine.condition_sql(table_name, alias, condition, depth, role_key);
end;
$$;
comment on function engine.read_condition is
  'SQL that is true for the rows of a table that a role may read; false without the right, null without a role.';

-- supabase/schemas/43_compiler.sql
-- Compares what roles should hold with what the catalog says, and writes the statements that close the gap.
-- Grants take no table lock; policies do, so they are touched only when their text changes.

-- A rollup tells of every record below: it is for roles that read all of them, with the fields it is made of.
create view engine.hidden_rollups with (security_invoker = true) as
select f.id as field_id, r.id as role_id
from config.fields as f
cross join config.roles as r
where f.options ? 'rollup' and not exists (
  select from config.permissions as p
  join config.entities as child on child.id = p.entity_id and child.name = f.options -> 'rollup' ->> 'entity'
  where p.role_id = r.id and p.action = 'read' and p.scope_id is null and (p.all_fields or not exists (
    select from unnest(array[f.options -> 'rollup' ->> 'by', f.options -> 'rollup' ->> 'field']) as needed (name)
    where needed.name is not null and not exists (
      select from config.permission_fields as pf
      join config.fields as source on source.id = pf.field_id and source.entity_id = child.id
      where pf.permission_id = p.id and source.name = needed.name
    )
  ))
);
comment on view engine.hidden_rollups is 'Rollups that a role may not see, because it does not read all that they are made of.';

-- Materialised parts: the planner has no statistics on the catalog views and would loop over them.
create function engine.permitted_columns_of(table_names text[] default null, role_keys text[] default null)
returns table (role_id uuid, role_key text, table_name text, action text, column_name text)
language sql stable security invoker set search_path = ''
as $$
  with columns as materialized (
    select c.table_name, c.column_name, c.is_generated from engine.columns as c
    where table_names is null or c.table_name = any (table_names)
  ), keys as materialized (
    select k.* from engine.keys as k where table_names is null or k.table_name = any (table_names)
  ), granted as materialized (
    select p.id as permission_id, p.role_id, r.key as role_key, e.id as entity_id, e.name as table_name,
      p.action, p.all_fields
    from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id
    where p.action in ('read', 'create', 'update')
      and (table_names is null or e.name = any (table_names)) and (role_keys is null or r.key = any (role_keys))
  ), hidden as materialized (
    select h.* from engine.hidden_rollups as h
  ), listed as materialized (
    select pf.permission_id, f.name from config.permission_fields as pf join config.fields as f on f.id = pf.field_id
  )
  select g.role_id, g.role_key, g.table_name, g.action, c.column_name
  from granted as g
  join columns as c on c.table_name = g.table_name
  join keys as k on k.table_name = g.table_name
  join config.fields as f on f.entity_id = g.entity_id and f.name = c.column_name
  left join listed as l on l.permission_id = g.permission_id and l.name = regexp_replace(c.column_name, '_grams$', '')
  where
    case
      when g.action = 'read'
        then (g.all_fields or l.name is not null or c.column_name in (k.primary_key, k.version_field))
          and not exists (select from hidden as h where (h.field_id, h.role_id) = (f.id, g.role_id))
      else not f.is_read_only and not c.is_generated and (g.all_fields or l.name is not null)
    end;
$$;
comment on function engine.permitted_columns_of is
  'Columns that roles may use per action; of all tables, of all roles for null. Key, version and the search companion of
a readable field come along.';

create view engine.permitted_columns with (security_invoker = true) as
select * from engine.permitted_columns_of();
comment on view engine.permitted_columns is 'Columns of all tables that each role may use per action.';

create function engine.wanted_grants_of(role_keys text[])
returns table (role_key text, table_name text, privilege text, column_name text)
language sql stable security invoker set search_path = ''
as $$
  select c.role_key, c.table_name, t.privilege, c.column_name
  from engine.permitted_columns_of(role_keys => wanted_grants_of.role_keys) as c
  join (values ('read', 'SELECT'), ('create', 'INSERT'), ('update', 'UPDATE')) as t (action, privilege) using (action)
  union all
  select r.key, e.name, 'DELETE', null
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.action = 'delete' and (role_keys is null or r.key = any (role_keys));
$$;
comment on function engine.wanted_grants_of is
  'Privileges that the configuration asks for, of some roles or of all for null; column_name null = on the table.';

create view engine.wanted_grants with (security_invoker = true) as
select * from engine.wanted_grants_of(null);
comment on view engine.wanted_grants is 'Privileges that the configuration asks for; column_name null = on the table.';

create view engine.actual_grants with (security_invoker = true) as
select substr(g.rolname, 4) as role_key, c.relname::text as table_name, acl.privilege_type as privilege,
  a.attname::text as column_name
from pg_catalog.pg_class as c
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attacl is not null and not a.attisdropped
cross join lateral aclexplode(a.attacl) as acl
join pg_catalog.pg_roles as g on g.oid = acl.grantee and g.rolname like 'bo\_%'
where c.relnamespace = 'public'::regnamespace
union all
select substr(g.rolname, 4), c.relname::text, acl.privilege_type, null
from pg_catalog.pg_class as c
cross join lateral aclexplode(c.relacl) as acl
join pg_catalog.pg_roles as g on g.oid = acl.grantee and g.rolname like 'bo\_%'
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm');
comment on view engine.actual_grants is 'Privileges that app roles hold on tables of public now.';

create function engine.grant_statements(role_keys text[])
returns setof text
language sql stable security invoker set search_path = ''
as $$
  with wanted as materialized (
    select role_key, table_name, privilege, column_name from engine.wanted_grants_of(role_keys)
  ), actual as materialized (
    select role_key, table_name, privilege, column_name from engine.actual_grants as a
    where a.role_key = any (role_keys)
  ), gaps as (
    select 'revoke' as verb, excess.* from (table actual except table wanted) as excess
    union all
    select 'grant', missing.* from (table wanted except table actual) as missing
  )
  select format(
    '%s %s%s on public.%I %s %I', verb, privilege,
    coalesce(' (' || string_agg(quote_ident(column_name), ', ' order by column_name) || ')', ''), table_name,
    case verb when 'grant' then 'to' else 'from' end, engine.role_name(role_key)
  )
  from gaps
  group by role_key, verb, privilege, table_name, column_name is null
  order by verb desc, role_key, table_name, privilege;
$$;
comment on function engine.grant_statements is 'GRANT and REVOKE statements that bring roles to their configuration.';

-- supabase/schemas/43_condition_checks.sql
-- Conditions as they come in, before anything is compiled from them.

create function engine.check_condition(node jsonb, depth integer default 1)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  part jsonb;
begin
  if jsonb_typeof(node) is distinct from 'object' or depth > 20 then
    perform engine.refuse_condition('A condition is an object, at most 20 levels deep', node);
  elsif node ? 'all' or node ? 'any' then
    if jsonb_typeof(coalesce(node -> 'all', node -> 'any')) <> 'array' then
      perform engine.refuse_condition('all and any hold a list of conditions', node);
    end if;
    for part in select * from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) loop
      perform engine.check_condition(part, depth + 1);
    end loop;
  elsif node ? 'not' then
    perform engine.check_condition(node -> 'not', depth + 1);
  elsif node ? 'exists' then
    perform engine.check_condition(coalesce(node -> 'where', '{"all": []}'), depth + 1);
  elsif not node ? 'field' then
    perform engine.refuse_condition('A condition needs all, any, not, exists or field', node);
  elsif not coalesce(node ->> 'op' in (
    'eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'contains', 'starts_with', 'overlaps', 'is_empty',
    'is_not_empty', 'visible'
  ), false) then
    perform engine.refuse_condition(format('Unknown operator %s', left(node ->> 'op', 100)), node);
  else
    perform engine.variable_sql(node ->> 'variable');
  end if;
end;
$$;
comment on function engine.check_condition is
  'Refuses (reason invalid_condition) a tree that is no condition of any entity: its form, operators and variables.';

-- Analysing the statement is enough: Postgres reads every constant as the type of its column.
create function engine.check_condition_on(role_key text, table_name text, condition jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.check_condition(condition);
  execute format(
    'select %s from public.%I as t limit 0',
    engine.condition_sql(table_name, 't', condition, 1, role_key), table_name
  );
exception when data_exception or undefined_function or datatype_mismatch or cannot_coerce then
  perform engine.refuse_condition(format('This does not fit %s: %s', table_name, sqlerrm), condition);
end;
$$;
comment on function engine.check_condition_on is
  'Refuses (reason invalid_condition) a condition that does not fit an entity: unknown fields, values of another type.';

-- supabase/schemas/43_known_sets.sql
-- Lets the planner know which records a member's set holds. Inside `(select engine.member_ids(…))` the set is
-- unknown until the query runs, and Postgres assumes that one row in a hundred matches: with half of a million
-- rows in sight a page of 25 took 234 ms instead of 0.6. So pre_request writes the set down as a setting, and a
-- policy asks twice: once against the setting, which the planner can look into, and once against the truth. Whoever
-- could forge the setting would only see less.

create function engine.known_set_sql(variable text)
returns text
language sql immutable strict security invoker set search_path = ''
as $$
  select format(
    'coalesce(nullif(current_setting(%L, true), '''')::bigint[], (select engine.member_ids(%L)))',
    'engine.' || variable, variable
  );
$$;
-- The select is never run where the setting is there; where it is not, as in logins for reporting, it is run once and
-- not once per row.
comment on function engine.known_set_sql is 'SQL of a member''s set as pre_request wrote it down; read from the tables where it did not.';

create function engine.policy_part_sql(table_name text, node jsonb, seen_by text default null)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  sql constant text := engine.condition_sql(table_name, table_name, node, 1, seen_by);
  known text;
begin
  if node ->> 'op' not in ('in', 'overlaps') or node ->> 'field' like '%.%'
    or not exists (select from config.variables as v where v.key = node ->> 'variable')
  then
    return sql;
  end if;
  known := engine.known_set_sql(node ->> 'variable');
  select case node ->> 'op'
    when 'in' then format('%I.%I = any (%s::%s[])', c.table_name, c.column_name, known, c.type_name)
    else format('%I.%I && %s', c.table_name, c.column_name, known)
  end
  into known
  from engine.columns as c
  where c.table_name = policy_part_sql.table_name and c.column_name = node ->> 'field';
  -- Inside coalesce the second question does not count in the planner's estimate.
  return format('%s and coalesce(%s, false)', known, sql);
end;
$$;
comment on function engine.policy_part_sql is 'One part of a row scope for a policy: as condition_sql, and plannable where it is a member''s set.';

create function engine.policy_sql(table_name text, condition jsonb, seen_by text default null)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when condition ? 'all' and jsonb_array_length(condition -> 'all') > 0 then (
      select string_agg(engine.policy_part_sql(table_name, part, seen_by), ' and ' order by position)
      from jsonb_array_elements(condition -> 'all') with ordinality as parts (part, position)
    )
    else engine.policy_part_sql(table_name, condition, seen_by)
  end;
$$;
comment on function engine.policy_sql is
  'SQL of a row scope over a table; seen_by as in condition_sql.';

create function engine.write_down_sets(role_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  variable text;
begin
  for variable in
    select v.key from config.variables as v
    where exists (
      select from config.permissions as p
      join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = write_down_sets.role_name
      join config.scopes as s on s.id = p.scope_id
      where s.condition::text like '%"' || v.key || '"%'
    )
  loop
    perform set_config('engine.' || variable, engine.member_ids(variable)::text, true);
  end loop;
  perform set_config('engine.asker', engine.asker(), true);
end;
$$;
comment on function engine.write_down_sets is 'Keeps the acting member''s sets as settings of this transaction, those that the role''s scopes speak of.';

-- supabase/schemas/44_lock_tables.sql
-- DDL waits for its table a moment at a time. A wait for an exclusive lock makes everybody queue behind it, so it is
-- given up long before anybody notices, and before Postgres would look for a deadlock and pick a reader as its victim.

create function engine.lock_tables(table_names text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  patience constant text := current_setting('lock_timeout');
  tables constant text := (
    select string_agg(format('public.%I', name), ', ' order by name)
    from (select distinct unnest(table_names)) as t (name) where to_regclass(format('public.%I', name)) is not null
  );
begin
  if tables is null then
    return;
  end if;
  for attempt in 1..40 loop
    begin
      perform set_config('lock_timeout', '100ms', true);
      execute format('lock table %s in access exclusive mode', tables);
      perform set_config('lock_timeout', patience, true);
      return;
    exception when lock_not_available then
      perform pg_sleep(0.02 + 0.08 * random());
    end;
  end loop;
  perform engine.refuse('busy', 'Too much is going on in these tables; try again in a moment', errcode => 'PT503');
end;
$$;
comment on function engine.lock_tables is
  'Takes all tables of public named for DDL, all or none, in short attempts. Reason busy (503) after some seconds.';

-- One publish at a time; whoever comes second waits as long as his lock_timeout lets him.
create function engine.lock_configuration()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('engine.sync_roles'));
exception when lock_not_available then
  perform engine.refuse('busy', 'Somebody else is publishing; try again in a moment', errcode => 'PT503');
end;
$$;
comment on function engine.lock_configuration is 'Makes publishes queue. Reason busy (503) when the queue does not move.';

-- supabase/schemas/44_policies.sql
-- Row security per role and action. The source text is kept, so that an unchanged policy is left alone and
-- a policy changed behind our back is noticed.

create table engine.compiled_policies (
  table_name text not null,
  policy_name text not null,
  role_key text not null,
  source text not null,
  deparsed text not null,
  primary key (table_name, policy_name)
);
comment on table engine.compiled_policies is
  'Policies as compiled: our source, and how Postgres printed it right after creation.';
alter table engine.compiled_policies enable row level security;

create function engine.fitting_policy_sql(table_name text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return engine.policy_sql(table_name, condition);
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.fitting_policy_sql is
  'engine.policy_sql, or null for a condition that does not fit the table, so that drift can be told.';

create view engine.wanted_policies with (security_invoker = true) as
select
  r.key as role_key,
  e.name as table_name,
  engine.short_name(format('%s may %s %s', r.key, p.action, e.name)) as policy_name,
  format(
    'create policy %I on public.%I for %s to %I%s%s',
    engine.short_name(format('%s may %s %s', r.key, p.action, e.name)), e.name,
    case p.action when 'read' then 'select' when 'create' then 'insert' else p.action end,
    engine.role_name(r.key),
    case when p.action <> 'create' then format(' using (%s)', rows.condition) else '' end,
    case when p.action in ('create', 'update') then format(' with check (%s)', rows.condition) else '' end
  ) as source
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
left join config.scopes as s on s.id = p.scope_id
-- Literally `true` for all rows: anything else keeps the planner from using trigram and numeric indexes.
cross join lateral (
  select case when s.id is null then 'true' else engine.fitting_policy_sql(e.name, s.condition) end
) as rows (condition)
where p.action in ('read', 'create', 'update', 'delete') and rows.condition is not null
union all
-- Logins of reporting tools read the same rows while they are alive; no setting counts for them.
select r.key, e.name, engine.short_name(format('%s may read %s by login', r.key, e.name)), format(
  'create policy %I on public.%I for select to %s using ((select engine.login_is_alive()) and (%s))',
  engine.short_name(format('%s may read %s by login', r.key, e.name)), e.name, logins.names,
  case when s.id is null then 'true' else engine.condition_sql(e.name, e.name, s.condition) end
)
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
left join config.scopes as s on s.id = p.scope_id
cross join lateral (
  select string_agg(quote_ident(l.login), ', ' order by l.id) as names
  from config.logins as l where l.role_id = r.id and to_regrole(l.login) is not null
) as logins
where p.action = 'read' and logins.names is not null
  and (s.id is null or engine.fitting_policy_sql(e.name, s.condition) is not null);
comment on view engine.wanted_policies is 'One policy per role, table and action, as the configuration asks.';

create function engine.policy_text(table_name text, policy_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select concat_ws(' | ', p.polcmd, p.polpermissive, p.polroles::regrole[],
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_catalog.pg_policy as p
  where p.polname = policy_name and p.polrelid = to_regclass(format('public.%I', policy_text.table_name));
$$;
comment on function engine.policy_text is 'A policy as the catalog has it; null when it does not exist.';

create function engine.changed_policies(role_keys text[])
returns setof engine.compiled_policies
language sql stable security invoker set search_path = ''
as $$
  select coalesce(w.table_name, c.table_name), coalesce(w.policy_name, c.policy_name),
    coalesce(w.role_key, c.role_key), w.source, null
  from (select * from engine.wanted_policies as w where w.role_key = any (role_keys)) as w
  full join (select * from engine.compiled_policies as c where c.role_key = any (role_keys)) as c
    using (table_name, policy_name)
  where w.source is distinct from c.source
    or c.deparsed is distinct from engine.policy_text(table_name, policy_name);
$$;
comment on function engine.changed_policies is
  'Policies of these roles that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.compile_policy(policy engine.compiled_policies)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass(format('public.%I', policy.table_name)) is not null then
    execute format('drop policy if exists %I on public.%I', policy.policy_name, policy.table_name);
  end if;
  delete from engine.compiled_policies as c
  where (c.table_name, c.policy_name) = (policy.table_name, policy.policy_name);
  if policy.source is not null then
    execute policy.source;
    policy.deparsed := engine.policy_text(policy.table_name, policy.policy_name);
    insert into engine.compiled_policies select policy.*;
  end if;
end;
$$;
comment on function engine.compile_policy is 'Creates, replaces or drops one policy and remembers how Postgres prints it.';

create function engine.columns_looked_at(table_name text, node jsonb, is_own boolean default true)
returns table (needed_table text, needed_column text)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant text := split_part(node ->> 'field', '.', 1);
  rest constant text := substr(node ->> 'field', length(head) + 2);
  target text;
begin
  if node ? 'all' or node ? 'any' then
    return query select c.* from jsonb_array_elements(coalesce(node -> 'all', node -> 'any')) as part,
      engine.columns_looked_at(table_name, part, is_own) as c;
  elsif node ? 'not' then
    return query select c.* from engine.columns_looked_at(table_name, node -> 'not', is_own) as c;
  elsif node ? 'exists' then
    target := split_part(node ->> 'exists', '.', 1);
    return query select target, split_part(node ->> 'exists', '.', 2)
      union all select c.* from engine.columns_looked_at(target, coalesce(node -> 'where', '{"all": []}'), false) as c;
  else
    return query select table_name, head where not is_own;
    select f.target_table into target from engine.foreign_keys as f
    where f.table_name = columns_looked_at.table_name and f.column_name = head and f.target_schema = 'public';
    if rest <> '' then
      return query select c.* from engine.columns_looked_at(target, node || jsonb_build_object('field', rest), false) as c;
    end if;
    return query select target, engine.primary_key(target) where rest <> '' or node ->> 'op' = 'visible';
  end if;
end;
$$;
comment on function engine.columns_looked_at is
  'Columns of other records, of any table, that a condition over one row (its own columns apart) looks at.';

-- A policy that looks at other records does so with the caller's rights: without them every query would fail.
create view engine.unreadable_policy_columns with (security_invoker = true) as
select r.key as role_key, e.name as table_name, engine.short_name(format('%s may %s %s', r.key, p.action, e.name)) as policy_name,
  c.needed_table, c.needed_column
from config.permissions as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
join config.scopes as s on s.id = p.scope_id
cross join lateral engine.columns_looked_at(e.name, s.condition) as c
where p.action in ('read', 'create', 'update', 'delete')
  and not has_column_privilege(
    engine.role_name(r.key), to_regclass(format('public.%I', c.needed_table)), c.needed_column, 'select'
  );
comment on view engine.unreadable_policy_columns is 'Columns of other records that a role''s scopes need but the role may not read.';

create function engine.check_policies(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  gap record;
begin
  perform engine.policy_sql(e.name, s.condition)
  from config.permissions as p
  join config.scopes as s on s.id = p.scope_id
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where r.key = check_policies.role_key;
  select u.* into gap from engine.unreadable_policy_columns as u where u.role_key = check_policies.role_key limit 1;
  if found then
    perform engine.refuse(
      'scope_needs_field',
      format(
        'The scope of %s needs %s.%s, which the role may not read: allow it, or use the operator visible',
        gap.policy_name, gap.needed_table, gap.needed_column
      ),
      jsonb_build_object('entity', gap.needed_table, 'field', gap.needed_column)
    );
  end if;
end;
$$;
comment on function engine.check_policies is
  'Refuses scopes of the role that look into columns that it may not read (scope_needs_field), or that do not fit their
entity (invalid_condition).';

-- supabase/schemas/45_operations.sql
-- Operations: functions of `public` that do a whole piece of work. The right to run one is GRANT EXECUTE.

create table config.operations (
  name engine.identifier primary key,
  label engine.label not null,
  entity_id uuid references config.entities (id) on delete cascade,
  screen jsonb constraint screen_is_an_object check (jsonb_typeof(screen) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table config.operations is 'Functions of schema public that roles may be allowed to run; the name is the function''s.';
comment on column config.operations.screen is
  'How the app offers it on a record: {key: its first argument, when: condition, isPrimary, isDanger, isBatch, text: label, shows: [fields of the record], fields: [{name, label, type,
isRequired, options, target}]}, the fields being its arguments after the key. Null: it has a screen of its own.';
create index operations_entity_id_idx on config.operations (entity_id);
alter table config.operations enable row level security;

create table config.role_operations (
  role_id uuid not null references config.roles (id) on delete cascade,
  operation_name engine.identifier not null references config.operations (name) on delete cascade,
  primary key (role_id, operation_name)
);
comment on table config.role_operations is 'Operations that a role may run.';
create index role_operations_operation_name_idx on config.role_operations (operation_name);
alter table config.role_operations enable row level security;

create function engine.define_operation(name text, label jsonb, entity text default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not exists (
    select from pg_catalog.pg_proc as p
    where p.pronamespace = 'public'::regnamespace and p.proname = define_operation.name and p.prokind = 'f'
  ) then
    perform engine.refuse('unknown_function', format('There is no function %s in schema public', left(name, 100)));
  end if;
  insert into config.operations (name, label, entity_id)
  values (
    define_operation.name, define_operation.label, case when entity is not null then engine.entity_id(entity) end
  )
  on conflict on constraint operations_pkey do update set label = excluded.label, entity_id = excluded.entity_id;
end;
$$;
comment on function engine.define_operation is
  'Registers a function of public as an operation, of one entity or of none. Reasons unknown_function, unknown_entity.';

create function engine.set_operations(role_id uuid, names text[])
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  unknown_name text;
begin
  select n into unknown_name from unnest(names) as n
  where not exists (select from config.operations as o where o.name = n) limit 1;
  if found then
    perform engine.refuse('unknown_operation', format('There is no operation %s', left(unknown_name, 100)));
  end if;
  delete from config.role_operations as ro
  where ro.role_id = set_operations.role_id and ro.operation_name <> all (names);
  insert into config.role_operations (role_id, operation_name)
  select set_operations.role_id, n from unnest(names) as n
  on conflict do nothing;
end;
$$;
comment on function engine.set_operations is 'Lets a role run exactly these operations. Reason unknown_operation.';

create function engine.allow_operations(role_key text, variadic names text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  changed_id constant uuid := (select r.id from engine.role_ids(array[role_key]) as r (id));
begin
  perform engine.set_operations(changed_id, names || array(
    select ro.operation_name::text from config.role_operations as ro where ro.role_id = changed_id
  ));
end;
$$;
comment on function engine.allow_operations is 'Lets a role run these operations too.';

-- Defaults, generated columns and checks run as the writer, so he needs EXECUTE on the functions they call.
create view engine.functions_of_columns with (security_invoker = true) as
select distinct d.refobjid::regprocedure as routine
from pg_catalog.pg_depend as d
join pg_catalog.pg_proc as p on p.oid = d.refobjid
where d.refclassid = 'pg_proc'::regclass
  and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass)
  and p.pronamespace in ('public'::regnamespace, 'engine'::regnamespace)
union
select o.oprcode::regprocedure
from pg_catalog.pg_depend as d
join pg_catalog.pg_operator as o on o.oid = d.refobjid and o.oprnamespace = 'engine'::regnamespace
where d.refclassid = 'pg_operator'::regclass and d.classid in ('pg_attrdef'::regclass, 'pg_constraint'::regclass);
comment on view engine.functions_of_columns is 'Functions that column defaults, generated columns and checks call.';

create view engine.wanted_executions with (security_invoker = true) as
select r.key as role_key, p.oid::regprocedure as routine
from config.role_operations as ro
join config.roles as r on r.id = ro.role_id
join pg_catalog.pg_proc as p on p.proname = ro.operation_name and p.pronamespace = 'public'::regnamespace;
comment on view engine.wanted_executions is 'Functions that the configuration lets roles run.';

create view engine.actual_executions with (security_invoker = true) as
select substr(g.rolname, 4) as role_key, p.oid::regprocedure as routine
from pg_catalog.pg_proc as p
cross join lateral aclexplode(p.proacl) as acl
join pg_catalog.pg_roles as g on g.oid = acl.grantee and g.rolname like 'bo\_%'
where p.pronamespace = 'public'::regnamespace
  and p.oid not in (select f.routine from engine.functions_of_columns as f);
comment on view engine.actual_executions is 'Functions of public that app roles may run now, beside those that columns need.';

create function engine.execution_statements(role_keys text[])
returns setof text
language sql stable security invoker set search_path = ''
as $$
  with wanted as materialized (
    select w.role_key, w.routine from engine.wanted_executions as w where w.role_key = any (role_keys)
  ), actual as materialized (
    select a.role_key, a.routine from engine.actual_executions as a where a.role_key = any (role_keys)
  )
  select format('revoke execute on function %s from %I', excess.routine, engine.role_name(excess.role_key))
  from (table actual except table wanted) as excess
  union all
  select format('grant execute on function %s to %I', missing.routine, engine.role_name(missing.role_key))
  from (table wanted except table actual) as missing;
$$;
comment on function engine.execution_statements is 'GRANT and REVOKE EXECUTE that bring roles to their configuration.';

create function engine.operations_json(role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'name', o.name, 'label', o.label, 'entity', e.name, 'screen', o.screen
  ) order by o.name), '[]')
  from config.operations as o
  left join config.entities as e on e.id = o.entity_id
  where role_name is null or exists (
    select from pg_catalog.pg_proc as p
    where p.proname = o.name and p.pronamespace = 'public'::regnamespace
      and has_function_privilege(operations_json.role_name, p.oid, 'execute')
  );
$$;
comment on function engine.operations_json is 'Operations that a Postgres role may run; all of them for null.';

-- supabase/schemas/46_configure.sql
-- The words in which an app describes itself: groups, entities, fields, variables, scopes, roles, permissions.
-- Each may be said again; the last word counts.

create function engine.define_group(key text, label jsonb, "position" integer default 0, icon text default null)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.navigation_groups (key, label, position, icon)
  values (define_group.key, define_group.label, define_group.position, define_group.icon)
  on conflict on constraint navigation_groups_pkey do update
  set label = excluded.label, position = excluded.position, icon = excluded.icon;
$$;
comment on function engine.define_group is 'A heading of the navigation.';

create function engine.entity_id(entity_name text)
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_id uuid;
begin
  select e.id into found_id from config.entities as e where e.name = entity_name;
  if not found then
    perform engine.refuse('unknown_entity', format('There is no entity %s', entity_name));
  end if;
  return found_id;
end;
$$;
comment on function engine.entity_id is 'Id of an entity by name. Reason unknown_entity.';

create function engine.describe_field(entity_name text, field_name text, options jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update config.fields as f set
    type = coalesce(describe_field.options ->> 'type', f.type),
    label = coalesce(describe_field.options -> 'label', f.label::jsonb),
    position = coalesce((describe_field.options ->> 'position')::integer, f.position),
    is_hidden = coalesce((describe_field.options ->> 'hidden')::boolean, f.is_hidden),
    is_read_only = coalesce((describe_field.options ->> 'read_only')::boolean, f.is_read_only),
    options = f.options || (describe_field.options - array['type', 'label', 'position', 'hidden', 'read_only'])
  where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
  if not found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, field_name));
  end if;
end;
$$;
comment on function engine.describe_field is
  'What the catalog cannot tell of a field: type, label, position, hidden, read_only, and options such as choices, or choices_of roles.';

create function engine.define_variable(key text, entity_name text, label jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.variables (key, entity_id, label)
  values (define_variable.key, engine.entity_id(entity_name), define_variable.label)
  on conflict on constraint variables_pkey do update set entity_id = excluded.entity_id, label = excluded.label;
$$;
comment on function engine.define_variable is 'A member''s own set of records of an entity, named in conditions.';

create function engine.define_scope(key text, label jsonb, condition jsonb)
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.scopes (key, label, condition)
  values (define_scope.key, define_scope.label, define_scope.condition)
  on conflict on constraint scopes_key_key do update set label = excluded.label, condition = excluded.condition;
$$;
comment on function engine.define_scope is 'A named row condition.';

create function engine.define_role(key text, label jsonb, options jsonb default '{}')
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into config.roles (key, label, rank, requires_mfa, can_view_as, may_configure)
  values (
    define_role.key, define_role.label, coalesce((options ->> 'rank')::integer, 50),
    coalesce((options ->> 'requires_mfa')::boolean, false), coalesce((options ->> 'can_view_as')::boolean, false),
    engine.text_array(options -> 'may_configure')
  )
  on conflict on constraint roles_key_key do update set
    label = excluded.label, rank = excluded.rank, requires_mfa = excluded.requires_mfa,
    can_view_as = excluded.can_view_as, may_configure = excluded.may_configure;
$$;
comment on function engine.define_role is 'A role with rank, requires_mfa, can_view_as and may_configure.';

-- supabase/schemas/46_form_checks.sql
-- Layouts and rules of forms, looked at when they are configured.

create function engine.is_list(value jsonb, most integer)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(case when jsonb_typeof(value) = 'array' then jsonb_array_length(value) <= most end, false);
$$;
comment on function engine.is_list is 'True for a JSON list of at most so many items.';

create function engine.is_layout_field(field jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(
    jsonb_typeof(field -> 'name') = 'string' and engine.is_label(field -> 'help') and engine.is_label(field -> 'placeholder')
    and coalesce(field -> 'width' in ('1', '2', '3'), true), false
  );
$$;
comment on function engine.is_layout_field is 'True for {"name", "width"?, "help"?, "placeholder"?}.';

create function engine.is_layout_section(section jsonb)
returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return coalesce(
    jsonb_typeof(section -> 'key') = 'string' and engine.is_label(nullif(section -> 'label', 'null'))
    and section -> 'columns' in ('1', '2', '3') and engine.is_list(section -> 'fields', 300)
    and (select coalesce(bool_and(engine.is_layout_field(f)), true) from jsonb_array_elements(section -> 'fields') as f), false
  );
end;
$$;
comment on function engine.is_layout_section is 'True for {"key", "label": null or a label, "columns": 1 to 3, "fields": […]}.';

create function engine.is_layout_tab(tab jsonb)
returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return coalesce(
    jsonb_typeof(tab -> 'key') = 'string' and jsonb_typeof(tab -> 'label') = 'object' and engine.is_label(tab -> 'label')
    and engine.is_list(tab -> 'sections', 40)
    and (select coalesce(bool_and(engine.is_layout_section(s)), true) from jsonb_array_elements(tab -> 'sections') as s), false
  );
end;
$$;
comment on function engine.is_layout_tab is 'True for {"key", "label", "sections": […]}.';

create function engine.layout_names(layout jsonb)
returns setof text
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_path_query(layout, '$.tabs[*].sections[*].fields[*].name') #>> '{}'
  union all
  select jsonb_path_query(layout, '$.hidden[*]') #>> '{}';
$$;
comment on function engine.layout_names is 'Names of the fields that a layout places or leaves out.';

create function engine.check_layout(entity_name text, layout jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  stranger text;
begin
  if not engine.is_list(layout -> 'tabs', 20) or jsonb_array_length(layout -> 'tabs') = 0
    or not engine.is_list(coalesce(layout -> 'hidden', '[]'), 1000)
    or exists (select from jsonb_array_elements(layout -> 'tabs') as t where not engine.is_layout_tab(t))
  then
    perform engine.refuse('invalid_layout', 'A layout has tabs with sections with fields', errcode => '22023');
  elsif exists (select from engine.layout_names(layout) as n group by n having count(*) > 1) then
    perform engine.refuse('invalid_layout', 'A field stands in a layout once', errcode => '22023');
  end if;
  select n into stranger from engine.layout_names(layout) as n
  where not exists (
    select from config.fields as f join config.entities as e on e.id = f.entity_id
    where e.name = entity_name and f.name = n
  );
  if found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, left(stranger, 60)),
      jsonb_build_object('entity', entity_name, 'field', left(stranger, 60)));
  end if;
end;
$$;
comment on function engine.check_layout is 'Refuses a layout that could not be drawn: invalid_layout, unknown_field.';

-- What a form shows it must be able to decide alone; what it sets it must know before the row is stored.
create function engine.check_rule_reach(entity_name text, rule jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- reads the catalog for callers
as $$
begin
  if not coalesce((rule ->> 'is_enforced')::boolean, false) and (
    jsonb_path_exists(rule, '$.condition.**.exists')
    or jsonb_path_exists(rule, '$.condition.**.field ? (@ like_regex "[.]")')
    or jsonb_path_exists(rule, '$.condition.**.op ? (@ == "visible")')
  ) then
    perform engine.refuse('rule_looks_elsewhere', 'A rule of the form alone can only look at fields of the record itself');
  elsif rule ->> 'kind' = 'set' and exists (
    select from jsonb_path_query(rule, '$.condition.**.field') as f
    join engine.columns as c on c.table_name = entity_name and c.column_name = split_part(f #>> '{}', '.', 1)
    where c.is_generated
  ) then
    perform engine.refuse('rule_looks_at_computed', 'A value cannot depend on a field that is computed from it');
  end if;
end;
$$;
comment on function engine.check_rule_reach is
  'Refuses a condition that cannot be decided where the rule works: rule_looks_elsewhere, rule_looks_at_computed.';

create function engine.check_form_rule(entity_name text, rule jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  kind constant text := rule ->> 'kind';
  named constant text[] := engine.text_array(case when jsonb_typeof(rule -> 'fields') = 'array' then rule -> 'fields' end);
  stranger text;
begin
  perform engine.require_label(rule -> 'label');
  if not coalesce(kind in ('show', 'require', 'lock', 'set', 'check'), false)
    or not coalesce(rule ->> 'key' ~ '^[a-z][a-z0-9_]{0,39}$', false)
    or not engine.is_label(nullif(rule -> 'message', 'null'))
    or not coalesce(jsonb_typeof(rule -> 'is_enforced') = 'boolean' and jsonb_typeof(rule -> 'is_enabled') = 'boolean', false)
  then
    perform engine.refuse('invalid_form_rule', 'A rule has a key, a name, a kind, fields, a condition and a message', errcode => '22023');
  elsif kind = 'show' and (rule ->> 'is_enforced')::boolean then
    perform engine.refuse('show_is_not_enforced', 'What somebody may see is a matter of rights, not of a form');
  elsif kind <> 'check' and cardinality(named) = 0 or kind = 'set' and cardinality(named) <> 1 then
    perform engine.refuse('rule_needs_field', 'The rule needs a field to work on', '{"field": "fields"}');
  elsif kind = 'check' and nullif(rule -> 'message', 'null') is null then
    perform engine.refuse('rule_needs_message', 'A check needs a message that says what is wrong', '{"field": "message"}');
  end if;
  select n into stranger from unnest(named) as n
  where not exists (
    select from config.fields as f join config.entities as e on e.id = f.entity_id where e.name = entity_name and f.name = n
  );
  if found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, left(stranger, 60)),
      jsonb_build_object('entity', entity_name, 'field', left(stranger, 60)));
  end if;
  perform engine.check_condition_on(null, entity_name, rule -> 'condition');
  perform engine.check_rule_reach(entity_name, rule);
  if kind = 'set' then
    perform engine.check_presets(entity_name, 'update', jsonb_build_object(named[1], rule -> 'value'));
  end if;
end;
$$;
comment on function engine.check_form_rule is
  'Refuses a rule that could not work: invalid_form_rule, show_is_not_enforced, rule_needs_field, rule_needs_message,
unknown_field, invalid_condition, rule_looks_elsewhere, rule_looks_at_computed, invalid_preset.';

-- supabase/schemas/46_preset_checks.sql
-- Presets and validation, looked at when they are configured: a wrong one is refused then, not at somebody's next save.

create function engine.preset_sql(table_name text, field text, preset jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  type_name text;
begin
  select c.type_name into type_name
  from config.entities as e
  join config.fields as f on f.entity_id = e.id and f.name = preset_sql.field and not f.is_read_only
  join engine.columns as c on c.table_name = e.name and c.column_name = f.name and not c.is_generated
  where e.name = preset_sql.table_name;
  return case
    when type_name is null then null
    when preset ? 'value' and type_name in ('json', 'jsonb') then format('%L::%s', preset -> 'value', type_name)
    when preset ? 'value' then engine.literal_sql(preset -> 'value', regexp_replace(type_name, '\[\]$', ''))
    when preset ->> 'variable' in ('me', 'now', 'today') then engine.variable_sql(preset ->> 'variable')
  end;
end;
$$;
comment on function engine.preset_sql is
  'SQL of a preset value; null when the field may not be preset or the preset is no value and no variable.';

create function engine.check_presets(entity_name text, action text, presets jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  preset record;
begin
  for preset in
    select p.key as field, engine.preset_sql(entity_name, p.key, p.value) as sql, c.type_name
    from jsonb_each(presets) as p
    left join engine.columns as c on c.table_name = entity_name and c.column_name = p.key
  loop
    if action not in ('create', 'update') or preset.sql is null then
      raise data_exception;
    end if;
    execute format('select (%s)::%s', preset.sql, preset.type_name);
  end loop;
exception when data_exception or cannot_coerce or undefined_function or invalid_parameter_value then
  perform engine.refuse(
    'invalid_preset', format('%s cannot be preset to this on %s', left(preset.field, 100), action),
    jsonb_build_object('entity', entity_name, 'action', action, 'field', preset.field)
  );
end;
$$;
comment on function engine.check_presets is
  'Refuses (reason invalid_preset, with the field) presets of unknown, generated or read-only fields and unfit values.';

create function engine.check_rule(entity_name text, rule jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not rule ? 'message' or not engine.is_label(rule -> 'message') or rule ->> 'field' is not null and not exists (
    select from config.entities as e join config.fields as f on f.entity_id = e.id
    where e.name = entity_name and f.name = rule ->> 'field'
  ) then
    perform engine.refuse(
      'invalid_validation', 'A rule needs a condition, a message in every language, and a field of the entity or none',
      jsonb_build_object('entity', entity_name, 'field', rule -> 'field')
    );
  end if;
  perform engine.check_condition_on(null, entity_name, rule -> 'condition');
end;
$$;
comment on function engine.check_rule is 'Refuses a rule of validation that could not work: invalid_validation, invalid_condition.';

create function engine.check_validation(entity_name text, action text, validation jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  rule jsonb;
begin
  for rule in select * from jsonb_array_elements(validation) loop
    if action not in ('create', 'update') then
      perform engine.refuse(
        'invalid_validation', 'Only what is created or updated can be validated',
        jsonb_build_object('entity', entity_name, 'action', action)
      );
    end if;
    perform engine.check_rule(entity_name, rule);
  end loop;
end;
$$;
comment on function engine.check_validation is 'Refuses validation that could not work: invalid_validation, invalid_condition.';

-- supabase/schemas/47_allow.sql
-- Grants of configuration: which role may do what with which fields and rows of an entity.

create function engine.field_ids(entity_name text, field_names text[])
returns setof uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  field_name text;
begin
  foreach field_name in array field_names loop
    return query
      select f.id from config.fields as f
      where f.entity_id = engine.entity_id(entity_name) and f.name = field_name;
    if not found then
      perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, field_name));
    end if;
  end loop;
end;
$$;
comment on function engine.field_ids is 'Ids of fields by name. Reason unknown_field.';

create function engine.scope_id(scope_key text)
returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_id uuid;
begin
  select s.id into found_id from config.scopes as s where s.key = scope_key;
  if not found and scope_key is not null then
    perform engine.refuse('unknown_scope', format('There is no scope %s', scope_key));
  end if;
  return found_id;
end;
$$;
comment on function engine.scope_id is 'Id of a scope by key, null for null. Reason unknown_scope.';

create function engine.allow(
  role_key text, entity_name text, action text,
  fields text[] default null, except_fields text[] default null, scope text default null,
  presets jsonb default '{}', validation jsonb default '[]'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  granted_id uuid;
begin
  if scope is not null then
    -- Without the role's other scopes: those may change in the same save.
    perform engine.check_condition_on(null, entity_name, s.condition)
    from config.scopes as s where s.id = engine.scope_id(scope);
  end if;
  perform engine.check_presets(entity_name, allow.action, allow.presets);
  perform engine.check_validation(entity_name, allow.action, allow.validation);
  insert into config.permissions as p (role_id, entity_id, action, all_fields, scope_id, presets, validation)
  select r.id, engine.entity_id(entity_name), allow.action, allow.fields is null and except_fields is null,
    engine.scope_id(scope), allow.presets, allow.validation
  from engine.role_ids(array[role_key]) as r (id)
  on conflict on constraint permissions_role_id_entity_id_action_key do update
  set all_fields = excluded.all_fields, scope_id = excluded.scope_id,
    presets = excluded.presets, validation = excluded.validation
  returning p.id into granted_id;

  delete from config.permission_fields as pf where pf.permission_id = granted_id;
  insert into config.permission_fields (permission_id, field_id)
  select granted_id, f.id from engine.field_ids(entity_name, allow.fields) as f (id)
  where allow.fields is not null
  union
  select granted_id, f.id from config.fields as f
  where allow.fields is null and except_fields is not null
    and f.entity_id = engine.entity_id(entity_name)
    and f.id not in (select engine.field_ids(entity_name, except_fields));
end;
$$;
comment on function engine.allow is
  'Allows an action. Neither `fields` nor `except_fields` = all fields, future ones too; no scope = all rows.
Presets and validation as in config.permissions. Reasons unknown_…, invalid_preset, invalid_validation.';

-- supabase/schemas/48_pre_request.sql
-- The gate of every REST statement.

-- Invoker on purpose: Postgres forbids a definer function to set the role.
create function engine.pre_request()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  role_name text;
begin
  if current_user = 'authenticated' then
    role_name := engine.role_of(engine.uid());
    perform engine.write_down_sets(role_name);
    if current_setting('request.headers', true) like '%x-batch%' then
      perform engine.join_batch();
    end if;
    perform set_config('role', role_name, true);
  end if;
end;
$$;
comment on function engine.pre_request is
  'Called by PostgREST in every request after the token is verified: admits the member and switches to his role.';

grant execute on function engine.pre_request() to anon, authenticated, service_role;
grant execute on function engine.write_down_sets(text) to authenticated;

alter role authenticator set pgrst.db_schemas = 'public,config';
alter role authenticator set pgrst.db_pre_request = 'engine.pre_request';
notify pgrst, 'reload config';

-- supabase/schemas/49_form_rules.sql
-- Enforced rules of forms become two triggers per table, one before and one after the write. They act for every client
-- and every role, operations included, and look at other tables as the owner.

create function engine.form_condition_sql(table_name text, alias text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return format('coalesce(%s, false)', engine.condition_sql(table_name, alias, condition));
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.form_condition_sql is 'SQL of a rule''s condition over the old or new row; null when its fields are gone.';

create function engine.refuse_by_rule(entity_name text, rule_key text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  rule config.form_rules;
  label constant jsonb := engine.label_of_field(entity_name, field_name);
  message jsonb;
begin
  select r.* into rule from config.form_rules as r
  join config.entities as e on e.id = r.entity_id and e.name = entity_name where r.key = rule_key;
  message := coalesce(rule.message::jsonb, case rule.kind
    when 'lock' then jsonb_build_object(
      'en', format('“%s” cannot be changed: %s', label ->> 'en', rule.label ->> 'en'),
      'zh-CN', format('“%s”不能修改：%s', label ->> 'zh-CN', rule.label ->> 'zh-CN'))
    else jsonb_build_object(
      'en', format('“%s” must be filled in: %s', label ->> 'en', rule.label ->> 'en'),
      'zh-CN', format('必须填写“%s”：%s', label ->> 'zh-CN', rule.label ->> 'zh-CN'))
  end);
  perform engine.refuse('breaks_form_rule', message ->> 'en', jsonb_build_object(
    'entity', entity_name, 'field', field_name, 'rule', rule_key, 'message', message
  ), '23514');
end;
$$;
comment on function engine.refuse_by_rule is
  'Refuses (reason breaks_form_rule) with the message of a rule; asked at the moment, so texts change without compiling.';

create function engine.form_sets_body(entity config.entities)
returns text
language sql stable security invoker set search_path = ''
as $$
  select E'begin\n' || string_agg(format(
    E'  if %s then\n    new.%I := %s;\n  end if;\n', c.condition, r.fields[1], v.value
  ), '' order by r.position, r.key) || E'  return new;\nend;\n'
  from config.form_rules as r
  cross join lateral (select engine.form_condition_sql(entity.name, 'new', r.condition)) as c (condition)
  cross join lateral (select engine.preset_sql(entity.name, r.fields[1], r.value)) as v (value)
  where r.entity_id = entity.id and r.is_enforced and r.is_enabled and r.kind = 'set'
    and c.condition is not null and v.value is not null;
$$;
comment on function engine.form_sets_body is 'Body of the trigger function that writes what set rules demand; null for none.';

create function engine.form_checks_body(entity config.entities)
returns text
language sql stable security invoker set search_path = ''
as $$
  select E'begin\n' || string_agg(format(
    E'  if %s then\n    perform engine.refuse_by_rule(%L, %L, %L);\n  end if;\n', broken.sql, entity.name, r.key, broken.field
  ), '' order by r.position, r.key, broken.field) || E'  return null;\nend;\n'
  from config.form_rules as r
  cross join lateral (
    select
      case r.kind when 'check' then 'not ' else '' end || engine.form_condition_sql(entity.name, 'new', r.condition),
      engine.form_condition_sql(entity.name, 'old', r.condition)
  ) as c (on_new, on_old)
  cross join lateral (
    select c.on_new as sql, r.fields[1] as field where r.kind = 'check'
    union all
    select case r.kind
      when 'require' then format('%s and %s', c.on_new, engine.emptiness_sql(format('new.%I', k.column_name), k.type_name))
      else format(
        case k.type_name when 'json' then 'tg_op = ''UPDATE'' and %1$s and new.%2$I::text is distinct from old.%2$I::text'
          else 'tg_op = ''UPDATE'' and %1$s and new.%2$I is distinct from old.%2$I' end, c.on_old, k.column_name
      )
    end, k.column_name
    from engine.columns as k
    where r.kind in ('require', 'lock') and k.table_name = entity.name and k.column_name = any (r.fields)
  ) as broken
  where r.entity_id = entity.id and r.is_enforced and r.is_enabled and r.kind <> 'set' and broken.sql is not null;
$$;
comment on function engine.form_checks_body is
  'Body of the trigger function that refuses rows breaking a rule, seen as stored; null for none.';

create view engine.wanted_form_rules with (security_invoker = true) as
select e.name::text as table_name, t.trigger_name, format(
  E'create function engine.%I() returns trigger language plpgsql volatile security definer set search_path = '''' as %L;\n'
  'create trigger %I %s insert or update on public.%I for each row execute function engine.%I()',
  f.function_name, t.body, t.trigger_name, t.timing, e.name, f.function_name
) as source
from config.entities as e
cross join lateral (
  select '01 form rules', 'before', engine.form_sets_body(e)
  union all
  select 'form rules', 'after', engine.form_checks_body(e)
) as t (trigger_name, timing, body)
cross join lateral (select engine.short_name(t.trigger_name || ' on ' || e.name)) as f (function_name)
where t.body is not null and exists (
  select from config.form_rules as r where r.entity_id = e.id and r.is_enforced and r.is_enabled
);
comment on view engine.wanted_form_rules is 'Triggers that enforced rules of forms ask for, with the statements that make them.';

-- supabase/schemas/49_write_rules.sql
-- Presets and validation act on every client: both are compiled to triggers that fire for one role alone. Operations
-- write as the owner, so they are not held to the rules of the role that runs them.

create table engine.compiled_rules (
  table_name text not null,
  trigger_name text not null,
  role_key text,
  source text not null,
  deparsed text not null,
  primary key (table_name, trigger_name)
);
comment on table engine.compiled_rules is 'Triggers as compiled: our source, and how Postgres printed them right after creation.';
comment on column engine.compiled_rules.role_key is 'Null for rules of forms, which act for everybody.';
alter table engine.compiled_rules enable row level security;

create function engine.rule_function(trigger_name text, table_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select engine.short_name(trigger_name || ' on ' || table_name);
$$;
comment on function engine.rule_function is 'Name of the function behind a rule''s trigger.';

create function engine.presets_body(table_name text, presets jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(E'begin\n%s  return new;\nend;\n', string_agg(
    format(E'  if tg_op = %L then\n%s  end if;\n', event.name, assignments.sql), '' order by action
  ))
  from jsonb_each(presets) as p (action, fields)
  cross join lateral (select case action when 'create' then 'INSERT' else 'UPDATE' end) as event (name)
  cross join lateral (
    select string_agg(format(E'    new.%I := %s;\n', key, engine.preset_sql(table_name, key, value)), '' order by key)
    from jsonb_each(fields) where engine.preset_sql(table_name, key, value) is not null
  ) as assignments (sql);
$$;
comment on function engine.presets_body is 'Body of the trigger function that writes presets, given by action and field.';

create function engine.fitting_rule_sql(role_key text, table_name text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return engine.condition_sql(table_name, 'new', condition, 1, role_key);
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.fitting_rule_sql is
  'SQL of a rule over the new row; null when its fields are gone, and then nothing passes.';

create function engine.checks_body(role_key text, table_name text, validation jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(E'begin\n%s  return null;\nend;\n', string_agg(format(
    E'  if tg_op = %L and not coalesce(%s, false) then\n    perform engine.refuse(%L, %L, %L, %L);\n  end if;\n',
    case action when 'create' then 'INSERT' else 'UPDATE' end,
    coalesce(engine.fitting_rule_sql(role_key, table_name, rule -> 'condition'), 'false'),
    'validation_failed', rule -> 'message' ->> 'en',
    jsonb_build_object('field', rule -> 'field', 'message', rule -> 'message'), '23514'
  ), '' order by action, position))
  from jsonb_each(validation) as v (action, rules)
  cross join lateral jsonb_array_elements(rules) with ordinality as r (rule, position);
$$;
comment on function engine.checks_body is 'Body of the trigger function that checks rows as stored, given rules by action.';

-- A preset comes before every other trigger, hence the name. A check comes after all of them, when generated columns
-- have their values; it looks at other tables as the owner, with the role's own scopes written out.
create view engine.wanted_rules with (security_invoker = true) as
select r.key as role_key, e.name as table_name, rule.trigger_name, format(
  E'create function engine.%I() returns trigger language plpgsql volatile security %s set search_path = '''' as %L;\n'
  'create trigger %I %s %s on public.%I for each row when (current_user = %L) execute function engine.%I()',
  function_name, case rule.timing when 'after' then 'definer' else 'invoker' end, rule.body,
  rule.trigger_name, rule.timing, rule.events, e.name, engine.role_name(r.key), function_name
) as source
from (
  select p.role_id, p.entity_id,
    coalesce(jsonb_object_agg(p.action, p.presets) filter (where p.presets <> '{}'), '{}') as presets,
    coalesce(jsonb_object_agg(p.action, p.validation) filter (where p.validation <> '[]'), '{}') as validation
  from config.permissions as p
  where p.action in ('create', 'update') and (p.presets <> '{}' or p.validation <> '[]')
  group by p.role_id, p.entity_id
) as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
cross join lateral (
  select '00 presets of ' || r.key, 'before', p.presets, engine.presets_body(e.name, p.presets)
  where p.presets <> '{}'
  union all
  select 'checks of ' || r.key, 'after', p.validation, engine.checks_body(r.key, e.name, p.validation)
  where p.validation <> '{}'
) as found (trigger_name, timing, by_action, body)
cross join lateral (
  select found.trigger_name, found.timing, found.body, (
    select string_agg(case action when 'create' then 'insert' else 'update' end, ' or ' order by action)
    from jsonb_object_keys(found.by_action) as action
  ) as events, engine.rule_function(found.trigger_name, e.name) as function_name
) as rule
union all
select null, f.table_name, f.trigger_name, f.source from engine.wanted_form_rules as f;
comment on view engine.wanted_rules is 'Triggers that presets, validation and forms ask for, with the statements that make them.';

create function engine.rule_text(table_name text, trigger_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select concat_ws(' | ', pg_get_triggerdef(t.oid), t.tgenabled, p.prosecdef, p.proconfig, p.prosrc)
  from pg_catalog.pg_trigger as t
  join pg_catalog.pg_proc as p on p.oid = t.tgfoid
  where t.tgname = trigger_name and t.tgrelid = to_regclass(format('public.%I', rule_text.table_name));
$$;
comment on function engine.rule_text is 'A rule''s trigger as the catalog has it; null when it does not exist.';

create function engine.changed_rules(role_keys text[])
returns setof engine.compiled_rules
language sql stable security invoker set search_path = ''
as $$
  select coalesce(w.table_name, c.table_name), coalesce(w.trigger_name, c.trigger_name),
    coalesce(w.role_key, c.role_key), w.source, null
  from (select * from engine.wanted_rules as w where w.role_key = any (role_keys)) as w
  full join (select * from engine.compiled_rules as c where c.role_key = any (role_keys)) as c
    using (table_name, trigger_name)
  where w.source is distinct from c.source
    or c.deparsed is distinct from engine.rule_text(table_name, trigger_name);
$$;
comment on function engine.changed_rules is
  'Rules of these roles that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.compile_rule(rule engine.compiled_rules)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass(format('public.%I', rule.table_name)) is not null then
    execute format('drop trigger if exists %I on public.%I', rule.trigger_name, rule.table_name);
  end if;
  execute format('drop function if exists engine.%I()', engine.rule_function(rule.trigger_name, rule.table_name));
  delete from engine.compiled_rules as c
  where (c.table_name, c.trigger_name) = (rule.table_name, rule.trigger_name);
  if rule.source is not null then
    execute rule.source;
    rule.deparsed := engine.rule_text(rule.table_name, rule.trigger_name);
    insert into engine.compiled_rules select rule.*;
  end if;
end;
$$;
comment on function engine.compile_rule is 'Creates, replaces or drops one rule and remembers how Postgres prints it.';

-- supabase/schemas/50_snapshot.sql
-- What the app needs to draw itself in a role. Rights come from the catalog, not from configuration, so the app
-- never promises what Postgres would refuse. Set-based: hundreds of fields in one pass.

create function engine.choices_of(allowed text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('value', value, 'label', engine.label_of_name(value)) order by position)
  from unnest(allowed) with ordinality as v (value, position);
$$;
comment on function engine.choices_of is 'Choices for values that nobody has described yet; null for none.';

create function engine.described_fields(role_name text)
returns table (entity_id uuid, "position" integer, described jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with columns as materialized (
    select c.*,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'select') as can_read,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'insert') as can_create,
      has_column_privilege(role_name, c.table_oid, c.column_number, 'update') as can_update
    from engine.columns as c
  ), foreign_keys as materialized (
    select distinct on (k.table_name, k.column_name) k.*
    from engine.foreign_keys as k where k.target_schema = 'public'
    order by k.table_name, k.column_name, k.constraint_name
  ), unique_columns as materialized (
    select distinct u.table_name, u.column_name from engine.unique_columns as u
  ), labels as materialized (
    select * from engine.labels
  ), presets as materialized (
    select p.entity_id, p.presets
    from config.permissions as p join config.roles as r on r.id = p.role_id
    where engine.role_name(r.key) = role_name and p.action = 'create'
  ), checked_values as materialized (
    select * from engine.checked_values -- read only when some choice is not described
  )
  select f.entity_id, f.position, jsonb_strip_nulls(jsonb_build_object(
    'id', f.id,
    'name', f.name,
    'label', coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name)),
    'help', l.help,
    'type', f.type,
    'options', jsonb_strip_nulls(jsonb_build_object(
      'scale', case when c.type_name like 'numeric%' then c.scale end, 'max_length', c.max_length,
      'choices', case when f.options ->> 'choices_of' = 'roles' then (
        select jsonb_agg(jsonb_build_object('value', r.key, 'label', r.label) order by r.rank, r.key)
        from config.roles as r where r.is_active
      ) when f.type in ('choice', 'multi_choice') and not f.options ? 'choices' then (
        select engine.choices_of(v.allowed) from checked_values as v
        where v.table_name = e.name and v.column_name = f.name
        order by v.constraint_name
        limit 1
      ) end
    )) || f.options,
    'isRequired', c.is_required,
    'isUnique', u.column_name is not null,
    'isHidden', f.is_hidden,
    'hasDefault', c.has_default or coalesce(p.presets ? f.name, false),
    'isGenerated', c.is_generated,
    'isReadOnly', f.is_read_only,
    'isMadeHere', case when f.is_made_here then true end,
    'relation', case when k.column_name is not null then
      jsonb_build_object('entity', k.target_table, 'constraint', k.constraint_name)
    end,
    'gramsColumn', g.column_name,
    'canRead', c.can_read,
    'canCreate', c.can_create,
    'canUpdate', c.can_update,
    'position', f.position
  ))
  from config.fields as f
  join config.entities as e on e.id = f.entity_id
  join columns as c on c.table_name = e.name and c.column_name = f.name
  left join presets as p on p.entity_id = f.entity_id
  left join columns as g on g.table_name = e.name and g.column_name = f.name || '_grams' and g.can_read
  left join foreign_keys as k on k.table_name = e.name and k.column_name = f.name
  left join unique_columns as u on u.table_name = e.name and u.column_name = f.name
  left join labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
  where role_name is null or c.can_read or c.can_create or c.can_update
  union all
  select l.entity_id, l.position, jsonb_strip_nulls(jsonb_build_object(
    'id', l.id, 'name', l.name, 'label', l.label, 'help', l.help, 'type', source.type,
    'options', source.options - array['formula', 'rollup', 'currency_field'] || jsonb_strip_nulls(jsonb_build_object(
      'scale', case when c.type_name like 'numeric%' then c.scale end,
      'currency_field', case when source.options ? 'currency_field' then l.name || '__currency' end,
      'lookup', jsonb_build_object('relation', l.relation_name, 'entity', l.target_name, 'field', l.source_name,
        'constraint', k.constraint_name, 'currency', source.options -> 'currency_field')
    )),
    'isRequired', false, 'isUnique', false, 'isHidden', l.is_hidden, 'hasDefault', false, 'isGenerated', true,
    'isReadOnly', true, 'canRead', own.can_read and c.can_read, 'canCreate', false, 'canUpdate', false,
    'position', l.position
  ))
  from engine.lookups as l
  join config.fields as source on source.id = l.source_id
  join columns as own on own.table_name = l.entity_name and own.column_name = l.relation_name
  join columns as c on c.table_name = l.target_name and c.column_name = l.source_name
  join foreign_keys as k on k.table_name = l.entity_name and k.column_name = l.relation_name
  where role_name is null or own.can_read and c.can_read;
$$;
comment on function engine.described_fields is
  'Fields that a role may read or write, as the app sees them; for null all fields, without rights.';

create function engine.children_of_entities(role_name text)
returns table (entity_name text, children jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select k.target_table, jsonb_agg(
    jsonb_build_object('entity', k.table_name, 'field', k.column_name) order by child.position, k.column_name
  )
  from (
    select f.target_table, f.table_name, f.column_name from engine.foreign_keys as f where f.target_schema = 'public'
    union all
    select f.options -> 'links' ->> 'entity', e.name, f.name
    from config.fields as f join config.entities as e on e.id = f.entity_id where f.type = 'relations'
  ) as k
  join config.entities as child on child.name = k.table_name
  where has_column_privilege(role_name, to_regclass(format('public.%I', k.table_name)), k.column_name, 'select')
  group by k.target_table;
$$;
comment on function engine.children_of_entities is 'Per entity, the readable entities whose relation points to it.';

create function engine.actions_json(entity_id uuid, role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select jsonb_object_agg(a.action, exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id
    where p.entity_id = actions_json.entity_id and p.action = a.action
      and engine.role_name(r.key) = actions_json.role_name
  ))
  from unnest(array['create', 'update', 'delete', 'export', 'import']) as a (action);
$$;
comment on function engine.actions_json is 'Which actions beside reading a role has on an entity.';

create function engine.entities_json(role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with fields as materialized (
    select f.entity_id, jsonb_agg(f.described order by f.position) as list
    from engine.described_fields(role_name) as f group by f.entity_id
  ), children as materialized (
    select * from engine.children_of_entities(role_name)
  )
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('help', l.help)) || jsonb_build_object(
    'id', e.id,
    'name', e.name,
    'label', coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name)),
    'group', e.group_key,
    'icon', e.icon,
    'position', e.position,
    'isHidden', e.is_hidden,
    'primaryKey', k.primary_key,
    'versionField', k.version_field,
    'titleField', e.title_field,
    'searchFields', e.search_fields,
    'listFields', e.list_fields,
    'defaultSort', e.default_sort,
    'actions', engine.actions_json(e.id, role_name),
    'fields', fields.list,
    'children', coalesce(children.children, '[]')
  ) order by e.position, e.name), '[]')
  from config.entities as e
  cross join lateral (select to_regclass(format('public.%I', e.name))) as t (oid)
  join fields on fields.entity_id = e.id
  join engine.keys as k on k.table_name = e.name
  left join engine.labels as l on l.table_oid = t.oid and l.column_number = 0
  left join children on children.entity_name = e.name
  where has_any_column_privilege(role_name, t.oid, 'select');
$$;
comment on function engine.entities_json is 'All entities that a role may read, with their fields.';

create function engine.role_json(role config.roles)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('id', role.id, 'key', role.key, 'label', role.label);
$$;
comment on function engine.role_json is 'A role in short.';

create function engine.person_json(member config.members)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('id', member.id, 'name', member.name, 'isActive', member.is_active);
$$;
comment on function engine.person_json is 'A member as everybody may see him.';

-- supabase/schemas/50_views.sql
-- Saved ways to look at the records of an entity. Stored settings may name fields that their reader may not see;
-- everybody is handed only what he may read, and told that something was left out.

create table config.views (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  key engine.identifier,
  type text not null default 'table' constraint view_type_is_known check (
    type in ('table', 'kanban', 'calendar', 'gallery', 'chart')
  ),
  label engine.label not null,
  owner_id uuid references config.members (id) on delete cascade,
  sharing text not null default 'personal' constraint sharing_is_known check (
    sharing in ('shared', 'locked', 'personal')
  ),
  settings jsonb not null default '{}' constraint settings_are_an_object check (jsonb_typeof(settings) = 'object'),
  position integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint personal_view_has_an_owner check (sharing <> 'personal' or owner_id is not null),
  constraint view_for_others_has_a_key check ((sharing = 'personal') = (key is null)),
  constraint view_has_a_key_of_its_own unique (entity_id, key),
  constraint settings_are_short check (length(settings::text) <= 32768)
);
comment on table config.views is
  'Named looks at an entity: shared with everybody who may read it, locked against changes, or personal.';
comment on column config.views.key is
  'Names a view that others see wherever the configuration is carried; it stays when the view gets another name.';
comment on column config.views.owner_id is 'Who made it; the only one who sees it while it is personal.';
comment on column config.views.settings is
  'columns, filter, sort, group, aggregates, density, colours, what a type needs (lane, date, end, cover, chart), and queue:
counted on the first page.';
create index views_owner_id_idx on config.views (owner_id);
alter table config.views enable row level security;

create table config.view_favourites (
  view_id uuid not null references config.views (id) on delete cascade,
  member_id uuid not null references config.members (id) on delete cascade,
  primary key (view_id, member_id)
);
comment on table config.view_favourites is 'Views that a member put on top of his own list.';
create index view_favourites_member_id_idx on config.view_favourites (member_id);
alter table config.view_favourites enable row level security;

create table config.view_defaults (
  entity_id uuid not null references config.entities (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  view_id uuid not null references config.views (id) on delete cascade,
  primary key (entity_id, role_id)
);
comment on table config.view_defaults is 'The view in which an entity opens for a role.';
create index view_defaults_role_id_idx on config.view_defaults (role_id);
create index view_defaults_view_id_idx on config.view_defaults (view_id);
alter table config.view_defaults enable row level security;

create function engine.readable_fields(role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select coalesce(jsonb_object_agg(table_name, fields), '{}')
  from (
    select c.table_name, jsonb_object_agg(c.column_name, coalesce(k.target_table, '')) || coalesce((
      select jsonb_object_agg(l.name, '') from engine.lookups as l
      where l.entity_name = c.table_name and (role_name is null
        or has_column_privilege(role_name, format('public.%I', l.entity_name), l.relation_name, 'select')
          and has_column_privilege(role_name, format('public.%I', l.target_name), l.source_name, 'select'))
    ), '{}') as fields
    from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as c on c.table_name = e.name and c.column_name = f.name
    left join engine.foreign_keys as k
      on k.table_oid = c.table_oid and k.column_name = c.column_name and k.target_schema = 'public'
    where role_name is null or has_column_privilege(role_name, c.table_oid, c.column_number, 'select')
    group by c.table_name
  ) as tables;
$$;
comment on function engine.readable_fields is
  'Per entity the fields that a role may read, each with the table that it points to or an empty text; null = all.';

create function engine.readable_condition(node jsonb, entity text, readable jsonb)
returns jsonb
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  junction constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
  head constant text := split_part(coalesce(node ->> 'field', ''), '.', 1);
  rest constant text := substr(node ->> 'field', length(head) + 2);
  child constant text := split_part(node ->> 'exists', '.', 1);
  target constant text := readable -> entity ->> head;
  parts jsonb;
begin
  if junction is not null then
    if node -> junction = '[]' then
      return node;
    end if;
    select jsonb_agg(kept order by position) into parts
    from jsonb_array_elements(node -> junction) with ordinality as p (part, position),
      lateral engine.readable_condition(part, entity, readable) as kept
    where kept is not null;
    return case when parts is not null then jsonb_build_object(junction, parts) end;
  elsif node ? 'not' then
    parts := engine.readable_condition(node -> 'not', entity, readable);
    return case when parts is not null then jsonb_build_object('not', parts) end;
  elsif node ? 'exists' then
    parts := engine.readable_condition(coalesce(node -> 'where', '{"all": []}'), child, readable);
    return case when parts is not null and readable -> child ? split_part(node ->> 'exists', '.', 2) then
      node || jsonb_build_object('where', parts)
    end;
  elsif target is null then
    return null;
  elsif rest <> '' then
    return case when engine.readable_condition(node || jsonb_build_object('field', rest), target, readable) is not null
      then node end;
  end if;
  return node;
end;
$$;
comment on function engine.readable_condition is
  'A condition without the comparisons of fields that may not be read; null when nothing is left.';

create function engine.readable_items(items jsonb, entity text, readable jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(item order by position), '[]')
  from jsonb_array_elements(items) with ordinality as i (item, position)
  where (not item ? 'field' or readable -> entity ? (item ->> 'field'))
    and (not item ? 'condition'
      or engine.readable_condition(item -> 'condition', entity, readable) is not distinct from item -> 'condition');
$$;
comment on function engine.readable_items is
  'Of columns, sorts, groups, aggregates or colour rules those that only name readable fields.';

create function engine.readable_settings(settings jsonb, entity text, readable jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, kept) filter (where kept is not null and kept <> 'null'), '{}')
  from jsonb_each(settings) as s (key, value), lateral (
    select case
      when key = 'filter' then engine.readable_condition(value, entity, readable)
      when jsonb_typeof(value) = 'array' then engine.readable_items(value, entity, readable)
      when key in ('lane', 'date', 'end', 'cover') then case when readable -> entity ? (value #>> '{}') then value end
      else value
    end
  ) as k (kept);
$$;
comment on function engine.readable_settings is 'The settings of a view without what its reader may not see.';

create function engine.views_json(role_name text, member_id uuid, role_id uuid)
returns table (entity_name text, views jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with readable as materialized (
    select engine.readable_fields(role_name) as fields
  )
  select e.name, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'id', v.id, 'type', v.type, 'label', v.label, 'sharing', v.sharing,
    'owner', v.owner_id, 'position', v.position, 'version', v.version,
    'isFavourite', exists (
      select from config.view_favourites as f where f.view_id = v.id and f.member_id = views_json.member_id
    ),
    'isDefault', exists (
      select from config.view_defaults as d where d.view_id = v.id and d.role_id = views_json.role_id
    ),
    'leftOut', (
      select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each(v.settings) as s (key, value)
      where key <> 'columns' and kept -> key is distinct from value
    )
  )) || jsonb_build_object('settings', kept) order by v.position, v.created_at, v.id)
  from config.views as v
  join config.entities as e on e.id = v.entity_id
  cross join readable
  cross join lateral engine.readable_settings(v.settings, e.name, readable.fields) as kept
  where v.sharing <> 'personal' or v.owner_id = views_json.member_id
  group by e.name;
$$;
comment on function engine.views_json is
  'Per entity the views that a member sees in a role; leftOut names the settings in which he may not read everything.';

-- supabase/schemas/51_forms.sql
-- Forms as the app gets them: the layout of the role, else that of everybody, and the rules that the role may know.

create function engine.layout_of(layout jsonb, fields jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'tabs', (
      select jsonb_agg(tab || jsonb_build_object('sections', (
        select coalesce(jsonb_agg(section || jsonb_build_object('fields', (
          select coalesce(jsonb_agg(field order by f), '[]')
          from jsonb_array_elements(section -> 'fields') with ordinality as i (field, f) where fields ? (field ->> 'name')
        )) order by s), '[]')
        from jsonb_array_elements(tab -> 'sections') with ordinality as j (section, s)
      )) order by t)
      from jsonb_array_elements(layout -> 'tabs') with ordinality as k (tab, t)
    ),
    'hidden', (
      select coalesce(jsonb_agg(name), '[]') from jsonb_array_elements_text(layout -> 'hidden') as name where fields ? name
    )
  );
$$;
comment on function engine.layout_of is 'A layout with these fields only (an object with their names as keys, or a list).';

create function engine.form_rule_json(rule config.form_rules)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'key', rule.key, 'label', rule.label, 'kind', rule.kind, 'fields', rule.fields, 'condition', rule.condition,
    'value', rule.value, 'message', rule.message, 'is_enforced', rule.is_enforced, 'is_enabled', rule.is_enabled
  );
$$;
comment on function engine.form_rule_json is 'A rule as it stands in documents.';

-- A condition over a field that the role may not read would tell the role about it; the database enforces it all the same.
create function engine.forms_json(role_name text, role_id uuid)
returns table (entity_name text, form jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with readable as materialized (
    select engine.readable_fields(role_name) as fields
  ), layouts as (
    select distinct on (f.entity_id) f.entity_id, f.layout
    from config.forms as f where f.role_id is null or f.role_id = forms_json.role_id
    order by f.entity_id, f.role_id nulls last
  ), rules as (
    select r.entity_id, jsonb_agg(engine.form_rule_json(r) order by r.position, r.key) as list
    from config.form_rules as r
    join config.entities as e on e.id = r.entity_id
    cross join readable
    where r.is_enabled
      and engine.readable_condition(r.condition, e.name, readable.fields) is not distinct from r.condition
    group by r.entity_id
  )
  select e.name, jsonb_build_object(
    'layout', case when l.layout is not null then engine.layout_of(l.layout, readable.fields -> e.name) end,
    'rules', coalesce(r.list, '[]')
  )
  from config.entities as e
  cross join readable
  left join layouts as l on l.entity_id = e.id
  left join rules as r on r.entity_id = e.id
  where readable.fields ? e.name and (l.layout is not null or r.list is not null);
$$;
comment on function engine.forms_json is 'Per entity that has one, the form of a role: layout (null = arranged by itself) and rules.';

create function engine.form_document(entity_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'entity', e.name,
    'layouts', (
      select coalesce(jsonb_agg(jsonb_build_object('role', r.key, 'layout', f.layout) order by r.key nulls first), '[]')
      from config.forms as f left join config.roles as r on r.id = f.role_id
      where f.entity_id = e.id
    ),
    'rules', (
      select coalesce(jsonb_agg(engine.form_rule_json(r) order by r.position, r.key), '[]')
      from config.form_rules as r where r.entity_id = e.id
    )
  )
  from config.entities as e where e.id = form_document.entity_id;
$$;
comment on function engine.form_document is 'Layouts and rules of an entity, with names instead of ids.';

create function engine.forms_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(engine.form_document(e.id) order by e.name), '[]')
  from config.entities as e
  where exists (select from config.forms as f where f.entity_id = e.id)
    or exists (select from config.form_rules as r where r.entity_id = e.id);
$$;
comment on function engine.forms_document is 'All forms, in a stable order.';

create function engine.form_changes(before jsonb, after jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
  with entities as (
    select b.document as before, a.document as after, entity
    from (select d ->> 'entity' as entity, d as document from jsonb_array_elements(before) as d) as b
    full join (select d ->> 'entity' as entity, d as document from jsonb_array_elements(after) as d) as a using (entity)
    where a.document is distinct from b.document
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', null, 'label', engine.label_of_entity(e.entity), 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
    'settings', case when e.before -> 'layouts' is distinct from e.after -> 'layouts'
      then '[{"setting": "form_layout"}]'::jsonb else '[]'::jsonb end || (
      select coalesce(jsonb_agg(jsonb_build_object(
        'setting', 'form_rule', 'label', coalesce(n.rule, o.rule) -> 'label',
        'before', o.rule is not null, 'after', n.rule is not null
      ) order by key), '[]')
      from (select r ->> 'key' as key, r as rule from jsonb_array_elements(e.before -> 'rules') as r) as o
      full join (select r ->> 'key' as key, r as rule from jsonb_array_elements(e.after -> 'rules') as r) as n using (key)
      where o.rule is distinct from n.rule
    )
  ) order by e.entity), '[]')
  from entities as e
  where exists (select from config.entities as known where known.name = e.entity)
  );
end;
$$;
comment on function engine.form_changes is 'What lies between two lists of forms: per entity whether a layout changed, and rules.';

-- supabase/schemas/51_snapshot_call.sql
-- The public call around the snapshot, and the switch between a member's roles.

create function config.snapshot()
returns jsonb
language sql stable security definer set search_path = '' -- shows each member his own part of config
as $$
  select jsonb_build_object(
    'version', i.configuration_version,
    'member', jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email),
    'role', engine.role_json(r) || jsonb_build_object(
      'canViewAs', r.can_view_as, 'requiresMfa', r.requires_mfa, 'mayConfigure', r.may_configure
    ),
    'roles', (
      select jsonb_agg(engine.role_json(held) order by held.rank, held.key)
      from config.member_roles as mr
      join config.roles as held on held.id = mr.role_id and held.is_active
      where mr.member_id = m.id
    ),
    'viewAs', case when engine.viewed_role_id() is not null then (
      select jsonb_strip_nulls(jsonb_build_object(
        'role', engine.role_json(viewed),
        'member', (select engine.person_json(v) from config.members as v where v.id = engine.viewed_member_id())
      ))
      from config.roles as viewed where viewed.id = engine.viewed_role_id()
    ) end,
    'groups', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', g.key, 'label', g.label, 'icon', g.icon, 'position', g.position
      ) order by g.position), '[]')
      from config.navigation_groups as g
    ),
    'entities', (
      select coalesce(jsonb_agg(entity
        || jsonb_build_object('views', coalesce(v.views, '[]'), 'form', f.form) order by place), '[]')
      from jsonb_array_elements(engine.entities_json(current_setting('role'))) with ordinality as e (entity, place)
      left join engine.views_json(
        current_setting('role'), engine.member_id(), coalesce(engine.viewed_role_id(), r.id)
      ) as v on v.entity_name = entity ->> 'name'
      left join engine.forms_json(current_setting('role'), coalesce(engine.viewed_role_id(), r.id)) as f
        on f.entity_name = entity ->> 'name'
    ),
    'operations', engine.operations_json(current_setting('role')),
    'people', (select jsonb_agg(engine.person_json(p) order by p.name) from config.members as p),
    'settings', jsonb_build_object('name', s.name, 'timeZone', s.time_zone, 'currency', s.currency,
      'appearance', engine.appearance_json(s))
  )
  from config.members as m
  join config.roles as r on r.id = engine.active_role_id(m.id)
  cross join config.settings as s
  cross join engine.installation as i
  where m.id = engine.signed_in_member_id();
$$;
comment on function config.snapshot is
  'Entities, fields with rights, roles, people and settings of the signed-in member in his active role (or as viewed).';

create function config.switch_role(role_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- a member may change this one column of his own row
as $$
begin
  update config.members as m set active_role_id = switch_role.role_id
  where m.id = engine.signed_in_member_id()
    and exists (
      select from config.member_roles as mr
      join config.roles as r on r.id = mr.role_id and r.is_active
      where mr.member_id = m.id and mr.role_id = switch_role.role_id
    );
  if not found then
    perform engine.refuse('role_not_held', 'You do not hold this role', errcode => '42501');
  end if;
end;
$$;
comment on function config.switch_role is
  'Makes one of the caller''s own roles the active one, in all his open tabs at the next request. Reason role_not_held.';

-- supabase/schemas/52_shared_views.sql
-- Views that others see are part of the configuration: they have a key, and every version knows them.

create function engine.name_view()
returns trigger
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if new.sharing = 'personal' then
    new.key := null;
  elsif new.key is null then
    -- Two of the same name at once wait for each other.
    perform pg_advisory_xact_lock(hashtext('config.views'), hashtext(new.entity_id::text));
    new.key := engine.free_key(new.label ->> 'en', 'view', array(
      select v.key::text from config.views as v where v.entity_id = new.entity_id and v.key is not null
    ));
  end if;
  return new;
end;
$$;
comment on function engine.name_view is 'Trigger that gives a view its key when others come to see it, and takes it when it becomes personal.';

create trigger views__name before insert or update of sharing, key on config.views
for each row execute function engine.name_view();

create function engine.views_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'entity', e.name, 'key', v.key, 'type', v.type, 'label', v.label, 'sharing', v.sharing, 'settings', v.settings,
    'position', v.position, 'first_of', (
      select coalesce(jsonb_agg(r.key order by r.key), '[]')
      from config.view_defaults as d join config.roles as r on r.id = d.role_id where d.view_id = v.id
    )
  ) order by e.name, v.position, v.key), '[]')
  from config.views as v join config.entities as e on e.id = v.entity_id
  where v.key is not null;
$$;
comment on function engine.views_document is
  'All views that others see, each with the roles for which its entity opens with it, in a stable order.';

-- What is gone since does not come back; a view that cannot be without it stays away.
create function engine.views_that_fit(documents jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readable constant jsonb := engine.readable_fields(null);
  view jsonb;
  fitting jsonb := '[]';
begin
  for view in
    select d from jsonb_array_elements(documents) as d join config.entities as e on e.name = d ->> 'entity'
  loop
    begin
      view := jsonb_set(view, '{settings}', engine.readable_settings(view -> 'settings', view ->> 'entity', readable));
      perform engine.check_view_type(engine.entity_id(view ->> 'entity'), view ->> 'type', view -> 'settings');
      perform engine.check_view_settings(view ->> 'entity', view -> 'settings');
      fitting := fitting || view;
    exception when raise_exception or invalid_parameter_value then null; -- its field does not exist any more
    end;
  end loop;
  return fitting;
end;
$$;
comment on function engine.views_that_fit is 'Views of a version without fields that are gone since.';

create function engine.write_views(documents jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  wanted jsonb;
begin
  if documents is null or documents = engine.views_document() then
    return;
  end if;
  perform engine.require_right('views');
  wanted := engine.views_that_fit(documents);
  delete from config.views as v using config.entities as e
  where e.id = v.entity_id and v.key is not null and not exists (
    select from jsonb_array_elements(wanted) as w where (w ->> 'entity', w ->> 'key') = (e.name, v.key)
  );
  insert into config.views as v (entity_id, key, type, label, sharing, settings, position)
  select engine.entity_id(w ->> 'entity'), w ->> 'key', w ->> 'type', w -> 'label', w ->> 'sharing', w -> 'settings',
    (w ->> 'position')::integer
  from jsonb_array_elements(wanted) as w
  on conflict on constraint view_has_a_key_of_its_own do update set
    type = excluded.type, label = excluded.label, sharing = excluded.sharing, settings = excluded.settings,
    position = excluded.position, version = v.version + 1
  where (v.type, v.label, v.sharing, v.settings, v.position)
    is distinct from (excluded.type, excluded.label, excluded.sharing, excluded.settings, excluded.position);
  delete from config.view_defaults as d where d.entity_id is not null;
  insert into config.view_defaults (entity_id, role_id, view_id)
  select v.entity_id, r.id, v.id
  from jsonb_array_elements(wanted) as w
  join config.views as v on v.entity_id = engine.entity_id(w ->> 'entity') and v.key = w ->> 'key'
  join config.roles as r on w -> 'first_of' ? r.key;
end;
$$;
comment on function engine.write_views is
  'Makes the views that others see what a configuration says; null leaves them. Needs the right views when something differs.';

create function engine.view_changes(before jsonb, after jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'role', null, 'label', engine.label_of_entity(changed.entity), 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
      'settings', changed.settings
    ) order by changed.entity), '[]')
    from (
      select e.name as entity, jsonb_agg(jsonb_build_object(
        'setting', 'view', 'label', coalesce(n.view, o.view) -> 'label',
        'before', o.view is not null, 'after', n.view is not null
      ) order by key) as settings
      from (select v ->> 'entity' as entity, v ->> 'key' as key, v as view from jsonb_array_elements(before) as v) as o
      full join (select v ->> 'entity' as entity, v ->> 'key' as key, v as view from jsonb_array_elements(after) as v) as n
        using (entity, key)
      join config.entities as e on e.name = entity
      where n.view is distinct from o.view
      group by e.name
    ) as changed
  );
end;
$$;
comment on function engine.view_changes is 'What lies between two lists of views: per entity those that came, went or changed.';

-- What others see is configuration, of which every state is kept.
create function engine.record_views(note text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if engine.views_document() is distinct from (
    select v.document -> 'views' from config.versions as v order by v.id desc limit 1
  ) then
    perform engine.record_version(note);
  end if;
end;
$$;
comment on function engine.record_views is 'Keeps a version when the views that others see differ from those of the last one.';

-- supabase/schemas/53_find_records.sql
-- Search answers with keys alone, before the list asks for a page of rows. Asked for in one go, Postgres would walk the
-- list in its order and compare every row (3 s among a million for a number that occurs once), and under a row scope
-- it may not use trigram or gram indexes at all, because their operators are not leakproof. Here the owner searches by
-- index, with the role's own scope and fields written out.

create function engine.search_field_sql(field text, field_type text, grams_column text, search text, is_small boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when field_type = 'integer' then case when search ~ '^\d{1,15}$' then format('%I = %L::bigint', field, search) end
    when field_type not in ('text', 'long_text', 'choice', 'email', 'phone', 'url') then null
    when grams_column is not null then
      format('(%I @> %L::text[] and %I ilike %s)', grams_column, engine.grams(search), field, pattern)
    -- Trigrams need three characters, and words between blanks: neither is so in Chinese, Japanese or Korean.
    when is_small or length(search) >= 3 and search !~ '[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]' then
      format('%I ilike %s', field, pattern)
  end
  from engine.like_pattern(search, '%', '%') as pattern;
$$;
comment on function engine.search_field_sql is
  'Condition that a field contains the text, in the form that its index serves; null where the field cannot. A table
that has no grams at all is taken for small: it may be read from end to end.';

create function engine.search_sql(role_key text, table_name text, search text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select string_agg(
    engine.search_field_sql(name, type, grams_column, search, any_grams_column is null), ' or ' order by name
  )
  from (
    select f.name, f.type, g.attname::text as grams_column, max(g.attname::text) over () as any_grams_column
    from config.entities as e
    cross join lateral (select to_regclass(format('public.%I', e.name))) as t (oid)
    join config.fields as f on f.entity_id = e.id and f.name = any (e.search_fields)
    left join pg_catalog.pg_attribute as g on g.attrelid = t.oid and g.attname = f.name || '_grams'
    where e.name = search_sql.table_name and has_column_privilege(engine.role_name(role_key), t.oid, f.name, 'select')
  ) as fields;
$$;
comment on function engine.search_sql is 'Condition over the search fields of a table that a role may read; null without any.';

create function config.find_records(entity text, search text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- searches with the owner's plans, in the caller's scope
as $$
declare
  role_key constant text := engine.current_role_key();
  searched constant text := btrim(regexp_replace(search, '\s+', ' ', 'g'));
  most constant integer := 500;
  found_ids jsonb;
  scope jsonb;
begin
  select s.condition into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = role_key
  join config.entities as e on e.id = p.entity_id and e.name = find_records.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'read';
  if not found then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
  execute format(
    'select jsonb_agg(id) from (select %I as id from public.%I where (%s) and (%s) limit %s) as t',
    engine.primary_key(entity), entity,
    coalesce(engine.search_sql(role_key, entity, searched), 'false'),
    case when scope is null then 'true' else engine.policy_sql(entity, scope, role_key) end, most + 1
  ) into found_ids;
  return case when jsonb_array_length(found_ids) > most then null else coalesce(found_ids, '[]') end;
end;
$$;
comment on function config.find_records is
  'Keys of the rows in the caller''s scope in which a search field that he may read contains the text. Null when there
are more than 500: then a filter finds a page of them soon enough. Reason action_not_granted (403).';

-- supabase/schemas/55_rights.sql
-- The right to configure. Every function of the studio asks here first; the app only hides what would be refused.

create function engine.own_role()
returns config.roles
language sql stable security definer set search_path = '' -- callers may not read config.roles
as $$
  select r.* from config.roles as r where r.key = engine.current_role_key();
$$;
comment on function engine.own_role is 'The role in which the caller acts; null in SQL sessions of the operator.';

-- The operator (postgres, the service) may do everything; a member needs the right in his active role.
create function engine.may_configure(wanted_right text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
begin
  if engine.current_role_key() is null then
    return current_setting('role') in ('none', 'postgres', 'service_role');
  end if;
  return wanted_right = any ((engine.own_role()).may_configure);
end;
$$;
comment on function engine.may_configure is 'Whether the caller may configure members, roles, entities, views or settings.';

create function engine.require_right(wanted_right text)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
begin
  if not engine.may_configure(wanted_right) then
    perform engine.refuse(
      'right_missing', format('Your role may not configure %s', wanted_right),
      jsonb_build_object('right', wanted_right), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_right is 'Refuses with reason right_missing (403) and the right that lacks.';

-- Nobody gives more than he has, nor touches a role above his own.
create function engine.require_reach(target_rank integer, target_rights text[] default '{}')
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
declare
  own constant config.roles := engine.own_role();
begin
  if own.id is null then
    return;
  elsif target_rank < own.rank then
    perform engine.refuse('above_own_rank', 'This stands above your own role', errcode => '42501');
  elsif not target_rights <@ own.may_configure then
    perform engine.refuse(
      'right_not_held', 'You cannot give a right that you do not have',
      jsonb_build_object('right', array_to_string(array(
        select unnest(target_rights) except select unnest(own.may_configure)
      ), ', ')), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_reach is
  'Refuses what stands above the caller''s role (above_own_rank) or exceeds his rights (right_not_held).';

-- supabase/schemas/56_role_drafts.sql
-- A role as one document: what the studio edits, what a version keeps, what a configuration file holds.

create function engine.permission_json(permission config.permissions)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'entity', e.name,
    'action', permission.action,
    'scope', s.key,
    'presets', permission.presets,
    'validation', permission.validation,
    'fields', case when not permission.all_fields then (
      select coalesce(jsonb_agg(f.name order by f.position, f.name), '[]')
      from config.permission_fields as pf
      join config.fields as f on f.id = pf.field_id
      where pf.permission_id = permission.id
    ) end
  )
  from config.entities as e
  left join config.scopes as s on s.id = permission.scope_id
  where e.id = permission.entity_id;
$$;
comment on function engine.permission_json is 'A permission as text: entity, action, scope key or null, field names or null for all.';

create function engine.role_document(role_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'key', r.key, 'label', r.label, 'rank', r.rank, 'requires_mfa', r.requires_mfa,
    'can_view_as', r.can_view_as, 'may_configure', r.may_configure, 'is_active', r.is_active,
    'permissions', (
      select coalesce(jsonb_agg(engine.permission_json(p) order by e.name, p.action), '[]')
      from config.permissions as p
      join config.entities as e on e.id = p.entity_id
      where p.role_id = r.id
    ),
    'operations', (
      select coalesce(jsonb_agg(ro.operation_name order by ro.operation_name), '[]')
      from config.role_operations as ro where ro.role_id = r.id
    )
  )
  from config.roles as r
  where r.id = role_document.role_id;
$$;
comment on function engine.role_document is 'Everything that makes a role, with names instead of ids.';

create function engine.allow_from_document(role_key text, permission jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.allow(
    role_key, permission ->> 'entity', permission ->> 'action',
    fields => case when jsonb_typeof(permission -> 'fields') = 'array' then engine.text_array(permission -> 'fields') end,
    scope => permission ->> 'scope',
    presets => coalesce(permission -> 'presets', '{}'),
    validation => coalesce(permission -> 'validation', '[]')
  );
$$;
comment on function engine.allow_from_document is 'Writes one permission of a document.';

-- Writes only what differs, so that the audit log shows what was meant.
create function engine.write_role(role_id uuid, document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  role_key text;
  permission jsonb;
begin
  if document ? 'label' then
    perform engine.require_label(document -> 'label');
  end if;
  perform engine.define_new_scopes(document -> 'new_scopes');
  update config.roles as r set
    label = coalesce(document -> 'label', r.label::jsonb),
    rank = coalesce((document ->> 'rank')::integer, r.rank),
    requires_mfa = coalesce((document ->> 'requires_mfa')::boolean, r.requires_mfa),
    can_view_as = coalesce((document ->> 'can_view_as')::boolean, r.can_view_as),
    is_active = coalesce((document ->> 'is_active')::boolean, r.is_active),
    may_configure = case
      when document ? 'may_configure' then engine.text_array(document -> 'may_configure') else r.may_configure
    end
  where r.id = write_role.role_id
  returning r.key into role_key;

  delete from config.permissions as p
  using config.entities as e
  where p.role_id = write_role.role_id and e.id = p.entity_id
    and not exists (
      select from jsonb_array_elements(document -> 'permissions') as wanted
      where wanted ->> 'entity' = e.name and wanted ->> 'action' = p.action
    );
  for permission in
    select '{"scope": null, "fields": null, "presets": {}, "validation": []}' || wanted
    from jsonb_array_elements(document -> 'permissions') as wanted
    except
    select engine.permission_json(p) from config.permissions as p where p.role_id = write_role.role_id
  loop
    perform engine.allow_from_document(role_key, permission);
  end loop;
  if document ? 'operations' then
    perform engine.set_operations(role_id, engine.text_array(document -> 'operations'));
  end if;
end;
$$;
comment on function engine.write_role is
  'Brings the configuration of a role to a document, without compiling it. Reasons unknown_entity, unknown_field, unknown_scope.';

create function config.role_document(role_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  document jsonb;
begin
  perform engine.require_right('roles');
  document := engine.role_document(role_id);
  if document is null then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  end if;
  return document || jsonb_build_object('version', engine.document_version(document));
end;
$$;
comment on function config.role_document is
  'A role as one document, with the version to hand back when it is saved. Needs the right roles.';

create function engine.document_version(document jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select md5(document::text);
$$;
comment on function engine.document_version is 'Fingerprint of a document: a second editor of the same state is noticed.';

-- supabase/schemas/56_settings_changes.sql
-- The part of a change that is neither a field nor an operation: settings of a role and of its cells.

create function engine.changed_keys(before jsonb, after jsonb, keys text[], about jsonb default '{}')
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(about || jsonb_build_object(
    'setting', key, 'before', before -> key, 'after', after -> key
  ) order by position), '[]')
  from unnest(keys) with ordinality as k (key, position)
  where before -> key is distinct from after -> key;
$$;
comment on function engine.changed_keys is 'Which of these keys differ between two objects: setting, before, after, and what it is about.';

create function engine.changed_settings(before jsonb, after jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select engine.changed_keys(
    before, after, array['label', 'rank', 'requires_mfa', 'can_view_as', 'may_configure', 'is_active']
  ) || coalesce((
    select jsonb_agg(change order by b.cell ->> 'entity', b.cell ->> 'action')
    from jsonb_array_elements(before -> 'permissions') as b (cell)
    join jsonb_array_elements(after -> 'permissions') as a (cell)
      on a.cell ->> 'entity' = b.cell ->> 'entity' and a.cell ->> 'action' = b.cell ->> 'action'
    cross join lateral jsonb_array_elements(engine.changed_keys(
      b.cell, a.cell, array['scope', 'presets', 'validation'],
      jsonb_build_object('entity', a.cell ->> 'entity', 'action', a.cell ->> 'action')
    )) as change
  ), '[]');
$$;
comment on function engine.changed_settings is
  'Settings that differ between two documents of a role, of the role itself and of cells that both have.';

-- supabase/schemas/57_role_review.sql
-- What a change of configuration means before it acts: rights and rows gained or lost, counted for real members.
-- Every review makes the change for real and takes it back, so it goes the very way that saving will go.

create function engine.column_rights(role_id uuid)
returns table (entity text, action text, field text, operation text)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with permitted as materialized (
    select c.* from engine.permitted_columns_of(
      role_keys => array(select r.key::text from config.roles as r where r.id = column_rights.role_id)
    ) as c
  )
  select c.table_name, c.action, c.column_name, null from permitted as c
  union all
  select e.name, p.action, null, null
  from config.permissions as p join config.entities as e on e.id = p.entity_id
  where p.role_id = column_rights.role_id
  union all
  -- No grant stands for these: who may export takes along what he reads, of the fields that are ticked.
  select c.table_name, 'export', c.column_name, null
  from config.permissions as p
  join config.entities as e on e.id = p.entity_id
  join permitted as c on c.table_name = e.name and c.action = 'read'
  where p.role_id = column_rights.role_id and p.action = 'export'
    and (p.all_fields or exists (
      select from config.permission_fields as pf
      join config.fields as f on f.id = pf.field_id and f.name = c.column_name
      where pf.permission_id = p.id
    ))
  union all
  select e.name, 'execute', null, o.name
  from config.role_operations as ro
  join config.operations as o on o.name = ro.operation_name
  left join config.entities as e on e.id = o.entity_id
  where ro.role_id = column_rights.role_id;
$$;
comment on function engine.column_rights is
  'Every right of a role: one row per entity and action, one more per field, one per operation.';

-- The compiled condition says everything about a role's rows: where it is the same, nothing need be counted.
create function engine.role_state(role_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'document', engine.role_document(role_id),
    'rights', (
      select coalesce(jsonb_agg(case when c.operation is null then to_jsonb(c) - 'operation' else to_jsonb(c) end), '[]')
      from engine.column_rights(role_id) as c
    ),
    'conditions', (
      select coalesce(jsonb_object_agg(e.name, engine.read_condition(r.key, e.name, 't')), '{}')
      from config.permissions as p
      join config.roles as r on r.id = p.role_id
      join config.entities as e on e.id = p.entity_id
      where p.role_id = role_state.role_id and p.action = 'read'
    )
  );
$$;
comment on function engine.role_state is 'What a role may do now: its document, its rights, and per readable entity the SQL of its rows.';

create function engine.role_states(role_ids uuid[])
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_object_agg(r.id, engine.role_state(r.id)), '{}')
  from config.roles as r where r.id = any (role_ids);
$$;
comment on function engine.role_states is 'The states of several roles by id.';

create function engine.count_rows(table_name text, condition_sql text, user_id uuid)
returns bigint
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  counted bigint := 0;
begin
  if condition_sql is null then
    return 0;
  end if;
  perform set_config('request.jwt.claims', jsonb_build_object('sub', user_id)::text, true);
  perform set_config('request.headers', '', true);
  execute format('select count(*) from public.%I as t where %s', table_name, condition_sql) into counted;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
  return counted;
end;
$$;
comment on function engine.count_rows is
  'How many rows of a table meet a compiled condition, with variables such as me resolved for this user.';

create function engine.is_personal(condition_sql text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(condition_sql like '%engine.member%', false);
$$;
comment on function engine.is_personal is 'Whether a compiled condition may mean other rows for every member.';

-- Teams are small; twenty members bound the cost. What is the same for everybody is counted once.
create function engine.row_changes(role_id uuid, table_name text, before text, after text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- counts rows that the caller may not see
as $$
declare
  member record;
  rows_before bigint;
  rows_after bigint;
  changes jsonb := '[]';
begin
  for member in
    select m.id, m.user_id from config.members as m
    join config.member_roles as mr on mr.member_id = m.id and mr.role_id = row_changes.role_id
    where m.is_active and m.user_id is not null
    union all
    select null, null
    where not exists (select from config.member_roles as mr where mr.role_id = row_changes.role_id)
    limit 20
  loop
    if rows_before is null or engine.is_personal(before) then
      rows_before := engine.count_rows(table_name, before, member.user_id);
    end if;
    if rows_after is null or engine.is_personal(after) then
      rows_after := engine.count_rows(table_name, after, member.user_id);
    end if;
    if rows_before <> rows_after then
      changes := changes || jsonb_build_object(
        'entity', table_name, 'member', member.id, 'before', rows_before, 'after', rows_after
      );
    end if;
  end loop;
  return changes;
end;
$$;
comment on function engine.row_changes is
  'Rows of a table before and after per member of a role where they differ; member null while nobody holds the role.';

create function engine.array_without(items jsonb, others jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(item order by item), '[]')
  from (select jsonb_array_elements(items) as item except select jsonb_array_elements(others)) as t;
$$;
comment on function engine.array_without is 'Elements of the first array that the second has not.';

create function engine.role_change(role_id uuid, before jsonb, after jsonb)
returns jsonb
language sql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
  select jsonb_build_object(
    'gained', engine.array_without(after -> 'rights', coalesce(before -> 'rights', '[]')),
    'lost', engine.array_without(before -> 'rights', coalesce(after -> 'rights', '[]')),
    'settings', engine.changed_settings(before -> 'document', after -> 'document'),
    'counts', (
      select coalesce(jsonb_agg(change order by change ->> 'entity', change ->> 'member'), '[]')
      from jsonb_each_text(coalesce(before -> 'conditions', '{}')) as b (entity, condition)
      full join jsonb_each_text(coalesce(after -> 'conditions', '{}')) as a (entity, condition) using (entity)
      cross join lateral jsonb_array_elements(
        engine.row_changes(role_id, entity, b.condition, a.condition)
      ) as change
      where b.condition is distinct from a.condition
    ),
    'members', (
      select coalesce(jsonb_agg(engine.person_json(m) order by m.name), '[]')
      from config.members as m join config.member_roles as mr on mr.member_id = m.id
      where mr.role_id = role_change.role_id
    )
  );
$$;
comment on function engine.role_change is 'What lies between two states of a role: rights gained and lost, settings, rows per member.';

create function engine.role_changes(role_ids uuid[], before jsonb, after jsonb)
returns jsonb
language sql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', s.document ->> 'key', 'label', s.document -> 'label'
  ) || engine.role_change(id, before -> id::text, after -> id::text) order by position), '[]')
  from unnest(role_ids) with ordinality as r (id, position)
  cross join lateral (
    select coalesce(after -> id::text, before -> id::text) -> 'document'
  ) as s (document)
  where before -> id::text is distinct from after -> id::text;
$$;
comment on function engine.role_changes is 'engine.role_change of every role that changes.';

create function config.review_role(role_id uuid, document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  before constant jsonb := engine.role_state(role_id);
  after jsonb;
begin
  perform engine.require_right('roles');
  perform engine.require_document(role_id, document);
  begin
    perform engine.write_role(role_id, document);
    after := engine.role_state(role_id);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_change(role_id, before, after);
end;
$$;
comment on function config.review_role is
  'What saving this document would change: rights gained and lost, rows before and after per member. Changes nothing.';

-- supabase/schemas/57_scopes.sql
-- Named scopes in the studio: written once, used in many cells, changed in all of them at once.

create function engine.free_key(name text, fallback text, taken text[])
returns text
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  base text := left(trim(both '_' from regexp_replace(lower(coalesce(name, '')), '[^a-z0-9]+', '_', 'g')), 30);
  candidate text;
begin
  if base !~ '^[a-z]' then
    base := trim(both '_' from fallback || '_' || base);
  end if;
  candidate := base;
  for n in 2..10000 loop
    exit when candidate <> all (taken);
    candidate := base || '_' || n;
  end loop;
  return candidate;
end;
$$;
comment on function engine.free_key is 'A safe key that is not taken, made from any text; emoji and other scripts become scope_2 and so on.';

create function engine.define_new_scopes(new_scopes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  scope jsonb;
begin
  if jsonb_typeof(coalesce(new_scopes, '[]')) <> 'array' then
    perform engine.refuse('invalid_document', 'New scopes come as a list', errcode => '22023');
  end if;
  for scope in select * from jsonb_array_elements(new_scopes) loop
    if not coalesce(scope ->> 'key' ~ '^[a-z][a-z0-9_]{0,39}$', false) then
      perform engine.refuse('invalid_name', 'A key has up to 40 small letters, digits and _', '{"field": "key"}');
    elsif exists (select from config.scopes as s where s.key = scope ->> 'key') then
      perform engine.refuse(
        'scope_exists', 'There is a scope of this name already', jsonb_build_object('scope', scope -> 'key')
      );
    end if;
    perform engine.require_label(scope -> 'label');
    perform engine.check_condition(scope -> 'condition');
    perform engine.define_scope(scope ->> 'key', scope -> 'label', scope -> 'condition');
  end loop;
end;
$$;
comment on function engine.define_new_scopes is
  'Adds the scopes that came with a document. Reasons scope_exists, invalid_name, invalid_label, invalid_condition.';

create function engine.roles_of_scope(scope_id uuid)
returns setof config.roles
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select r.* from config.roles as r
  where exists (
    select from config.permissions as p where p.role_id = r.id and p.scope_id = roles_of_scope.scope_id
  )
  order by r.rank, r.key;
$$;
comment on function engine.roles_of_scope is 'Roles whose rows depend on a scope.';

-- Whoever changes a scope changes every role that uses it.
create function engine.require_scope(scope_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if not exists (select from config.scopes as s where s.id = scope_id) then
    perform engine.refuse('unknown_scope', 'This scope does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_reach(r.rank, r.may_configure) from engine.roles_of_scope(scope_id) as r;
end;
$$;
comment on function engine.require_scope is
  'Refuses a scope that is gone (unknown_scope, 404) or used by a role beyond the caller (above_own_rank, right_not_held).';

create function engine.write_scope(scope_id uuid, condition jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.check_condition(condition);
  update config.scopes as s set condition = write_scope.condition where s.id = write_scope.scope_id;
  perform engine.check_condition_on(r.key, e.name, condition)
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.scope_id = write_scope.scope_id;
end;
$$;
comment on function engine.write_scope is 'Gives a scope another condition that fits wherever it is used. Reason invalid_condition.';

create function engine.save_scope(scope_id uuid, label jsonb, condition jsonb, note text)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  saved_id uuid := scope_id;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_label(label);
  if saved_id is null then
    perform engine.check_condition(condition);
    insert into config.scopes (key, label, condition)
    values (
      engine.free_key(label ->> 'en', 'scope', array(select s.key::text from config.scopes as s)), label, condition
    )
    returning id into saved_id;
  else
    perform engine.require_scope(saved_id);
    perform engine.write_scope(saved_id, condition);
    update config.scopes as s set label = save_scope.label where s.id = saved_id;
    perform engine.publish_roles(array(select r.key::text from engine.roles_of_scope(saved_id) as r));
  end if;
  perform engine.record_version(note);
  return saved_id;
end;
$$;
comment on function engine.save_scope is 'The work behind config.save_scope.';

create function engine.role_ids_of_scope(scope_id uuid)
returns uuid[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(select r.id from engine.roles_of_scope(scope_id) as r);
$$;
comment on function engine.role_ids_of_scope is 'Ids of the roles whose rows depend on a scope.';

create function config.review_scope(scope_id uuid, condition jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  role_ids constant uuid[] := engine.role_ids_of_scope(scope_id);
  before constant jsonb := engine.role_states(role_ids);
  after jsonb;
begin
  perform engine.require_right('roles');
  perform engine.require_scope(scope_id);
  begin
    perform engine.write_scope(scope_id, condition);
    after := engine.role_states(role_ids);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_changes(role_ids, before, after);
end;
$$;
comment on function config.review_scope is
  'What another condition would change for every role that uses the scope, as config.review_role. Changes nothing.';

create function config.delete_scope(scope_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  doomed config.scopes;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_scope(scope_id);
  select s.* into doomed from config.scopes as s where s.id = delete_scope.scope_id;
  if engine.scope_uses(scope_id) <> '[]' then
    perform engine.refuse(
      'scope_in_use', 'Roles still use this scope', jsonb_build_object('used_by', engine.scope_uses(scope_id))
    );
  end if;
  delete from config.scopes as s where s.id = delete_scope.scope_id;
  perform engine.record_version(format('Deleted scope %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_scope is 'Deletes a scope that nothing uses. Reasons scope_in_use (with the cells), unknown_scope.';

-- supabase/schemas/58_role_save.sql
-- Saving a role: one transaction that writes configuration, compiles it, checks it and keeps a version.

create table config.versions (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  author_id uuid references config.members (id) on delete set null,
  author_name text,
  note text not null default '',
  steps jsonb not null default '[]',
  document jsonb not null
);
comment on column config.versions.steps is 'What a publish of fields and entities did, as config.plan() tells it.';
comment on table config.versions is 'The configuration after each publish; any of them can be restored.';
create index versions_author_id_idx on config.versions (author_id);
alter table config.versions enable row level security;

create function engine.configuration_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(engine.role_document(r.id) order by r.rank, r.key), '[]') from config.roles as r),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition) order by s.key), '[]')
      from config.scopes as s
    ),
    'forms', engine.forms_document(),
    'views', engine.views_document()
  );
$$;
comment on function engine.configuration_document is 'Roles, scopes, forms and shared views as one document, in a stable order.';

create function engine.record_version(note text)
returns bigint
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  insert into config.versions (author_id, author_name, note, document)
  select engine.member_id(), (select m.name from config.members as m where m.id = engine.member_id()),
    coalesce(record_version.note, ''), engine.configuration_document()
  returning id;
$$;
comment on function engine.record_version is 'Keeps the configuration as it is now; returns the number of the version.';

create function engine.require_document(role_id uuid, document jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  edited config.roles;
begin
  select r.* into edited from config.roles as r where r.id = require_document.role_id;
  if not found then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  elsif jsonb_typeof(document -> 'permissions') is distinct from 'array' then
    perform engine.refuse('invalid_document', 'A role document needs a list of permissions', errcode => '22023');
  elsif document ? 'version'
    and document ->> 'version' <> engine.document_version(engine.role_document(role_id))
  then
    perform engine.refuse(
      'changed_meanwhile', 'Somebody else changed this role; look at it again', errcode => 'PT409'
    );
  end if;
  perform engine.require_reach(least(edited.rank, coalesce((document ->> 'rank')::integer, edited.rank)),
    edited.may_configure || engine.text_array(document -> 'may_configure'));
end;
$$;
comment on function engine.require_document is
  'Refuses a document for a role that is gone, above the caller, beyond his rights, or changed by somebody else.';

create function engine.save_role(role_id uuid, document jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  saved_key text;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_document(role_id, document);
  perform engine.write_role(role_id, document);
  select r.key into saved_key from config.roles as r where r.id = role_id;
  perform engine.publish_roles(array[saved_key]);
  return engine.record_version(note);
end;
$$;
comment on function engine.save_role is 'The work behind config.save_role.';

create function engine.create_role(label jsonb, copy_of uuid)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  new_id uuid;
  new_key text;
  source config.roles;
begin
  perform engine.require_right('roles');
  perform engine.require_label(label);
  perform engine.lock_configuration();
  select r.* into source from config.roles as r where r.id = copy_of;
  if copy_of is not null then
    perform engine.require_document(copy_of, engine.role_document(copy_of));
  end if;
  new_key := engine.free_role_key(label ->> 'en');
  insert into config.roles (key, label, rank)
  values (new_key, label, coalesce(source.rank, 50))
  returning id into new_id;
  if copy_of is not null then
    perform engine.write_role(new_id, engine.role_document(copy_of) - 'label');
  end if;
  perform engine.publish_roles(array[new_key]);
  perform engine.record_version(format('Created role %s', label ->> 'en'));
  return new_id;
end;
$$;
comment on function engine.create_role is 'The work behind config.create_role.';

create function engine.free_role_key(name text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.free_key(name, 'role', array(
    select r.key::text from config.roles as r
    union
    select substr(g.rolname, 4) from pg_catalog.pg_roles as g where g.rolname like 'bo\_%'
  ));
$$;
comment on function engine.free_role_key is 'A safe key for a role that neither a role nor a Postgres role has.';

create function config.delete_role(role_id uuid, reassign_to uuid default null)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  doomed config.roles;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_document(role_id, engine.role_document(role_id));
  select r.* into doomed from config.roles as r where r.id = role_id;
  if reassign_to is not null then
    perform engine.require_document(reassign_to, engine.role_document(reassign_to));
    insert into config.member_roles (member_id, role_id)
    select mr.member_id, reassign_to from config.member_roles as mr where mr.role_id = delete_role.role_id
    on conflict do nothing;
  elsif exists (select from config.member_roles as mr where mr.role_id = delete_role.role_id) then
    perform engine.refuse('role_in_use', 'Members still hold this role: choose the role they get instead');
  end if;
  delete from config.roles as r where r.id = delete_role.role_id;
  perform engine.drop_postgres_role(doomed.key);
  perform engine.record_version(format('Deleted role %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_role is
  'Deletes a role and its Postgres role; its members get the other one. Reasons role_in_use, last_admin.';

create function engine.drop_postgres_role(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.lock_tables(array(
    select c.table_name from engine.compiled_policies as c where c.role_key = drop_postgres_role.role_key
  ));
  delete from engine.compiled_policies as c where c.role_key = drop_postgres_role.role_key;
  perform engine.compile_rule(r) from engine.changed_rules(array[role_key]) as r;
  execute engine.membership_sql(engine.role_name(role_key), current_user, true);
  execute format('drop owned by %I', engine.role_name(role_key));
  execute format('drop role %I', engine.role_name(role_key));
end;
$$;
comment on function engine.drop_postgres_role is 'Removes bo_<key> with all grants and policies.';

-- supabase/schemas/59_roles_page.sql
-- What the role pages show, whatever the admin himself may read: who configures need not read.

create function engine.configurable_entities()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with fields as (
    select f.entity_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'name', f.described -> 'name', 'label', f.described -> 'label', 'type', f.described -> 'type',
      'is_generated', f.described -> 'isGenerated', 'is_read_only', f.described -> 'isReadOnly',
      'is_hidden', f.described -> 'isHidden', 'options', f.described -> 'options',
      'relation', f.described -> 'relation'
    )) order by f.position) as list
    from engine.described_fields(null) as f
    -- The search companion of a field comes and goes with it.
    where f.described ->> 'name' !~ '_grams$'
    group by f.entity_id
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'name', e.name, 'label', coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name)),
    'group', e.group_key, 'position', e.position, 'fields', fields.list
  ) order by e.position, e.name), '[]')
  from config.entities as e
  join fields on fields.entity_id = e.id
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0;
$$;
comment on function engine.configurable_entities is 'All entities with all their fields, for those who give rights to them.';

create function engine.scope_uses(scope_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(jsonb_build_object('role', r.key, 'entity', e.name, 'action', p.action)
    order by r.rank, r.key, e.name, p.action), '[]')
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id
  where p.scope_id = scope_uses.scope_id;
$$;
comment on function engine.scope_uses is 'Where a scope is used: role, entity, action.';

create function engine.role_row_json(role config.roles)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'id', role.id, 'key', role.key, 'label', role.label, 'rank', role.rank, 'requires_mfa', role.requires_mfa,
    'can_view_as', role.can_view_as, 'may_configure', role.may_configure, 'is_active', role.is_active,
    'members', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name), '[]')
      from config.member_roles as mr join config.members as m on m.id = mr.member_id
      where mr.role_id = role.id
    ),
    'entities', (
      select coalesce(jsonb_agg(e.name order by e.position, e.name), '[]')
      from config.permissions as p join config.entities as e on e.id = p.entity_id
      where p.role_id = role.id and p.action = 'read'
    ),
    'operations', (select count(*) from config.role_operations as ro where ro.role_id = role.id)
  );
$$;
comment on function engine.role_row_json is 'A role with its members and what it reaches, for the list of roles.';

create function config.roles_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(engine.role_row_json(r) order by r.rank, r.key), '[]') from config.roles as r),
    'entities', engine.configurable_entities(),
    'operations', engine.operations_json(null),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'label', v.label, 'entity', e.name) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    ),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'key', s.key, 'label', s.label, 'condition', s.condition, 'used_by', engine.scope_uses(s.id)
      ) order by s.key), '[]')
      from config.scopes as s
    )
  );
end;
$$;
comment on function config.roles_page is
  'Roles, all entities and fields, operations, variables and scopes. Needs the right roles, not the right to read.';

-- supabase/schemas/60_membership.sql
-- Letting people in. The first admin is made by the operator, never by whoever signs up first.

create function engine.role_ids(role_keys text[])
returns setof uuid
language plpgsql stable security definer set search_path = '' -- reads config.roles
as $$
declare
  role_key text;
begin
  foreach role_key in array role_keys loop
    return query select r.id from config.roles as r where r.key = role_key;
    if not found then
      perform engine.refuse('unknown_role', format('There is no role %s', role_key), '{"field": "roles"}');
    end if;
  end loop;
end;
$$;
comment on function engine.role_ids is 'Ids of roles by key. Reason unknown_role.';

create function engine.add_member(
  user_id uuid, name text, role_keys text[], must_change_password boolean default true
)
returns uuid
language plpgsql volatile security definer set search_path = '' -- called by the service alone
as $$
declare
  login record;
  new_member_id uuid;
begin
  select u.email, u.encrypted_password into login from auth.users as u where u.id = add_member.user_id;
  if not found then
    perform engine.refuse('unknown_user', 'There is no user with this id');
  end if;
  insert into config.members (user_id, name, email, initial_password_digest)
  values (
    add_member.user_id, add_member.name, login.email,
    case when must_change_password then engine.password_digest(login.encrypted_password) end
  )
  returning id into new_member_id;
  insert into config.member_roles (member_id, role_id)
  select new_member_id, r.id from engine.role_ids(role_keys) as r (id);
  return new_member_id;
end;
$$;
comment on function engine.add_member is
  'Makes a user of auth.users a member with these roles; returns the member''s id. Reasons unknown_user, unknown_role.';

create function engine.bootstrap_admin(user_id uuid, name text)
returns uuid
language plpgsql volatile security definer set search_path = '' -- called by the operator alone
as $$
declare
  admin_key text;
begin
  perform pg_advisory_xact_lock(hashtext('engine.keep_an_admin'));
  if engine.admin_count() > 0 then
    perform engine.refuse('admin_exists', 'There is an admin already; ask him to add you', errcode => '42501');
  end if;
  select r.key into admin_key from config.roles as r
  where r.may_configure @> array['members', 'roles'] and r.is_active
  order by r.rank, r.key limit 1;
  if not found then
    perform engine.refuse('no_admin_role', 'No role may configure members and roles');
  end if;
  return engine.add_member(user_id, name, array[admin_key], must_change_password => false);
end;
$$;
comment on function engine.bootstrap_admin is
  'Makes the first admin; refuses when an active one exists (admin_exists). For the operator''s command only.';

grant execute on function
  engine.add_member(uuid, text, text[], boolean), engine.bootstrap_admin(uuid, text)
to service_role;

-- supabase/schemas/61_jobs.sql
-- Work that runs by itself. On Supabase pg_cron calls it each minute; the local server has a timer.

create table engine.jobs (
  key engine.identifier primary key,
  routine text not null,
  every interval not null constraint interval_is_positive check (every > interval '0'),
  next_run_at timestamptz not null default now(),
  last_error text,
  last_run_at timestamptz
);
comment on table engine.jobs is 'Functions without arguments that run again and again; the app adds its own.';
alter table engine.jobs enable row level security;
insert into engine.jobs (key, routine, every)
values ('seal_audit', 'engine.seal_audit_log()', '1 minute');

create function engine.seal_audit_log()
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.seal_audit();
$$;
comment on function engine.seal_audit_log is 'One round of sealing, as a job.';

create function engine.run_due_jobs()
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  job engine.jobs;
  problem text;
  runs integer := 0;
begin
  for job in
    select j.* from engine.jobs as j where j.next_run_at <= now() order by j.next_run_at for update skip locked
  loop
    problem := null;
    begin
      execute format('select %s', job.routine::regprocedure::regproc || '()');
    exception when others then
      problem := sqlerrm; -- one failing job must not keep the others from running
    end;
    update engine.jobs as j
    set last_run_at = clock_timestamp(), last_error = problem, next_run_at = clock_timestamp() + j.every
    where j.key = job.key;
    runs := runs + 1;
  end loop;
  return runs;
end;
$$;
comment on function engine.run_due_jobs is 'Runs every job that is due; returns how many. A failure is kept in last_error.';

do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron with schema pg_catalog;
    perform cron.schedule('kontor_jobs', '* * * * *', 'select engine.run_due_jobs()');
  end if;
end;
$$;

-- supabase/schemas/61_login_grants.sql
-- What a login for reporting holds: SELECT on the columns of its role, the helpers of row conditions, nothing else.

create function engine.login_is_alive()
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config and auth
as $$
  select exists (
    select from config.logins as l
    join config.members as m on m.id = l.member_id and m.is_active
    join config.roles as r on r.id = l.role_id and r.is_active and not r.requires_mfa
    join config.member_roles as mr on mr.member_id = m.id and mr.role_id = r.id
    join auth.users as u on u.id = m.user_id and u.deleted_at is null
    where l.login = session_user and l.expires_at > now() and (u.banned_until is null or u.banned_until <= now())
  );
$$;
comment on function engine.login_is_alive is
  'Whether the login asking is not expired and its member may still act in its role, without a second step.';

create view engine.login_grant_gaps with (security_invoker = true) as
with wanted as (
  select l.login, c.table_name, 'SELECT' as privilege, c.column_name
  from config.logins as l
  join config.roles as r on r.id = l.role_id
  join engine.permitted_columns as c on c.role_key = r.key and c.action = 'read'
  where to_regrole(l.login) is not null
), actual as (
  select l.login, t.relname::text as table_name, acl.privilege_type as privilege, a.attname::text as column_name
  from config.logins as l
  join pg_catalog.pg_roles as g on g.rolname = l.login
  join pg_catalog.pg_class as t on t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v', 'm')
  join pg_catalog.pg_attribute as a on a.attrelid = t.oid and a.attacl is not null and not a.attisdropped
  join lateral aclexplode(a.attacl) as acl on acl.grantee = g.oid
  union all
  select l.login, t.relname::text, acl.privilege_type, null
  from config.logins as l
  join pg_catalog.pg_roles as g on g.rolname = l.login
  join pg_catalog.pg_class as t on t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'v', 'm')
  join lateral aclexplode(t.relacl) as acl on acl.grantee = g.oid
)
select r.key as role_key, gaps.*
from (
  select 'login_extra_grant' as problem, excess.* from (table actual except table wanted) as excess
  union all
  select 'login_missing_grant', missing.* from (table wanted except table actual) as missing
) as gaps
join config.logins as l on l.login = gaps.login
join config.roles as r on r.id = l.role_id;
comment on view engine.login_grant_gaps is 'Where the privileges of logins differ from the read rights of their roles.';

create function engine.login_statements(role_key text)
returns setof text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  -- Most roles have none, and to compare the grants of none takes as long as to compare those of many.
  if not exists (
    select from config.logins as l join config.roles as r on r.id = l.role_id and r.key = login_statements.role_key
  ) then
    return;
  end if;
  return query
  select format(
    '%s %s%s on public.%I %s %I', case g.problem when 'login_extra_grant' then 'revoke' else 'grant' end, g.privilege,
    coalesce(' (' || string_agg(quote_ident(g.column_name), ', ' order by g.column_name) || ')', ''), g.table_name,
    case g.problem when 'login_extra_grant' then 'from' else 'to' end, g.login
  )
  from engine.login_grant_gaps as g
  where g.role_key = login_statements.role_key
  group by g.problem, g.privilege, g.table_name, g.login, g.column_name is null
  union all
  select format('grant execute on function %s to %I', helper, l.login)
  from config.logins as l
  join config.roles as r on r.id = l.role_id and r.key = login_statements.role_key
  join pg_catalog.pg_roles as g on g.rolname = l.login
  cross join unnest(array[
    'engine.member_id()', 'engine.member_ids(text)', 'engine.today()', 'engine.login_is_alive()'
  ]::regprocedure[]) as helper
  where not has_function_privilege(g.oid, helper, 'execute');
end;
$$;
comment on function engine.login_statements is 'GRANT and REVOKE statements that bring the logins of a role to its read rights.';

-- supabase/schemas/62_verify.sql
-- Does the catalog do what the configuration says? Run on every publish; one surprise blocks it.

create view engine.wrong_memberships with (security_invoker = true) as
select r.key as role_key, g.rolname::text as role_name
from config.roles as r
join pg_catalog.pg_roles as g on g.rolname = engine.role_name(r.key)
where g.rolcanlogin or g.rolinherit or g.rolsuper or g.rolbypassrls
  or exists (select from pg_catalog.pg_auth_members as m where m.member = g.oid)
  or not pg_has_role('authenticator', g.oid, 'member');
comment on view engine.wrong_memberships is 'App roles that may log in, inherit from others, or cannot be switched to.';

create view engine.mismatches with (security_invoker = true) as
-- A right that is configured but not granted, or granted but not configured.
select w.role_key, 'missing_grant' as problem, w.table_name, w.privilege, w.column_name as object
from (select * from engine.wanted_grants except select * from engine.actual_grants) as w
union all
select a.role_key, 'extra_grant', a.table_name, a.privilege, a.column_name
from (select * from engine.actual_grants except select * from engine.wanted_grants) as a
union all
select w.role_key, 'missing_grant', null, 'EXECUTE', w.routine::text
from (select * from engine.wanted_executions except select * from engine.actual_executions) as w
union all
select a.role_key, 'extra_grant', null, 'EXECUTE', a.routine::text
from (select * from engine.actual_executions except select * from engine.wanted_executions) as a
union all
select c.role_key, case when t.text is null then 'missing_policy' else 'changed_policy' end,
  c.table_name, null, c.policy_name
from engine.compiled_policies as c
cross join lateral (select engine.policy_text(c.table_name, c.policy_name)) as t (text)
where t.text is distinct from c.deparsed
union all
select w.role_key, 'missing_policy', w.table_name, null, w.policy_name
from engine.wanted_policies as w
left join engine.compiled_policies as c using (table_name, policy_name)
where c.source is distinct from w.source
union all
select c.role_key, case when t.text is null then 'missing_rule' else 'changed_rule' end, c.table_name, null, c.trigger_name
from engine.compiled_rules as c
cross join lateral (select engine.rule_text(c.table_name, c.trigger_name)) as t (text)
where t.text is distinct from c.deparsed
union all
select w.role_key, 'missing_rule', w.table_name, null, w.trigger_name
from engine.wanted_rules as w
left join engine.compiled_rules as c using (table_name, trigger_name)
where c.source is distinct from w.source
union all
select g.role_key, g.problem, g.table_name, g.privilege, concat_ws('.', g.login, g.column_name)
from engine.login_grant_gaps as g
union all
-- A scope that does not fit its entity any more: without its column there is no policy either.
select r.key, 'broken_scope', e.name, null, s.key
from config.permissions as p
join config.scopes as s on s.id = p.scope_id
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
where engine.fitting_policy_sql(e.name, s.condition) is null
union all
-- A policy that nobody compiled, on a table that the app shows.
select null, 'foreign_policy', e.name, null, p.polname::text
from config.entities as e
join pg_catalog.pg_policy as p on p.polrelid = to_regclass(format('public.%I', e.name))
where not exists (
  select from engine.compiled_policies as c where c.table_name = e.name and c.policy_name = p.polname
)
union all
select null, 'row_security_off', e.name, null, null
from config.entities as e
join pg_catalog.pg_class as t on t.oid = to_regclass(format('public.%I', e.name))
where not t.relrowsecurity
union all
select null, 'missing_trigger', e.name, null, wanted.name
from config.entities as e
join engine.keys as k on k.table_name = e.name
cross join lateral (
  select 'entity__touch' where k.version_field is not null
  union all
  select 'entity__audit_' || event from unnest(array['insert', 'update', 'delete']) as event where e.is_audited
  union all
  select 'entity__live_' || event from unnest(array['insert', 'update', 'delete']) as event
) as wanted (name)
where not exists (
  select from pg_catalog.pg_trigger as t
  where t.tgrelid = to_regclass(format('public.%I', e.name)) and t.tgname = wanted.name and t.tgenabled = 'O'
)
union all
select null, 'unknown_column', c.table_name, null, c.column_name
from engine.columns as c
join config.entities as e on e.name = c.table_name
where not exists (select from config.fields as f where f.entity_id = e.id and f.name = c.column_name)
  and not exists (select from config.trash as t where t.entity_name = c.table_name and t.field_name = c.column_name)
union all
select null, 'missing_column', e.name, null, f.name
from config.fields as f
join config.entities as e on e.id = f.entity_id
where not exists (select from engine.columns as c where c.table_name = e.name and c.column_name = f.name)
union all
select w.role_key, 'wrong_membership', null, null, w.role_name from engine.wrong_memberships as w;
comment on view engine.mismatches is
  'Everything in the catalog that differs from the configuration: grants, policies, row security, triggers, columns, memberships.';

create function config.restore_configuration()
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
set lock_timeout = '2s'
as $$
declare
  found_mismatch record;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  for found_mismatch in
    select m.problem, m.table_name, m.object, e.is_audited
    from engine.mismatches as m left join config.entities as e on e.name = m.table_name
    where m.role_key is null
  loop
    case found_mismatch.problem
      when 'foreign_policy' then
        execute format('drop policy if exists %I on public.%I', found_mismatch.object, found_mismatch.table_name);
      when 'row_security_off' then
        execute format('alter table public.%I enable row level security', found_mismatch.table_name);
      when 'missing_rule', 'changed_rule' then null; -- put back below
      when 'missing_trigger' then
        perform engine.attach_triggers(found_mismatch.table_name, found_mismatch.is_audited);
      else
        perform engine.adopt_fields(engine.entity_id(found_mismatch.table_name), found_mismatch.table_name);
    end case;
  end loop;
  perform engine.sync_roles();
end;
$$;
comment on function config.restore_configuration is
  'Puts back what was changed behind the configuration; new columns become fields that nobody sees yet.';

-- supabase/schemas/63_explain.sql
-- Why can this member not see or edit this? The first thing that stands in the way, in data that the app puts into words.

create function engine.holds_for(table_name text, record_id text, condition_sql text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks at a row that the asked-for member may not see
as $$
declare
  holds boolean;
begin
  execute format(
    'select %s from public.%I as t where t.%I::text = $1', condition_sql, table_name, engine.primary_key(table_name)
  ) into holds using record_id;
  return coalesce(holds, false);
end;
$$;
comment on function engine.holds_for is 'Whether a compiled condition over alias t holds for one record; false without the record.';

-- Named as people see it, also where the reader may not read the fields on the way.
create function engine.path_label(table_name text, path text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  step text;
  step_label jsonb;
  whole jsonb;
begin
  foreach step in array string_to_array(path, '.') loop
    select coalesce(f.label::jsonb, l.label) into step_label
    from engine.columns as c
    join config.entities as e on e.name = c.table_name
    join config.fields as f on f.entity_id = e.id and f.name = c.column_name
    left join engine.labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
    where c.table_name = path_label.table_name and c.column_name = step;
    step_label := coalesce(step_label, engine.label_of_name(step));
    whole := case when whole is null then step_label else jsonb_build_object(
      'en', (whole ->> 'en') || ' › ' || (step_label ->> 'en'),
      'zh-CN', (whole ->> 'zh-CN') || ' › ' || (step_label ->> 'zh-CN')
    ) end;
    select k.target_table into table_name from engine.foreign_keys as k
    where k.table_name = path_label.table_name and k.column_name = step limit 1;
  end loop;
  return whole;
end;
$$;
comment on function engine.path_label is 'Label of a field path such as order_id.channel_id: "Order › Channel".';

create function engine.explain_condition(role_key text, table_name text, record_id text, node jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- looks at a row that the asked-for member may not see
as $$
declare
  parts jsonb;
  group_key constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
begin
  if group_key is not null then
    select jsonb_agg(engine.explain_condition(role_key, table_name, record_id, part)) into parts
    from jsonb_array_elements(node -> group_key) as part;
    node := jsonb_build_object(group_key, coalesce(parts, '[]'));
  elsif node ? 'not' then
    node := jsonb_build_object('not', engine.explain_condition(role_key, table_name, record_id, node -> 'not'));
  elsif node ? 'field' then
    node := node || jsonb_strip_nulls(jsonb_build_object(
      'label', engine.path_label(table_name, node ->> 'field'),
      'variableLabel', (select v.label from config.variables as v where v.key = node ->> 'variable')
    ));
  end if;
  return node || jsonb_build_object('holds', engine.holds_for(
    table_name, record_id, engine.condition_sql(table_name, 't', node, 1, role_key)
  ));
end;
$$;
comment on function engine.explain_condition is
  'The condition tree with `holds` at every node, for one record, and labels for fields and variables.';

create function engine.member_obstacle(member_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- reads auth and config
as $$
  select case
    when m.user_id is null then jsonb_build_object('reason', 'no_login')
    when not m.is_active then jsonb_build_object('reason', 'member_inactive')
    when u.banned_until > now() then jsonb_build_object('reason', 'user_banned')
    when m.initial_password_digest = engine.password_digest(u.encrypted_password)
      then jsonb_build_object('reason', 'password_change_required')
    when r.id is null then jsonb_build_object('reason', 'no_active_role')
    when r.requires_mfa and not exists (
      select from auth.mfa_factors as f where f.user_id = m.user_id and f.status = 'verified'
    ) then jsonb_build_object('reason', 'mfa_required', 'role', r.label)
  end
  from config.members as m
  left join auth.users as u on u.id = m.user_id
  left join config.roles as r on r.id = engine.active_role_id(m.id)
  where m.id = member_obstacle.member_id;
$$;
comment on function engine.member_obstacle is 'What keeps a member from working at all; null when nothing does.';

create function engine.is_fixed_field(entity text, field text)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select exists (
    select from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as c on c.table_name = e.name and c.column_name = f.name
    where e.name = is_fixed_field.entity and f.name = field and (f.is_read_only or c.is_generated)
  );
$$;
comment on function engine.is_fixed_field is 'Whether a field is written by the database alone, whatever a role may do.';

-- Which part is true would tell a field of a record that the asker may not see.
create function engine.without_truth(node jsonb)
returns jsonb
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  group_key constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
begin
  if group_key is null then
    return node - 'holds';
  end if;
  return (node - 'holds') || jsonb_build_object(group_key, coalesce((
    select jsonb_agg(engine.without_truth(part) order by position)
    from jsonb_array_elements(node -> group_key) with ordinality as parts (part, position)
  ), '[]'));
end;
$$;
comment on function engine.without_truth is 'An explained condition in which no part says whether it holds.';

create function config.explain(
  member_id uuid, entity text, action text, record_id text default null, field text default null
)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads auth, config and the row
as $$
declare
  own_key text;
  own_label jsonb;
  permission record;
  explained jsonb;
  obstacle jsonb;
begin
  if member_id is distinct from engine.member_id() then
    perform engine.require_right('roles');
  end if;
  obstacle := engine.member_obstacle(member_id);
  if obstacle is not null then
    return obstacle || jsonb_build_object('allowed', false);
  end if;
  select r.key, r.label into own_key, own_label from config.roles as r where r.id = engine.active_role_id(member_id);
  select p.id, s.condition, s.label as scope_label into permission
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = own_key
  join config.entities as e on e.id = p.entity_id and e.name = explain.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = explain.action;
  if not found then
    return jsonb_build_object('allowed', false, 'reason', 'action_not_granted', 'role', own_label);
  elsif action in ('create', 'update') and engine.is_fixed_field(entity, field) then
    return jsonb_build_object('allowed', false, 'reason', 'field_read_only', 'role', own_label, 'field', field);
  elsif field is not null and not exists (
    select from engine.permitted_columns_of(array[explain.entity], array[own_key]) as c
    where c.action = explain.action and c.column_name = explain.field
  ) then
    return jsonb_build_object('allowed', false, 'reason', 'field_not_granted', 'role', own_label, 'field', field);
  elsif record_id is null or permission.condition is null then
    return jsonb_build_object('allowed', true, 'role', own_label);
  end if;
  explained := engine.explain_as(member_id, own_key, entity, record_id, permission.condition);
  return jsonb_build_object(
    'allowed', explained -> 'holds', 'role', own_label, 'scope', permission.scope_label,
    'condition', case when engine.may_configure('roles') then explained else engine.without_truth(explained) end
  ) || case when (explained -> 'holds')::boolean then '{}'::jsonb else '{"reason": "outside_scope"}'::jsonb end;
end;
$$;
comment on function config.explain is
  'Whether a member may do this to a record (and field), and if not, why: reason, role, scope and condition. For oneself,
or with the right roles, which also shows the truth of each part.';

create function engine.explain_as(member_id uuid, role_key text, entity text, record_id text, condition jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- evaluates the condition as another member
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  explained jsonb;
begin
  perform set_config('request.jwt.claims', (
    select jsonb_build_object('sub', m.user_id)::text from config.members as m where m.id = explain_as.member_id
  ), true);
  explained := engine.explain_condition(role_key, entity, record_id, condition);
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  return explained;
end;
$$;
comment on function engine.explain_as is 'engine.explain_condition with variables such as me resolved for another member.';

-- supabase/schemas/64_history.sql
-- Reading the log. Whoever may not read a column does not find it in history either.

create function engine.readable_values(table_name text, changes jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
  select jsonb_object_agg(change.key, change.value)
  from jsonb_each(changes) as change
  join engine.columns as c on c.table_name = readable_values.table_name and c.column_name = change.key
  where has_column_privilege(current_setting('role'), c.table_oid, c.column_number, 'select');
$$;
comment on function engine.readable_values is 'The part of an entry''s values that the caller''s role may read.';

create function engine.entry_json(entry engine.audit_entries)
returns jsonb
language sql stable security definer set search_path = '' -- reads the log
as $$
  select jsonb_build_object(
    'id', entry.id, 'at', entry.at, 'transaction', entry.transaction_id::text, 'member', entry.member_id,
    'memberName', entry.member_name, 'role', entry.role_key,
    'roleLabel', (select r.label from config.roles as r where r.key = entry.role_key),
    'request', entry.request, 'batch', entry.batch_id, 'entity', entry.table_name, 'record', entry.record_id, 'action', entry.action,
    'old', case when entry.table_name like 'config.%' then entry.old_values
      else engine.readable_values(entry.table_name, entry.old_values) end,
    'new', case when entry.table_name like 'config.%' then entry.new_values
      else engine.readable_values(entry.table_name, entry.new_values) end
  );
$$;
comment on function engine.entry_json is 'An entry as the caller''s role may see it.';

create function engine.history_of(entity text, record_id text, before_id bigint, entry_limit integer)
returns jsonb
language sql stable security definer set search_path = '' -- reads the log
as $$
  select coalesce(jsonb_agg(engine.entry_json(e) order by e.id desc), '[]')
  from (
    select e.* from engine.audit_entries as e
    where e.table_name = entity and e.record_id = history_of.record_id and e.id < coalesce(before_id, e.id + 1)
    order by e.id desc
    limit least(entry_limit, 200)
  ) as e;
$$;
comment on function engine.history_of is 'Entries of one record, newest first.';

-- Invoker: only who sees the record sees its history.
create function config.record_history(entity text, record_id text, before_id bigint default null, entry_limit integer default 50)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  is_visible boolean;
begin
  execute format(
    'select exists (select from public.%I as t where t.%I::text = $1)', entity, engine.key_of_entity(entity)
  ) into is_visible using record_id;
  if not is_visible then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  end if;
  return engine.history_of(entity, record_id, before_id, entry_limit);
end;
$$;
comment on function config.record_history is 'History of a record that the caller sees, newest first, without fields that he may not read.';

create function engine.key_of_entity(entity text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return engine.primary_key((select e.name from config.entities as e where e.id = engine.entity_id(entity)));
end;
$$;
comment on function engine.key_of_entity is 'Key column of an entity. Reason unknown_entity.';

create function config.audit_log(
  entity text default null, member_id uuid default null, action text default null, since timestamptz default null,
  until timestamptz default null, before_id bigint default null, entry_limit integer default 100
)
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads the log
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(engine.entry_json(e) order by e.id desc), '[]')
    from (
      select e.* from engine.audit_entries as e
      where (audit_log.entity is null or e.table_name = audit_log.entity)
        and (audit_log.member_id is null or e.member_id = audit_log.member_id)
        and (audit_log.action is null or e.action = audit_log.action)
        and (since is null or e.at >= since) and (until is null or e.at < until)
        and (before_id is null or e.id < before_id)
      order by e.id desc
      limit least(entry_limit, 500)
    ) as e
  );
end;
$$;
comment on function config.audit_log is 'Entries by entity, member, action and time, newest first. Needs the right roles.';

create function config.verify_audit()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads the log
as $$
begin
  perform engine.require_right('roles');
  return jsonb_build_object(
    'sealed', (select count(*) from engine.audit_seals),
    'entries', (select count(*) from engine.audit_entries),
    'firstAltered', engine.first_altered_audit_entry()
  );
end;
$$;
comment on function config.verify_audit is 'Checks the hash chain: entries, sealed entries, first altered entry or null.';

-- Invoker: the caller's own rights decide whether he may write the old value back.
create function config.revert_change(entry_id bigint, fields text[] default null)
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  change record;
  reverted integer;
begin
  select * into change from engine.revertible(entry_id, fields);
  if change.assignments is null then
    perform engine.refuse('nothing_to_revert', 'There is no earlier value that you may see', errcode => 'PT404');
  end if;
  execute format(
    'update public.%I as t set %s from jsonb_populate_record(null::public.%I, $1) as was where t.%I::text = $2',
    change.entity, change.assignments, change.entity, change.key_column
  ) using change.old_values, change.record_id;
  get diagnostics reverted = row_count;
  if reverted = 0 then
    perform engine.refuse('not_allowed_or_gone', 'This record is gone, or you may not change it', errcode => '42501');
  end if;
  return reverted;
end;
$$;
comment on function config.revert_change is 'Writes the old values of one change (or some fields of it) back, with the caller''s rights.';

create function engine.revertible(entry_id bigint, fields text[])
returns table (entity text, record_id text, key_column text, old_values jsonb, assignments text)
language sql stable security definer set search_path = '' -- reads the log
as $$
  select e.table_name, e.record_id, engine.primary_key(e.table_name), e.old_values, (
    select string_agg(format('%I = was.%I', key, key), ', ')
    from jsonb_object_keys(engine.readable_values(e.table_name, e.old_values)) as key
    where fields is null or key = any (fields)
  )
  from engine.audit_entries as e
  where e.id = entry_id and e.action = 'update' and e.table_name not like 'config.%';
$$;
comment on function engine.revertible is 'What it takes to undo an update: table, key, old values and assignments of readable fields.';

-- supabase/schemas/65_members_page.sql
-- Members as an admin sees and changes them. Logins themselves belong to Supabase Auth: the Edge Function `members`
-- creates and deletes those, and asks here whether it may.

create function engine.member_rank(member_id uuid)
returns integer
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(min(r.rank), 100)
  from config.member_roles as mr join config.roles as r on r.id = mr.role_id
  where mr.member_id = member_rank.member_id;
$$;
comment on function engine.member_rank is 'Rank of the most powerful role of a member; 100 without roles.';

-- Nobody changes his own membership, nor that of somebody above him.
create function engine.require_member_right(member_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('members');
  if not exists (select from config.members as m where m.id = member_id) then
    perform engine.refuse('unknown_member', 'This member does not exist any more', errcode => 'PT404');
  elsif member_id = engine.signed_in_member_id() and engine.current_role_key() is not null then
    perform engine.refuse('own_membership', 'You cannot change your own membership', errcode => '42501');
  end if;
  perform engine.require_reach(engine.member_rank(member_id));
end;
$$;
comment on function engine.require_member_right is
  'Refuses who may not change this member: right_missing, own_membership, above_own_rank (403), unknown_member (404).';

create function engine.require_role_right(role_ids uuid[])
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  given config.roles;
begin
  perform engine.require_right('members');
  for given in select r.* from config.roles as r where r.id = any (role_ids) loop
    perform engine.require_reach(given.rank, given.may_configure);
  end loop;
  if (select count(*) from config.roles as r where r.id = any (role_ids)) <> cardinality(role_ids) then
    perform engine.refuse('unknown_role', 'One of these roles does not exist any more', '{"field": "roles"}', 'PT404');
  end if;
end;
$$;
comment on function engine.require_role_right is 'Refuses to give roles above the caller''s own or with rights that he lacks.';

create function engine.member_json(member config.members)
returns jsonb
language sql stable security definer set search_path = '' -- reads auth and config
as $$
  select jsonb_build_object(
    'id', member.id, 'userId', member.user_id, 'name', member.name, 'email', member.email,
    'isActive', member.is_active, 'isBanned', coalesce(u.banned_until > now(), false),
    'roles', (
      select coalesce(jsonb_agg(mr.role_id), '[]') from config.member_roles as mr where mr.member_id = member.id
    ),
    'activeRole', engine.active_role_id(member.id),
    'values', (
      select coalesce(jsonb_object_agg(v.variable_key, v.ids), '{}')
      from (
        select mv.variable_key, jsonb_agg(mv.record_id order by mv.record_id) as ids
        from config.member_values as mv where mv.member_id = member.id group by mv.variable_key
      ) as v
    ),
    'lastSignInAt', u.last_sign_in_at,
    'hasSecondStep', exists (
      select from auth.mfa_factors as f where f.user_id = member.user_id and f.status = 'verified'
    ),
    'mustChangePassword', coalesce(member.initial_password_digest = engine.password_digest(u.encrypted_password), false),
    'sessions', (
      select count(*) from auth.sessions as s
      where s.user_id = member.user_id and s.created_at >= member.sessions_valid_from
    ),
    'changedAt', greatest(member.updated_at, member.created_at),
    'reviewedAt', member.reviewed_at,
    'reviewedBy', (select r.name from config.members as r where r.id = member.reviewed_by),
    'isReviewOverdue', coalesce(member.reviewed_at, member.created_at) < now() - interval '90 days'
  )
  from (select 1) as always
  left join auth.users as u on u.id = member.user_id;
$$;
comment on function engine.member_json is 'A member as an admin sees him; a review is overdue after 90 days.';

create function config.members_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads auth and config
as $$
begin
  perform engine.require_right('members');
  return jsonb_build_object(
    'members', (select coalesce(jsonb_agg(engine.member_json(m) order by m.name), '[]') from config.members as m),
    'roles', (
      select jsonb_agg(engine.role_json(r) || jsonb_build_object(
        'rank', r.rank, 'canGive', engine.may_give(r)
      ) order by r.rank, r.key) from config.roles as r
    ),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', v.key, 'label', v.label, 'entity', e.name, 'options', engine.record_titles(e.name, e.title_field)
      ) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    )
  );
end;
$$;
comment on function config.members_page is 'All members, the roles and the sets of records that they can be given. Needs the right members.';

create function engine.may_give(role config.roles)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_reach(role.rank, role.may_configure);
  return true;
exception when insufficient_privilege then
  return false;
end;
$$;
comment on function engine.may_give is 'Whether the caller may give this role to somebody.';

create function engine.record_titles(table_name text, title_field text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- only for records that sets are made of
as $$
declare
  titles jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''id'', t.%I, ''title'', t.%I) order by t.%I), ''[]'')
     from (select * from public.%I order by %I limit 500) as t',
    engine.primary_key(table_name), title_field, title_field, table_name, title_field
  ) into titles;
  return titles;
end;
$$;
comment on function engine.record_titles is 'Ids and titles of up to 500 records, for choosing a member''s set.';

-- supabase/schemas/66_member_changes.sql
-- Changes of a membership.

create function engine.set_roles(member_id uuid, role_ids uuid[])
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_role_right(role_ids);
  insert into config.member_roles (member_id, role_id)
  select set_roles.member_id, r from unnest(role_ids) as r
  on conflict do nothing;
  delete from config.member_roles as mr where mr.member_id = set_roles.member_id and mr.role_id <> all (role_ids);
end;
$$;
comment on function engine.set_roles is 'Gives a member exactly these roles.';

create function engine.set_values(member_id uuid, "values" jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  delete from config.member_values as mv
  where mv.member_id = set_values.member_id and set_values."values" ? mv.variable_key
    and not (set_values."values" -> mv.variable_key) @> to_jsonb(mv.record_id);
  insert into config.member_values (member_id, variable_key, record_id)
  select set_values.member_id, v.key, id::bigint
  from jsonb_each(set_values."values") as v, jsonb_array_elements_text(v.value) as id
  on conflict do nothing;
$$;
comment on function engine.set_values is 'Sets a member''s own records per variable; an empty list means all.';

create function config.update_member(member_id uuid, changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  changed config.members;
begin
  perform engine.require_member_right(member_id);
  update config.members as m set
    name = coalesce(changes ->> 'name', m.name),
    is_active = coalesce((changes ->> 'isActive')::boolean, m.is_active)
  where m.id = update_member.member_id;
  if changes ? 'roles' then
    perform engine.set_roles(member_id, engine.text_array(changes -> 'roles')::uuid[]);
  end if;
  if changes ? 'values' then
    perform engine.set_values(member_id, changes -> 'values');
  end if;
  select m.* into changed from config.members as m where m.id = update_member.member_id;
  return engine.member_json(changed);
end;
$$;
comment on function config.update_member is
  'Changes name, isActive, roles (ids) and values of another member; returns him. Reasons own_membership, above_own_rank,
right_not_held, last_admin (403), unknown_member (404).';

create function config.review_member(member_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_member_right(member_id);
  update config.members as m set reviewed_at = now(), reviewed_by = engine.member_id()
  where m.id = review_member.member_id;
end;
$$;
comment on function config.review_member is 'Confirms that a member still needs his rights.';

create function config.end_sessions(member_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if member_id is distinct from engine.signed_in_member_id() then
    perform engine.require_member_right(member_id);
  end if;
  update config.members as m set sessions_valid_from = now() where m.id = end_sessions.member_id;
end;
$$;
comment on function config.end_sessions is 'Refuses every session that a member has now, from the next request on.';

-- What the Edge Function asks, with the caller's own token, before it uses the secret key.
create function config.authorise_member_change(change text, member_id uuid default null, role_ids uuid[] default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads config
as $$
begin
  if change in ('create', 'invite') then
    perform engine.require_role_right(role_ids);
  elsif change in ('delete', 'reset_second_step', 'set_password') then
    perform engine.require_member_right(member_id);
  else
    perform engine.refuse('unknown_change', 'This change is not known', errcode => '22023');
  end if;
  return jsonb_build_object(
    'userId', (select m.user_id from config.members as m where m.id = authorise_member_change.member_id)
  );
end;
$$;
comment on function config.authorise_member_change is
  'Checks whether the caller may create, invite, delete, reset_second_step or set_password; returns the user id.';

create function config.admit_member(user_id uuid, name text, role_ids uuid[], must_change_password boolean)
returns uuid
language plpgsql volatile security definer set search_path = '' -- reads auth.users, writes config
as $$
begin
  perform engine.require_role_right(role_ids);
  return engine.add_member(
    user_id, name, array(select r.key::text from config.roles as r where r.id = any (role_ids)), must_change_password
  );
end;
$$;
comment on function config.admit_member is
  'Makes a login a member with these roles, in the caller''s name; returns the member''s id. Reasons as update_member.';

create function config.require_password_change(member_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- reads auth.users, writes config
as $$
begin
  perform engine.require_member_right(member_id);
  update config.members as m set initial_password_digest = engine.password_digest(u.encrypted_password)
  from auth.users as u
  where m.id = require_password_change.member_id and u.id = m.user_id;
end;
$$;
comment on function config.require_password_change is 'The member must change the password that he has now before he works on.';

-- supabase/schemas/67_sessions.sql
-- Devices on which somebody is signed in. Supabase Auth keeps the sessions; whoever is asked about sees and ends them here.

create function engine.sessions_json(user_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read auth
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', s.id, 'created_at', s.created_at, 'refreshed_at', s.refreshed_at at time zone 'utc',
    'user_agent', s.user_agent, 'ip', host(s.ip), 'aal', s.aal,
    'is_current', s.id = (engine.claims() ->> 'session_id')::uuid
  ) order by coalesce(s.refreshed_at at time zone 'utc', s.created_at) desc), '[]')
  from auth.sessions as s
  join config.members as m on m.user_id = s.user_id
  where s.user_id = sessions_json.user_id
    and (s.not_after is null or s.not_after > now()) and s.created_at >= m.sessions_valid_from;
$$;
comment on function engine.sessions_json is 'Sessions of a user that are still good, the latest first.';

create function config.my_sessions()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read auth
as $$
  select engine.sessions_json(engine.uid());
$$;
comment on function config.my_sessions is 'Where the caller himself is signed in, whoever he looks as.';

create function config.member_sessions(member_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read auth
as $$
begin
  if member_id is distinct from engine.signed_in_member_id() then
    perform engine.require_member_right(member_id);
  end if;
  return engine.sessions_json((select m.user_id from config.members as m where m.id = member_sessions.member_id));
end;
$$;
comment on function config.member_sessions is
  'Where a member is signed in. Needs the right members, and nobody above oneself.';

-- Whoever may not look at others does not learn which sessions there are.
create function config.end_session(session_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write auth
as $$
declare
  member_id constant uuid := (
    select m.id from auth.sessions as s join config.members as m on m.user_id = s.user_id
    where s.id = end_session.session_id
  );
begin
  if member_id <> engine.signed_in_member_id() and engine.may_configure('members') then
    perform engine.require_member_right(member_id);
  elsif member_id is distinct from engine.signed_in_member_id() or member_id is null then
    perform engine.refuse('unknown_session', 'This device is not signed in any more', errcode => 'PT404');
  end if;
  delete from auth.sessions as s where s.id = session_id;
end;
$$;
comment on function config.end_session is
  'Signs a device out from its next request on: an own one, or with the right members another member''s.
Reasons unknown_session (404), above_own_rank (403).';

-- supabase/schemas/69_forms.sql
-- Brings the triggers of form rules to the configuration.

create function engine.changed_form_rules(table_names text[])
returns setof engine.compiled_rules
language sql stable security invoker set search_path = ''
as $$
  select table_name, trigger_name, null, w.source, null
  from engine.wanted_form_rules as w
  full join (select * from engine.compiled_rules as c where c.role_key is null) as c using (table_name, trigger_name)
  where (table_names is null or table_name = any (table_names)) and (
    w.source is distinct from c.source or c.deparsed is distinct from engine.rule_text(table_name, trigger_name)
  );
$$;
comment on function engine.changed_form_rules is
  'Triggers of form rules that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.publish_forms(table_names text[] default null)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  rules constant engine.compiled_rules[] := array(select r from engine.changed_form_rules(table_names) as r);
begin
  perform engine.lock_tables(array(select r.table_name from unnest(rules) as r));
  perform engine.compile_rule(r) from unnest(rules) as r;
end;
$$;
comment on function engine.publish_forms is 'Creates, replaces and drops triggers of form rules where they differ; null = of all tables.';

-- supabase/schemas/69_sync_roles.sql
-- Rebuilds Postgres roles, memberships, grants and policies from configuration. Also needed after a restore:
-- dumps lose the grants to authenticator.

create function engine.ensure_postgres_role(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regrole(engine.role_name(role_key)) is null then
    execute format('create role %I nologin noinherit', engine.role_name(role_key));
  end if;
  if not pg_has_role('authenticator', engine.role_name(role_key), 'member') then
    execute format('grant %I to authenticator', engine.role_name(role_key));
  end if;
end;
$$;
comment on function engine.ensure_postgres_role is 'Creates bo_<key> and lets authenticator switch to it.';

create function engine.publish_grants(role_keys text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  statement text;
  has_revoked boolean := true;
begin
  perform engine.ensure_postgres_role(k) from unnest(role_keys) as k;
  for statement in select engine.base_statements(role_keys) loop
    execute statement;
  end loop;
  -- Revoking a privilege on a whole table takes the column grants with it; a second look gives them back.
  while has_revoked loop
    has_revoked := false;
    for statement in select engine.grant_statements(role_keys) loop
      execute statement;
      has_revoked := has_revoked or statement ~ '^revoke [A-Z]+ on ';
    end loop;
  end loop;
  for statement in
    select engine.execution_statements(role_keys)
    union all
    select engine.login_statements(k) from unnest(role_keys) as k
  loop
    execute statement;
  end loop;
end;
$$;
comment on function engine.publish_grants is 'Brings the grants of roles to their configuration; locks no table.';

create function engine.publish_roles(role_keys text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  policies engine.compiled_policies[];
  rules engine.compiled_rules[];
begin
  perform engine.publish_grants(role_keys);
  policies := array(select p from engine.changed_policies(role_keys) as p);
  rules := array(select r from engine.changed_rules(role_keys) as r);
  -- All tables at once: to wait for one while holding another is how deadlocks begin.
  perform engine.lock_tables(array(
    select p.table_name from unnest(policies) as p union select r.table_name from unnest(rules) as r
  ));
  perform engine.compile_policy(p) from unnest(policies) as p;
  perform engine.compile_rule(r) from unnest(rules) as r;
  perform engine.check_policies(k) from unnest(role_keys) as k;
end;
$$;
comment on function engine.publish_roles is 'Brings Postgres roles to their configuration: grants, then policies and triggers where they differ.';

create function engine.sync_roles()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.lock_configuration();
  perform engine.publish_roles(array(select r.key::text from config.roles as r order by r.rank, r.key));
  perform engine.publish_forms();
  update engine.installation set configuration_version = configuration_version + 1 where id;
  if engine.configuration_document() is distinct from (
    select v.document from config.versions as v order by v.id desc limit 1
  ) then
    perform engine.record_version('');
  end if;
end;
$$;
comment on function engine.sync_roles is
  'Brings all Postgres roles to the configuration, and keeps what was configured by SQL as a version.';

-- supabase/schemas/70_versions.sql
-- Versions of the configuration: who changed what, told from the documents that each publish leaves behind.

create function engine.document_rights(document jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with cells as (
    select cell ->> 'entity' as entity, cell ->> 'action' as action, cell -> 'fields' as fields
    from jsonb_array_elements(document -> 'permissions') as cell
  ), rights as (
    select jsonb_build_object('entity', entity, 'action', action, 'field', null) as item from cells
    union
    select jsonb_build_object('entity', entity, 'action', action, 'field', field)
    from cells, jsonb_array_elements_text(case when jsonb_typeof(fields) = 'array' then fields end) as field
    union
    select jsonb_build_object('entity', entity, 'action', action, 'field', f.name)
    from cells
    join config.entities as e on e.name = entity
    join config.fields as f on f.entity_id = e.id and f.name !~ '_grams$' and (action = 'read' or not f.is_read_only)
    where jsonb_typeof(fields) is distinct from 'array' and action in ('read', 'create', 'update')
    union
    select jsonb_build_object('entity', e.name, 'action', 'execute', 'field', null, 'operation', ran.operation)
    from jsonb_array_elements_text(document -> 'operations') as ran (operation)
    left join config.operations as o on o.name = ran.operation
    left join config.entities as e on e.id = o.entity_id
  )
  select coalesce(jsonb_agg(item), '[]') from rights;
$$;
comment on function engine.document_rights is
  'Rights that a role''s document gives: entity, action, field, operation; "all fields" means the fields of today.';

create function engine.document_changes(before jsonb, after jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(change order by is_scope, position), '[]')
    || engine.form_changes(coalesce(before -> 'forms', '[]'), coalesce(after -> 'forms', '[]'))
    || engine.view_changes(coalesce(before -> 'views', after -> 'views'), after -> 'views')
  from (
    select false as is_scope, coalesce(a.position, b.position) as position, jsonb_build_object(
      'role', key, 'label', coalesce(a.role, b.role) -> 'label',
      'gained', engine.array_without(engine.document_rights(a.role), engine.document_rights(b.role)),
      'lost', engine.array_without(engine.document_rights(b.role), engine.document_rights(a.role)),
      'settings', engine.changed_settings(b.role, a.role)
    ) as change
    from (
      select role ->> 'key' as key, role, position
      from jsonb_array_elements(before -> 'roles') with ordinality as r (role, position)
    ) as b
    full join (
      select role ->> 'key' as key, role, position
      from jsonb_array_elements(after -> 'roles') with ordinality as r (role, position)
    ) as a using (key)
    where a.role is distinct from b.role
    union all
    select true, row_number() over (order by key), jsonb_build_object(
      'role', null, 'label', coalesce(a.scope, b.scope) -> 'label', 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
      'settings', jsonb_build_array(jsonb_build_object(
        'setting', 'scope', 'scope', key, 'before', b.scope -> 'condition', 'after', a.scope -> 'condition'
      ))
    )
    from (
      select scope ->> 'key' as key, scope from jsonb_array_elements(before -> 'scopes') as scope
    ) as b
    full join (
      select scope ->> 'key' as key, scope from jsonb_array_elements(after -> 'scopes') as scope
    ) as a using (key)
    where a.scope is distinct from b.scope
  ) as changes;
$$;
comment on function engine.document_changes is
  'What lies between two configurations: per role rights gained and lost and settings; a scope stands alone, role null,
and so do the form and the views of an entity.';

create function config.versions_page(before_id bigint default null, entry_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', v.id, 'at', v.at, 'author', v.author_name, 'note', v.note,
      'is_current', v.id = (select max(newest.id) from config.versions as newest)
    ) order by v.id desc), '[]')
    from (
      select * from config.versions as v where before_id is null or v.id < before_id
      order by v.id desc limit least(entry_limit, 200)
    ) as v
  );
end;
$$;
comment on function config.versions_page is 'Versions of the configuration, newest first; the first page starts without before_id.';

create function engine.version_document(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  document jsonb;
begin
  select v.document into document from config.versions as v where v.id = version_id;
  if not found then
    perform engine.refuse('unknown_version', 'There is no such version', errcode => 'PT404');
  end if;
  return document;
end;
$$;
comment on function engine.version_document is 'The configuration of a version. Reason unknown_version (404).';

create function config.version_changes(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return engine.document_changes(
    coalesce(
      (select v.document from config.versions as v where v.id < version_id order by v.id desc limit 1),
      '{"roles": [], "scopes": []}'
    ),
    engine.version_document(version_id)
  );
end;
$$;
comment on function config.version_changes is
  'What a version changed against the one before, per role: rights gained and lost, settings. Reason unknown_version.';

-- supabase/schemas/71_restore_version.sql
-- Going back to a version: the same way as saving, for all roles and scopes at once.

-- Entities, fields and operations that are gone since cannot come back by restoring rights to them.
create function engine.without_gone(document jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select document || jsonb_build_object('roles', (
    select coalesce(jsonb_agg(role || jsonb_build_object(
      'permissions', (
        select coalesce(jsonb_agg(cell || jsonb_build_object(
          'fields', case when jsonb_typeof(cell -> 'fields') = 'array' then (
            select coalesce(jsonb_agg(field order by position), '[]')
            from jsonb_array_elements_text(cell -> 'fields') with ordinality as t (field, position)
            where exists (select from config.fields as f where f.entity_id = e.id and f.name = field)
          ) end,
          'presets', (
            select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(cell -> 'presets')
            where exists (select from config.fields as f where f.entity_id = e.id and f.name = key)
          )
        )), '[]')
        from jsonb_array_elements(role -> 'permissions') as cell
        join config.entities as e on e.name = cell ->> 'entity'
      ),
      'operations', (
        select coalesce(jsonb_agg(o.name), '[]') from config.operations as o where role -> 'operations' ? o.name
      )
    ) order by position), '[]')
    from jsonb_array_elements(document -> 'roles') with ordinality as r (role, position)
  ));
$$;
comment on function engine.without_gone is 'A configuration without rights to what does not exist any more.';

create function engine.require_version(document jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  held text[];
begin
  perform engine.require_reach(least(r.rank, (wanted ->> 'rank')::integer),
    coalesce(r.may_configure, '{}') || engine.text_array(wanted -> 'may_configure'))
  from jsonb_array_elements(document -> 'roles') as wanted
  full join config.roles as r on r.key = wanted ->> 'key'
  where wanted is distinct from engine.role_document(r.id);
  perform engine.require_scope(s.id)
  from config.scopes as s
  left join jsonb_array_elements(document -> 'scopes') as wanted on wanted ->> 'key' = s.key
  where wanted -> 'condition' is distinct from s.condition;

  select array_agg(r.key) into held from config.roles as r
  where not exists (select from jsonb_array_elements(document -> 'roles') as wanted where wanted ->> 'key' = r.key)
    and exists (select from config.member_roles as mr where mr.role_id = r.id);
  if held is not null then
    perform engine.refuse(
      'role_in_use', 'Members hold a role that this version does not have: give them another role first',
      jsonb_build_object('roles', held)
    );
  end if;
end;
$$;
comment on function engine.require_version is
  'Refuses a configuration that changes roles beyond the caller, or lacks a role that members hold (role_in_use).';

create function engine.write_version(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  wanted record;
begin
  perform engine.define_scope(s ->> 'key', s -> 'label', s -> 'condition')
  from jsonb_array_elements(document -> 'scopes') as s;
  delete from config.roles as r
  where not exists (select from jsonb_array_elements(document -> 'roles') as w where w ->> 'key' = r.key);
  insert into config.roles (key, label)
  select w ->> 'key', w -> 'label' from jsonb_array_elements(document -> 'roles') as w
  on conflict on constraint roles_key_key do nothing;
  -- Roles that may configure first: somebody must be admin at every moment.
  for wanted in
    select r.id, w as document
    from jsonb_array_elements(document -> 'roles') as w join config.roles as r on r.key = w ->> 'key'
    where w is distinct from engine.role_document(r.id)
    order by not (w -> 'may_configure') ? 'members', r.rank, r.key
  loop
    perform engine.write_role(wanted.id, wanted.document);
  end loop;
  delete from config.scopes as s
  where not exists (select from jsonb_array_elements(document -> 'scopes') as w where w ->> 'key' = s.key);
  perform engine.write_forms(document -> 'forms');
  perform engine.write_views(document -> 'views');
end;
$$;
comment on function engine.write_version is 'Makes roles, scopes, forms and shared views what a configuration says, without compiling them.';

create function config.review_version(version_id bigint)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads configuration and counts rows
as $$
declare
  role_ids uuid[];
  document jsonb;
  before jsonb;
  after jsonb;
begin
  perform engine.require_right('roles');
  document := engine.without_gone(engine.version_document(version_id));
  perform engine.require_version(document);
  role_ids := array(select r.id from config.roles as r order by r.rank, r.key);
  before := engine.role_states(role_ids);
  begin
    perform engine.write_version(document);
    role_ids := role_ids || array(select r.id from config.roles as r where r.id <> all (role_ids) order by r.rank, r.key);
    after := engine.role_states(role_ids);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return engine.role_changes(role_ids, before, after)
    || engine.form_changes(engine.forms_document(), coalesce(document -> 'forms', engine.forms_document()))
    || engine.view_changes(engine.views_document(), coalesce(document -> 'views', engine.views_document()));
end;
$$;
comment on function config.review_version is
  'What restoring a version would change now, per role as config.review_role. Changes nothing. Reason role_in_use.';

create function engine.restore_version(version_id bigint, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  document jsonb;
  keys_before constant text[] := array(select r.key::text from config.roles as r);
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  document := engine.without_gone(engine.version_document(version_id));
  perform engine.require_version(document);
  perform engine.write_version(document);
  perform engine.drop_postgres_role(k) from unnest(keys_before) as k
  where not exists (select from config.roles as r where r.key = k);
  perform engine.publish_roles(array(select r.key::text from config.roles as r));
  perform engine.publish_forms();
  return engine.record_version(note);
end;
$$;
comment on function engine.restore_version is 'The work behind config.restore_version.';

-- supabase/schemas/72_adopt_drift.sql
-- Drift, and the choice to keep it: what somebody did by SQL becomes configuration.

create function engine.action_of(privilege text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case privilege
    when 'SELECT' then 'read' when 'INSERT' then 'create' when 'UPDATE' then 'update' when 'DELETE' then 'delete'
  end;
$$;
comment on function engine.action_of is 'The action that a privilege on a table stands for.';

create function engine.can_adopt(finding engine.mismatches)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when finding.problem in ('unknown_column', 'missing_column') then true
    when finding.problem not in ('extra_grant', 'missing_grant') then false
    when finding.privilege = 'EXECUTE' then exists (
      select from config.operations as o
      join pg_catalog.pg_proc as p on p.proname = o.name and p.pronamespace = 'public'::regnamespace
      where p.oid::regprocedure::text = finding.object
    )
    -- Without a permission there is no row scope either, and to invent one would show all rows.
    else exists (
      select from config.permissions as p
      join config.roles as r on r.id = p.role_id and r.key = finding.role_key
      join config.entities as e on e.id = p.entity_id and e.name = finding.table_name
      left join config.fields as f on f.entity_id = e.id and f.name = finding.object
      join engine.keys as k on k.table_name = e.name
      where p.action = engine.action_of(finding.privilege) and case
        when finding.object is null then true
        when f.id is null or f.name ~ '_grams$' then false
        when p.action = 'read' then f.name not in (k.primary_key, coalesce(k.version_field, ''))
        else not f.is_read_only
      end
    )
  end;
$$;
comment on function engine.can_adopt is
  'Whether configuration can express what was found: grants on fields of a permission, operations, columns.';

create function engine.adopt_operation(finding engine.mismatches)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  with operation as (
    select r.id as role_id, p.proname as name
    from config.roles as r, pg_catalog.pg_proc as p
    where r.key = finding.role_key and p.oid::regprocedure::text = finding.object
  ), added as (
    insert into config.role_operations (role_id, operation_name)
    select role_id, name from operation where finding.problem = 'extra_grant'
  )
  delete from config.role_operations as ro using operation as o
  where finding.problem = 'missing_grant' and (ro.role_id, ro.operation_name) = (o.role_id, o.name);
$$;
comment on function engine.adopt_operation is 'Lets a role run what it was granted by SQL, or no longer what was revoked.';

create function engine.adopt_grant(finding engine.mismatches)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  changed config.permissions;
  found_field_id uuid;
begin
  select p.* into changed
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = finding.role_key
  join config.entities as e on e.id = p.entity_id and e.name = finding.table_name
  where p.action = engine.action_of(finding.privilege);
  select f.id into found_field_id from config.fields as f
  where f.entity_id = changed.entity_id and f.name = finding.object;

  if finding.object is null and finding.problem = 'missing_grant' then
    delete from config.permissions as p where p.id = changed.id;
  elsif finding.object is null then
    update config.permissions as p set all_fields = true where p.id = changed.id;
  elsif finding.problem = 'extra_grant' then
    insert into config.permission_fields (permission_id, field_id) values (changed.id, found_field_id);
  else
    if changed.all_fields then
      update config.permissions as p set all_fields = false where p.id = changed.id;
      insert into config.permission_fields (permission_id, field_id)
      select changed.id, f.id from config.fields as f
      where f.entity_id = changed.entity_id and f.name !~ '_grams$';
    end if;
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (changed.id, found_field_id);
  end if;
end;
$$;
comment on function engine.adopt_grant is 'Makes a permission what the grants on its table say.';

create function config.drift()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads catalog and configuration
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(
      to_jsonb(m) || jsonb_build_object('can_adopt', engine.can_adopt(m)) order by m.table_name, m.problem, m.object
    ), '[]')
    from engine.mismatches as m
  );
end;
$$;
comment on function config.drift is
  'What was changed by SQL behind the configuration, and whether it can be adopted; [] when all is as configured.';

create function engine.adopt_drift(finding jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  found_mismatch engine.mismatches;
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  select m.* into found_mismatch from engine.mismatches as m where finding @> to_jsonb(m) limit 1;
  if not found then
    perform engine.refuse('finding_gone', 'This is as configured by now; look again', errcode => 'PT409');
  elsif not engine.can_adopt(found_mismatch) then
    perform engine.refuse('cannot_adopt', 'The configuration cannot express this; it can only be put back');
  end if;
  perform engine.require_reach(r.rank, r.may_configure) from config.roles as r where r.key = found_mismatch.role_key;

  if found_mismatch.role_key is null then
    perform engine.adopt_fields(engine.entity_id(found_mismatch.table_name), found_mismatch.table_name);
    perform engine.publish_roles(array(select r.key::text from config.roles as r));
  else
    if found_mismatch.privilege = 'EXECUTE' then
      perform engine.adopt_operation(found_mismatch);
    else
      perform engine.adopt_grant(found_mismatch);
    end if;
    perform engine.publish_roles(array[found_mismatch.role_key]);
  end if;
  return engine.record_version(concat_ws(
    ' ', 'Adopted', replace(found_mismatch.problem, '_', ' '), found_mismatch.table_name, found_mismatch.object
  ));
end;
$$;
comment on function engine.adopt_drift is 'The work behind config.adopt_drift.';

create function config.adopt_drift(finding jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  return engine.adopt_drift(finding);
end;
$$;
comment on function config.adopt_drift is
  'Makes one finding of config.drift part of the configuration, the catalog being right; returns the number of the
version. Needs the right roles. Reasons finding_gone (409), cannot_adopt, above_own_rank.';

-- supabase/schemas/73_samples.sql
-- What a role should see, told by the configuration: rights of every cell, and a few rows of every table.

create type engine.sample as (
  role_key text, table_name text, key_column text, key_type text, columns text[], user_id uuid, keys text[], expected text[]
);
comment on type engine.sample is
  'Some rows of a table by key, those of them that a member of a role should see, and the columns that he may read.';

create function engine.effective_rights(role_key text)
returns table (entity text, action text, field text, is_wanted boolean, is_granted boolean)
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with columns as materialized (
    select table_name, table_oid, column_name, column_number from engine.columns
  ), permitted as materialized (
    select p.table_name, p.action, p.column_name
    from engine.permitted_columns_of(role_keys => array[effective_rights.role_key]) as p
  )
  select c.table_name, a.action, c.column_name, p.column_name is not null,
    has_column_privilege(engine.role_name(role_key), c.table_oid, c.column_number, a.privilege)
  from columns as c
  cross join (values ('read', 'select'), ('create', 'insert'), ('update', 'update')) as a (action, privilege)
  left join permitted as p
    on p.table_name = c.table_name and p.action = a.action and p.column_name = c.column_name
  union all
  select t.table_name, 'delete', null, exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = effective_rights.role_key
    join config.entities as e on e.id = p.entity_id and e.name = t.table_name
    where p.action = 'delete'
  ), has_table_privilege(engine.role_name(role_key), t.table_oid, 'delete')
  from (select distinct table_name, table_oid from columns) as t
  union all
  select e.name, 'execute', o.name, exists (
    select from engine.wanted_executions as w
    where w.role_key = effective_rights.role_key and w.routine = p.oid
  ), has_function_privilege(engine.role_name(role_key), p.oid, 'execute')
  from config.operations as o
  join pg_catalog.pg_proc as p on p.proname = o.name and p.pronamespace = 'public'::regnamespace
  left join config.entities as e on e.id = o.entity_id;
$$;
comment on function engine.effective_rights is
  'Every cell of a role: what the configuration wants, and what Postgres would really allow, PUBLIC and memberships included.';

create function engine.catalog_findings(role_keys text[])
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads catalog and configuration
as $$
begin
  perform engine.require_right('roles');
  return (
    with cells as materialized (
      select k as role, r.* from unnest(role_keys) as k cross join lateral engine.effective_rights(k) as r
    ), findings as (
      select role, entity, action, field, case when is_wanted then 'missing_grant' else 'extra_grant' end as problem
      from cells where is_wanted <> is_granted
      union
      select p.role_key, p.table_name, split_part(p.policy_name, ' ', 3), null, case
        when p.source is null then 'extra_policy'
        when engine.policy_text(p.table_name, p.policy_name) is null then 'missing_policy' else 'changed_policy'
      end
      from engine.changed_policies(role_keys) as p
      union
      select r.role_key, r.table_name, null, null, case
        when r.source is null then 'extra_rule'
        when engine.rule_text(r.table_name, r.trigger_name) is null then 'missing_rule' else 'changed_rule'
      end
      from engine.changed_rules(role_keys) as r
      union
      select m.role_key, null, null, null, 'wrong_membership' from engine.wrong_memberships as m
      where m.role_key = any (role_keys)
    )
    select jsonb_build_object(
      'roles', cardinality(role_keys), 'cells', (select count(*) from cells),
      'mismatches', (select coalesce(jsonb_agg(to_jsonb(f) order by f.role, f.entity, f.action, f.field), '[]') from findings as f)
    )
  );
end;
$$;
comment on function engine.catalog_findings is 'Cells of these roles that the catalog grants otherwise than the configuration says.';

-- Two members at most: one with sets of his own, one without.
create function engine.sample_users(role_key text)
returns setof uuid
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(found.user_id, null)
  from (select 1) as always
  left join (
    select distinct on (has_sets) m.user_id
    from config.members as m
    join config.member_roles as mr on mr.member_id = m.id
    join config.roles as r on r.id = mr.role_id and r.key = sample_users.role_key
    cross join lateral (
      select exists (select from config.member_values as mv where mv.member_id = m.id)
    ) as v (has_sets)
    where m.is_active and m.user_id is not null
    order by has_sets, m.created_at
  ) as found on true;
$$;
comment on function engine.sample_users is 'Logins to read samples with; one null while nobody holds the role.';

create function engine.expect_rows(sample engine.sample, row_limit integer)
returns engine.sample
language plpgsql volatile security definer set search_path = '' -- looks at rows as the owner
as $$
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', sample.user_id)::text, true);
  execute format(
    'select coalesce(array_agg(t.%1$I::text), ''{}''), coalesce(array_agg(t.%1$I::text) filter (where %3$s), ''{}'')
     from public.%2$I as t
     where t.%1$I in (
       (select f.%1$I from public.%2$I as f order by f.%1$I limit %4$s)
       union (select l.%1$I from public.%2$I as l order by l.%1$I desc limit %4$s)
     )',
    sample.key_column, sample.table_name,
    engine.read_condition(sample.role_key, sample.table_name, 't'), row_limit
  ) into sample.keys, sample.expected;
  return sample;
end;
$$;
comment on function engine.expect_rows is 'Fills a sample: the first and last rows of its table, and those that should be seen.';

create function engine.samples_of(role_key text, row_limit integer default 10)
returns setof engine.sample
language plpgsql volatile security definer set search_path = '' -- looks at rows as the owner
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
begin
  perform engine.require_right('roles');
  perform set_config('request.headers', '', true);
  return query
    select filled.*
    from (
      select row(
        samples_of.role_key, p.table_name, k.primary_key, c.type_name, p.columns, u, null, null
      )::engine.sample as s
      from (
        select table_name, array_agg(column_name) as columns
        from engine.permitted_columns_of(role_keys => array[samples_of.role_key]) as p
        where p.action = 'read' group by table_name
      ) as p
      join engine.keys as k on k.table_name = p.table_name
      join engine.columns as c on c.table_name = p.table_name and c.column_name = k.primary_key
      cross join engine.sample_users(samples_of.role_key) as u
    ) as wanted
    cross join lateral engine.expect_rows(wanted.s, row_limit) as filled;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
end;
$$;
comment on function engine.samples_of is
  'Samples of every table that a role reads: at most twice row_limit rows each, as the configuration shows them.';

-- supabase/schemas/74_verify_permissions.sql
-- Does Postgres do what the configuration says? Asked by really reading as each role; a surprise blocks a publish.
-- These are invoker functions: Postgres forbids a definer function to change the role.

create function engine.let_operator_become(role_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- only the owner may give roles away
as $$
begin
  if session_user = current_user then
    execute engine.membership_sql(role_name, session_user, false);
  end if;
end;
$$;
comment on function engine.let_operator_become is
  'Lets the operator''s own login switch to an app role, as authenticator always may; does nothing in any other login.';

create function engine.forget_sets()
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select set_config('engine.' || v.key, '', true) from config.variables as v;
$$;
comment on function engine.forget_sets is 'Makes policies look up the sets of whoever is asked for, not those of the caller.';

create function engine.become(role_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform set_config('role', role_name, true);
exception when insufficient_privilege then
  perform engine.let_operator_become(role_name);
  perform set_config('role', role_name, true);
end;
$$;
comment on function engine.become is 'Switches to a role for the rest of the transaction.';

create function engine.read_sample(sample engine.sample)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  seen text[];
  problem text;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', sample.user_id)::text, true);
  begin
    execute format(
      'select coalesce(array_agg(t.%1$I::text), ''{}'') from (
         select %2$s from public.%3$I where %1$I = any (%4$L::%5$s[])
       ) as t',
      sample.key_column, (select string_agg(quote_ident(c), ', ') from unnest(sample.columns) as c),
      sample.table_name, sample.keys, sample.key_type
    ) into seen;
    problem := case
      when not seen <@ sample.expected then 'sees_too_much' when not sample.expected <@ seen then 'sees_too_little'
    end;
  exception
    when insufficient_privilege then problem := 'cannot_read';
    when invalid_object_definition then problem := 'circular_scope';
  end;
  return case when problem is not null then jsonb_build_object(
    'role', sample.role_key, 'entity', sample.table_name, 'action', 'read', 'field', null, 'problem', problem
  ) end;
end;
$$;
comment on function engine.read_sample is 'Reads a sample in the present role; the mismatch, or null when all is as expected.';

-- Planning is enough: that is when Postgres notices a scope that leads back to itself.
create function engine.plan_write(write jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    case write ->> 'action'
      when 'create' then 'explain insert into public.%1$I default values'
      when 'update' then 'explain update public.%1$I set %2$I = default where true'
      else 'explain delete from public.%1$I where true'
    end, write ->> 'entity', write ->> 'key'
  );
  return null;
exception
  when insufficient_privilege then return null; -- rights to columns are compared with the catalog
  when invalid_object_definition then return write - 'key' || '{"field": null, "problem": "circular_scope"}';
end;
$$;
comment on function engine.plan_write is 'Plans a write in the present role; the mismatch when its scope looks back at its own rows.';

create function engine.scoped_writes(role_key text)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('roles');
  return query
    select jsonb_build_object('role', r.key, 'entity', e.name, 'action', p.action, 'key', engine.primary_key(e.name))
    from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = scoped_writes.role_key
    join config.entities as e on e.id = p.entity_id
    where p.scope_id is not null and p.action in ('create', 'update', 'delete');
end;
$$;
comment on function engine.scoped_writes is 'Writes of a role that a row scope limits.';

create function engine.verify_roles(role_keys text[])
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  own_role constant text := current_setting('role');
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  report jsonb := engine.catalog_findings(role_keys) || '{"rows": 0}';
  samples engine.sample[];
  writes jsonb[];
  role_key text;
begin
  perform engine.forget_sets();
  foreach role_key in array role_keys loop
    samples := array(select s from engine.samples_of(role_key) as s);
    writes := array(select w from engine.scoped_writes(role_key) as w);
    perform set_config('request.headers', '', true);
    perform engine.become('bo_' || role_key);
    report := report || (
      select jsonb_build_object(
        'rows', (report ->> 'rows')::bigint + coalesce(sum(cardinality((t.s).keys)), 0),
        'mismatches', report -> 'mismatches' || coalesce(jsonb_agg(distinct t.m) filter (where t.m is not null), '[]')
      )
      from (
        select s, engine.read_sample(s) as m from unnest(samples) as s
        union all select null, engine.plan_write(w) from unnest(writes) as w
        offset 0
      ) as t
    );
    perform set_config('role', own_role, true);
    perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
    perform set_config('request.headers', coalesce(headers_before, ''), true);
  end loop;
  return report;
end;
$$;
comment on function engine.verify_roles is 'Report on these roles: cells and sample rows compared, and what does not match.';

create function engine.require_verified(role_keys text[])
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  mismatch jsonb;
begin
  mismatch := engine.verify_roles(role_keys) -> 'mismatches' -> 0;
  if mismatch is not null then
    perform engine.refuse(
      'verification_failed',
      format('Not published: %s (%s, %s, %s, %s)', mismatch ->> 'problem', mismatch ->> 'role',
        coalesce(mismatch ->> 'entity', '-'), coalesce(mismatch ->> 'action', '-'), coalesce(mismatch ->> 'field', '-')),
      mismatch
    );
  end if;
end;
$$;
comment on function engine.require_verified is 'Refuses (reason verification_failed) and names the cell when a role is not as configured.';

create function engine.role_keys(role_ids uuid[] default null)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('roles');
  return array(
    select r.key::text from config.roles as r where role_ids is null or r.id = any (role_ids) order by r.rank, r.key
  );
end;
$$;
comment on function engine.role_keys is 'Keys of roles by id, in order; of all roles for null.';

create function config.verify_permissions()
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select engine.verify_roles(engine.role_keys());
$$;
comment on function config.verify_permissions is
  'Compares every role x entity x action x field with the catalog, and reads sample rows as each role: how many roles,
cells and rows, and the mismatches. Needs the right roles.';

-- supabase/schemas/75_logins.sql
-- Logins for reporting tools: made, extended and deleted in the studio.

create function engine.drop_login_role()
returns trigger
language plpgsql volatile security definer set search_path = '' -- drops a Postgres role
as $$
begin
  if to_regrole(old.login) is not null then
    perform engine.lock_tables(array(
      select t.relname::text
      from pg_catalog.pg_policy as p join pg_catalog.pg_class as t on t.oid = p.polrelid
      where to_regrole(old.login) = any (p.polroles)
    ));
    execute engine.membership_sql(old.login, current_user, true);
    execute format('drop owned by %I', old.login);
    execute format('drop role %I', old.login);
    perform engine.publish_roles(array(select r.key::text from config.roles as r where r.id = old.role_id));
  end if;
  return null;
end;
$$;
comment on function engine.drop_login_role is 'Whatever deletes a login, its Postgres role and its place in policies go with it.';
create trigger logins__drop_role after delete on config.logins
  for each row execute function engine.drop_login_role();

create function engine.require_expiry(expires_at timestamptz)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if expires_at is null or expires_at <= now() or expires_at > now() + interval '366 days' then
    perform engine.refuse(
      'invalid_expiry', 'A login ends at some time within the next year', '{"field": "expires_at"}'
    );
  end if;
end;
$$;
comment on function engine.require_expiry is 'Refuses (reason invalid_expiry) a time in the past or more than a year away.';

create function engine.require_login(login_id bigint)
returns config.logins
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_login config.logins;
begin
  perform engine.require_right('roles');
  select l.* into found_login from config.logins as l where l.id = login_id;
  if not found then
    perform engine.refuse('unknown_login', 'This login does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_reach(r.rank, r.may_configure) from config.roles as r where r.id = found_login.role_id;
  return found_login;
end;
$$;
comment on function engine.require_login is 'A login that the caller may change. Reasons unknown_login (404), above_own_rank.';

create function engine.require_login_for(member_id uuid, role_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  given config.roles;
begin
  select r.* into given from config.roles as r
  join config.member_roles as mr on mr.role_id = r.id and mr.member_id = require_login_for.member_id
  join config.members as m on m.id = mr.member_id and m.is_active and m.user_id is not null
  where r.id = require_login_for.role_id and r.is_active;
  if not found then
    perform engine.refuse('role_not_held', 'This member does not hold this role');
  elsif given.requires_mfa then
    perform engine.refuse('role_demands_mfa', 'This role demands a second step, which a login for reporting cannot take');
  end if;
  perform engine.require_reach(given.rank, given.may_configure);
  perform engine.require_reach(engine.member_rank(member_id));
end;
$$;
comment on function engine.require_login_for is
  'Refuses a login for a role that the member does not hold (role_not_held), that demands a second step
(role_demands_mfa), or that stands above the caller.';

create function config.logins_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', l.id, 'login', l.login, 'label', l.label, 'member', jsonb_build_object('id', m.id, 'name', m.name),
      'role', r.key, 'role_label', r.label, 'expires_at', l.expires_at, 'is_expired', l.expires_at <= now(),
      'created_at', l.created_at
    ) order by l.id), '[]')
    from config.logins as l
    join config.members as m on m.id = l.member_id
    join config.roles as r on r.id = l.role_id
  );
end;
$$;
comment on function config.logins_page is 'Logins for reporting tools, with member, role and expiry. Needs the right roles.';

create function config.create_login(member_id uuid, role_id uuid, label text, expires_at timestamptz)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- creates a Postgres role
as $$
declare
  made config.logins;
  password constant text := translate(encode(extensions.gen_random_bytes(24), 'base64'), '+/', '-_');
begin
  perform engine.require_right('roles');
  perform engine.lock_configuration();
  perform engine.require_expiry(expires_at);
  perform engine.require_login_for(member_id, role_id);
  if not coalesce(length(btrim(label)) between 1 and 200, false) then
    perform engine.refuse('invalid_label', 'A login needs a name of 1 to 200 characters', '{"field": "label"}');
  end if;
  insert into config.logins (member_id, role_id, label, expires_at)
  values (create_login.member_id, create_login.role_id, btrim(label), create_login.expires_at)
  returning * into made;
  execute format('create role %I login noinherit connection limit 10 valid until %L', made.login, made.expires_at);
  execute format('alter role %I set default_transaction_read_only = on', made.login);
  execute format('alter role %I password %L', made.login, password);
  execute format('grant usage on schema public to %I', made.login);
  perform engine.publish_roles(engine.role_keys(array[made.role_id]));
  return jsonb_build_object('id', made.id, 'login', made.login, 'password', password);
end;
$$;
comment on function config.create_login is
  'Makes a read-only database login that sees what this member sees in this role; the password is shown this once.
Needs the right roles. Reasons role_not_held, role_demands_mfa, invalid_expiry, invalid_label, above_own_rank, busy.';

create function config.extend_login(id bigint, expires_at timestamptz)
returns void
language plpgsql volatile security definer set search_path = '' -- changes a Postgres role
as $$
declare
  extended constant config.logins := engine.require_login(id);
begin
  perform engine.require_expiry(expires_at);
  perform engine.require_login_for(extended.member_id, extended.role_id);
  update config.logins as l set expires_at = extend_login.expires_at where l.id = extended.id;
  execute format('alter role %I valid until %L', extended.login, expires_at);
end;
$$;
comment on function config.extend_login is 'Lets a login end at another time. Reasons as config.create_login, unknown_login.';

create function config.delete_login(id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- drops a Postgres role
as $$
declare
  doomed constant config.logins := engine.require_login(id);
  connections constant integer[] := array(
    select a.pid from pg_catalog.pg_stat_activity as a where a.usename = doomed.login
  );
begin
  perform engine.lock_configuration();
  execute engine.membership_sql(doomed.login, current_user, true);
  perform pg_terminate_backend(pid) from unnest(connections) as pid;
  delete from config.logins as l where l.id = doomed.id;
end;
$$;
comment on function config.delete_login is 'Ends a login and its connections for good. Reason unknown_login (404).';

-- supabase/schemas/76_view_checks.sql
-- What a view may hold: checked before it is saved.

create function engine.check_view_items(items jsonb, most integer)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if items is not null and (
    jsonb_typeof(items) <> 'array' or jsonb_array_length(items) > most
    or exists (select from jsonb_array_elements(items) as item where jsonb_typeof(item) <> 'object')
  ) then
    perform engine.refuse('invalid_view', format('A view has lists of up to %s objects', most), errcode => '22023');
  end if;
end;
$$;
comment on function engine.check_view_items is 'Refuses (reason invalid_view) what is no short list of objects.';

create function engine.check_view_type(entity_id uuid, type text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  needed constant text := case type when 'kanban' then 'lane' when 'calendar' then 'date' end;
  fitting constant text[] := case type when 'kanban' then array['choice', 'checkbox'] else array['date', 'datetime'] end;
begin
  if type = 'chart' and not coalesce(settings ->> 'chart' ~ '^(bar|line|pie)(\.(day|week|month|quarter|year))?$', true) then
    perform engine.refuse('invalid_view', 'A chart is a bar, line or pie', errcode => '22023');
  elsif not coalesce(type in ('table', 'kanban', 'calendar', 'gallery', 'chart'), false) then
    perform engine.refuse('invalid_view', format('There is no view type %s', left(type, 40)), errcode => '22023');
  elsif needed is not null and not exists (
    select from config.fields as f
    where f.entity_id = check_view_type.entity_id and f.name = settings ->> needed and f.type = any (fitting)
  ) then
    perform engine.refuse(
      'view_needs_field', format('A %s needs a field as its %s', type, needed),
      jsonb_build_object('type', type, 'setting', needed), '22023'
    );
  end if;
end;
$$;
comment on function engine.check_view_type is
  'A kanban needs a choice as lane, a calendar a date. Reasons invalid_view, view_needs_field.';

-- Whoever saves may read all that he saves; conditions are tried on the table in his role.
create function engine.check_view_settings(entity_name text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  role_key constant text := engine.current_role_key();
  key text;
  condition jsonb;
begin
  if jsonb_typeof(settings) is distinct from 'object' or length(settings::text) > 32768 then
    perform engine.refuse('invalid_view', 'Settings of a view are an object of up to 32 kB', errcode => '22023');
  end if;
  for key in select * from jsonb_object_keys(settings) loop
    if key not in (
      'columns', 'filter', 'sort', 'group', 'aggregates', 'density', 'colours', 'pageSize', 'lane', 'date', 'end', 'cover',
      'chart', 'queue'
    ) then
      perform engine.refuse('invalid_view', format('A view has no setting %s', left(key, 40)), errcode => '22023');
    elsif key in ('columns', 'sort', 'group', 'aggregates', 'colours') then
      perform engine.check_view_items(settings -> key, 200);
    elsif key = 'queue' then
      perform engine.check_queue(entity_name, settings -> key);
    end if;
  end loop;
  for condition in
    select settings -> 'filter' where settings ? 'filter'
    union all
    select colour -> 'condition' from jsonb_array_elements(settings -> 'colours') as colour
  loop
    perform engine.check_condition(condition);
    if engine.readable_condition(condition, entity_name, engine.readable_fields(engine.role_name(role_key)))
      is distinct from condition
    then
      perform engine.refuse(
        'view_names_hidden_field', 'The view asks for a field that you may not read', errcode => '42501'
      );
    elsif role_key is not null then
      perform engine.check_condition_on(role_key, entity_name, condition);
    end if;
  end loop;
  if engine.readable_settings(settings, entity_name, engine.readable_fields(engine.role_name(role_key))) <> settings then
    perform engine.refuse(
      'view_names_hidden_field', 'The view names a field that you may not read', errcode => '42501'
    );
  end if;
end;
$$;
comment on function engine.check_view_settings is
  'Refuses settings that are unknown, too long or name what the caller may not read.
Reasons invalid_view, invalid_condition, view_names_hidden_field.';

-- supabase/schemas/76_views.sql
-- Saving views. Everybody keeps personal ones; what others see as well needs the right to configure views.

create function engine.require_readable(entity_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if engine.current_role_key() is not null and not exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
    where p.entity_id = require_readable.entity_id and p.action = 'read'
  ) then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
end;
$$;
comment on function engine.require_readable is 'Refuses (action_not_granted, 403) an entity that the caller may not read.';

create function engine.own_view(view_id uuid)
returns config.views
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_view config.views;
begin
  select v.* into found_view from config.views as v
  where v.id = own_view.view_id and (v.sharing <> 'personal' or v.owner_id = engine.member_id())
  for update;
  if not found then
    perform engine.refuse('unknown_view', 'This view does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_readable(found_view.entity_id);
  return found_view;
end;
$$;
comment on function engine.own_view is
  'A view that the caller sees, locked for a change. Somebody else''s personal view is like none: unknown_view (404).';

create function engine.add_view(view jsonb)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity constant uuid := engine.entity_id(view ->> 'entity');
  saved_id uuid;
begin
  perform engine.require_readable(its_entity);
  perform engine.check_view_type(its_entity, view ->> 'type', view -> 'settings');
  perform engine.check_view_settings(view ->> 'entity', view -> 'settings');
  if (
    select count(*) from config.views as v where v.entity_id = its_entity and v.owner_id = engine.member_id()
  ) >= 200 then
    perform engine.refuse('too_many_views', 'You have 200 views of this already');
  end if;
  insert into config.views (entity_id, type, label, owner_id, sharing, settings, position)
  select its_entity, view ->> 'type', view -> 'label', engine.member_id(), view ->> 'sharing', view -> 'settings',
    coalesce(max(v.position), 0) + 1
  from config.views as v where v.entity_id = its_entity
  returning id into saved_id;
  return saved_id;
end;
$$;
comment on function engine.add_view is 'A new view of the caller. Reasons as config.save_view.';

create function engine.change_view(old config.views, view jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  entity_name constant text := (select e.name from config.entities as e where e.id = old.entity_id);
  readable constant jsonb := engine.readable_fields(engine.role_name(engine.current_role_key()));
  -- A list that is saved anew says nothing of its queue; null takes it away.
  wanted jsonb := case when view -> 'settings' -> 'queue' = 'null' then (view -> 'settings') - 'queue' else view -> 'settings' end;
begin
  if view ? 'version' and old.version::text is distinct from view ->> 'version' then
    perform engine.refuse('view_conflict', 'Somebody else changed this view', errcode => 'PT409');
  elsif old.sharing = 'locked' and view ->> 'sharing' is not distinct from 'locked' then
    perform engine.refuse('view_locked', 'This view is locked', errcode => '42501');
  elsif wanted is not null then
    if exists (
      select from jsonb_each(old.settings) as s (key, value)
      where key <> 'columns'
        and engine.readable_settings(old.settings, entity_name, readable) -> key is distinct from value
    ) then
      perform engine.refuse(
        'view_has_hidden_parts', 'The view asks for fields that you may not see; save it as another one',
        errcode => '42501'
      );
    end if;
    perform engine.check_view_type(old.entity_id, old.type, wanted);
    perform engine.check_view_settings(entity_name, wanted);
    if not view -> 'settings' ? 'queue' and old.settings ? 'queue' then
      wanted := wanted || jsonb_build_object('queue', old.settings -> 'queue');
    end if;
    -- Columns that this member does not see stay where others do.
    if wanted ? 'columns' then
      wanted := jsonb_set(wanted, '{columns}', (wanted -> 'columns') || (
        select coalesce(jsonb_agg(item), '[]')
        from jsonb_array_elements(old.settings -> 'columns') as item
        where not coalesce(readable -> entity_name ? (item ->> 'field'), false)
      ));
    end if;
  end if;
  update config.views as v set
    label = coalesce(view -> 'label', v.label::jsonb),
    sharing = view ->> 'sharing',
    owner_id = case when view ->> 'sharing' = 'personal' then engine.member_id() else v.owner_id end,
    settings = coalesce(wanted, v.settings),
    position = coalesce((view ->> 'position')::integer, v.position),
    version = v.version + 1
  where v.id = old.id;
  if view ->> 'sharing' = 'personal' then
    delete from config.view_defaults as d where d.view_id = old.id;
    delete from config.view_favourites as f where f.view_id = old.id and f.member_id <> engine.member_id();
  end if;
end;
$$;
comment on function engine.change_view is 'Changes what the document names. Reasons as config.save_view.';

create function config.save_view(view_id uuid, view jsonb)
returns uuid
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  old config.views;
  sharing text := coalesce(view ->> 'sharing', 'personal');
  saved_id uuid := view_id;
begin
  if jsonb_typeof(view) is distinct from 'object' then
    perform engine.refuse('invalid_view', 'A view is an object', errcode => '22023');
  elsif view_id is not null then
    old := engine.own_view(view_id);
    sharing := coalesce(view ->> 'sharing', old.sharing);
  end if;
  if sharing not in ('shared', 'locked', 'personal') then
    perform engine.refuse('invalid_view', 'A view is shared, locked or personal', errcode => '22023');
  elsif sharing <> 'personal' or old.sharing <> 'personal' then
    perform engine.require_right('views');
  end if;
  if view ? 'label' or view_id is null then
    perform engine.require_label(view -> 'label');
  end if;
  if view_id is null then
    saved_id := engine.add_view('{"type": "table", "settings": {}}' || view || jsonb_build_object('sharing', sharing));
  else
    perform engine.change_view(old, view || jsonb_build_object('sharing', sharing));
  end if;
  perform engine.record_views(format('View %s', coalesce(view -> 'label', old.label::jsonb) ->> 'en'));
  return saved_id;
end;
$$;
comment on function config.save_view is
  'Makes a view (id null: entity, type, label, sharing, settings) or changes what the document names; version guards
against overwriting. Reasons right_missing, unknown_view, view_locked, view_conflict, view_has_hidden_parts,
view_names_hidden_field, view_needs_field, invalid_view, invalid_condition, invalid_label, too_many_views.';

create function config.delete_view(view_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  doomed constant config.views := engine.own_view(view_id);
begin
  if doomed.sharing = 'locked' then
    perform engine.refuse('view_locked', 'This view is locked', errcode => '42501');
  elsif doomed.sharing = 'shared' then
    perform engine.require_right('views');
  end if;
  delete from config.views as v where v.id = doomed.id;
  perform engine.record_views(format('Deleted view %s', doomed.label ->> 'en'));
end;
$$;
comment on function config.delete_view is 'Deletes a view. Reasons unknown_view, view_locked, right_missing.';

create function config.favour_view(view_id uuid, is_favourite boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  favoured constant config.views := engine.own_view(view_id);
begin
  delete from config.view_favourites as f where f.view_id = favoured.id and f.member_id = engine.member_id();
  if is_favourite and engine.member_id() is not null then
    insert into config.view_favourites (view_id, member_id) values (favoured.id, engine.member_id());
  end if;
end;
$$;
comment on function config.favour_view is 'Puts a view among the caller''s favourites or takes it out. Reason unknown_view.';

create function config.set_default_view(entity text, role_id uuid, view_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity uuid;
  target config.roles;
  chosen config.views;
begin
  perform engine.require_right('views');
  its_entity := engine.entity_id(entity);
  select r.* into target from config.roles as r where r.id = set_default_view.role_id;
  if not found then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_reach(target.rank);
  delete from config.view_defaults as d
  where d.entity_id = its_entity and d.role_id = target.id;
  if view_id is not null then
    chosen := engine.own_view(view_id);
    if chosen.sharing = 'personal' or chosen.entity_id <> its_entity then
      perform engine.refuse('view_not_shared', 'Only a shared view of this can be the first one of a role');
    end if;
    insert into config.view_defaults (entity_id, role_id, view_id) values (its_entity, target.id, chosen.id);
  end if;
  perform engine.record_views(format('First view of %s', target.label ->> 'en'));
end;
$$;
comment on function config.set_default_view is
  'The view in which an entity opens for a role; null for none. Reasons right_missing, above_own_rank, unknown_role,
unknown_view, view_not_shared.';

create function config.view_roles(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('views');
  return (
    select coalesce(jsonb_agg(engine.role_json(r) || jsonb_build_object('view', d.view_id) order by r.rank, r.key), '[]')
    from config.roles as r
    join config.permissions as p on p.role_id = r.id and p.entity_id = engine.entity_id(entity) and p.action = 'read'
    left join config.view_defaults as d on d.role_id = r.id and d.entity_id = p.entity_id
    where r.is_active and r.rank >= coalesce((engine.own_role()).rank, 0)
  );
end;
$$;
comment on function config.view_roles is
  'Roles that may read an entity and stand not above the caller''s, each with its first view. Reason right_missing.';

-- supabase/schemas/77_exports.sql
-- Exporting. The rows come through the caller's ordinary rights, page by page; here it is decided whether he may take
-- them along, and written down that he did.

create function config.exportable_fields(entity text)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  found_entity constant uuid := engine.entity_id(entity);
begin
  return array(
    select f.name
    from config.permissions as p
    join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
    join config.fields as f on f.entity_id = p.entity_id
    where p.entity_id = found_entity and p.action = 'export'
      and (p.all_fields or exists (
        select from config.permission_fields as pf where pf.permission_id = p.id and pf.field_id = f.id
      ))
      and exists (
        select from engine.columns as c
        where c.table_name = entity and c.column_name = f.name
          and has_column_privilege(role_name, c.table_oid, c.column_number, 'select')
      )
    order by f.position, f.name
  ) || array(
    -- What is read through a relation leaves only where it may leave its own entity, too.
    select l.name from engine.lookups as l
    where l.entity_id = found_entity and not exists (
      select from unnest(array[l.relation_id, l.source_id]) as needed (id)
      where not exists (
        select from config.fields as f
        join config.permissions as p on p.entity_id = f.entity_id and p.action = 'export'
        join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
        where f.id = needed.id and (p.all_fields or exists (
          select from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (p.id, f.id)
        ))
      )
    )
    and has_column_privilege(role_name, format('public.%I', l.entity_name), l.relation_name, 'select')
    and has_column_privilege(role_name, format('public.%I', l.target_name), l.source_name, 'select')
    order by l.position, l.name
  );
end;
$$;
comment on function config.exportable_fields is
  'Names of the fields of an entity that the caller''s role may read and export; empty without the right. Reason unknown_entity.';

create function config.begin_export(entity text, fields text[], format text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes the log
as $$
declare
  role_key constant text := engine.current_role_key();
  allowed constant text[] := config.exportable_fields(entity);
  refused constant text[] := array(select f from unnest(fields) as f where f <> all (allowed));
begin
  if cardinality(allowed) = 0 then
    perform engine.refuse(
      'export_not_allowed', 'Your role may not export these records', jsonb_build_object('entity', entity), '42501'
    );
  elsif coalesce(cardinality(refused), 0) > 0 then
    perform engine.refuse(
      'fields_not_exportable', 'Your role may not export some of these fields', jsonb_build_object('fields', refused), '42501'
    );
  elsif coalesce(cardinality(fields), 0) = 0 or not coalesce(format in ('csv', 'xlsx'), false) then
    perform engine.refuse('invalid_export', 'An export needs fields and is a csv or xlsx', errcode => '22023');
  end if;
  insert into engine.audit_entries (member_id, member_name, role_key, request, table_name, record_id, action, new_values)
  select m.id, m.name, role_key, engine.request_line(), 'config.exports', gen_random_uuid()::text, 'create',
    jsonb_build_object('entity', entity, 'format', format, 'fields', fields)
  from config.members as m
  where m.id = engine.member_id();
end;
$$;
comment on function config.begin_export is
  'Asks for leave to export fields of an entity as csv or xlsx, and notes it in the audit log; to be called before the
first page is read. Reasons export_not_allowed, fields_not_exportable, invalid_export, unknown_entity.';

-- supabase/schemas/77_summaries.sql
-- Sums, averages and counts of a list, whole or per group. The owner only writes the statement; it runs as the caller,
-- so that his columns and rows are guarded by Postgres itself. Amounts of different currencies are never added.

create function engine.operand_sql(entity text, alias text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce((
    select format('(select l.%I from public.%I as l where l.%I = %I.%I)',
      l.source_name, l.target_name, engine.primary_key(l.target_name), alias, l.relation_name)
    from engine.lookups as l where l.entity_name = entity and l.name = field
  ), format('%I.%I', alias, field));
$$;
comment on function engine.operand_sql is 'A field of a row as SQL: its column, or what a lookup reads through the relation.';

create function engine.type_of_field(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select c.type_name from engine.columns as c where (c.table_name, c.column_name) = (entity, field)
  union all
  select c.type_name from engine.lookups as l
  join engine.columns as c on c.table_name = l.target_name and c.column_name = l.source_name
  where l.entity_name = entity and l.name = field;
$$;
comment on function engine.type_of_field is 'The Postgres type of a column, or of what a lookup reads; null when there is neither.';

create function engine.summary_of(entity text, alias text, part jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
declare
  op constant text := part ->> 'op';
  column_type text;
  operand constant text := engine.operand_sql(entity, alias, part ->> 'field');
begin
  column_type := engine.type_of_field(entity, part ->> 'field');
  if column_type is null then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity, part ->> 'field'));
  elsif op in ('sum', 'avg') and column_type !~ '^(numeric|integer|bigint|smallint|real|double)'
    or op in ('min', 'max') and column_type ~ '^(boolean|json|uuid)|\[\]$'
    or op = 'unique' and column_type ~ '^json$'
  then
    perform engine.refuse(
      'invalid_aggregate', format('%s of %s says nothing', op, part ->> 'field'), errcode => '22023'
    );
  end if;
  return case op
    when 'sum' then format('sum(%s)', operand)
    when 'avg' then format('round(avg(%s)::numeric, 2)', operand)
    when 'min' then format('min(%s)', operand)
    when 'max' then format('max(%s)', operand)
    when 'filled' then format('count(%s)', operand)
    when 'unique' then format('count(distinct %s)', operand)
  end;
end;
$$;
comment on function engine.summary_of is
  'SQL of one aggregate: sum, avg, min, max, filled or unique. Reasons unknown_field, invalid_aggregate.';

create function engine.currency_of(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.options ->> 'currency_field'
  from config.fields as f join config.entities as e on e.id = f.entity_id
  where e.name = entity and f.name = field and f.type = 'money';
$$;
comment on function engine.currency_of is 'The field that holds the currency of an amount; null when there is none.';

create function engine.bucket_sql(operand text, type_name text, bucket text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  if type_name is distinct from 'date' and type_name !~ '^timestamp' then
    perform engine.refuse('invalid_aggregate', 'Only dates have days, weeks and months', errcode => '22023');
  end if;
  return format('date_trunc(%L, (%s)%s)::date', bucket, operand, case when type_name ~ 'with time zone|^timestamptz'
    then format(' at time zone %L', (select s.time_zone from config.settings as s)) else '::timestamp' end);
end;
$$;
comment on function engine.bucket_sql is
  'The first day of the week, month and so on of a date, by the clock of the settings. Reason invalid_aggregate.';

create function engine.summary_sql(entity text, question jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  searched constant text := btrim(regexp_replace(coalesce(question ->> 'search', ''), '\s+', ' ', 'g'));
  grouped constant text := question ->> 'group';
  key text := 'null::text';
  source text;
  part jsonb;
  amount text;
  currency text;
  singles text := '';
  joins text := '';
  results text[] := '{}';
begin
  perform engine.entity_id(entity);
  if jsonb_array_length(question -> 'aggregates') > 50 then
    perform engine.refuse('invalid_aggregate', 'Up to 50 aggregates at once', errcode => '22023');
  elsif grouped is not null then
    if coalesce(engine.type_of_field(entity, grouped) ~ '^json', true) then
      perform engine.refuse('unknown_field', format('%s has no field %s', entity, grouped));
    end if;
    key := engine.operand_sql(entity, 't', grouped);
    if question ->> 'bucket' in ('day', 'week', 'month', 'quarter', 'year') then
      key := engine.bucket_sql(key, engine.type_of_field(entity, grouped), question ->> 'bucket');
    end if;
  end if;
  source := format(
    'public.%I as t where %s%s', entity,
    engine.condition_sql(entity, 't', coalesce(question -> 'condition', '{"all": []}')),
    case when searched <> '' then format(
      ' and (%s)', coalesce(engine.search_sql(engine.current_role_key(), entity, searched), 'false')
    ) end
  );
  for part in select * from jsonb_array_elements(question -> 'aggregates') loop
    amount := engine.summary_of(entity, 't', part);
    currency := case when part ->> 'op' in ('sum', 'avg', 'min', 'max')
      then engine.currency_of(entity, part ->> 'field') end;
    if amount is null then
      perform engine.refuse('invalid_aggregate', 'An aggregate is sum, avg, min, max, filled or unique', errcode => '22023');
    elsif currency is null then
      singles := singles || format(', %s as a%s', amount, cardinality(results));
      results := results || format('to_jsonb(g.a%s)', cardinality(results));
    else
      joins := joins || format(
        ' left join (select key, jsonb_object_agg(coalesce(currency, ''''), amount) as amounts from (
            select %s as key, t.%I::text as currency, %s as amount from %s group by 1, 2
          ) as s where amount is not null group by key) as m%s on m%s.key is not distinct from g.key',
        key, currency, amount, source, cardinality(results), cardinality(results)
      );
      results := results || format('m%s.amounts', cardinality(results));
    end if;
  end loop;
  return format(
    'select coalesce(jsonb_agg(jsonb_build_object(''key'', g.key, ''count'', g.n, ''values'', jsonb_build_array(%s))
       order by g.key), ''[]'')
     from (select %s as key, count(*) as n%s from %s group by 1 order by 1 limit 1000) as g%s',
    array_to_string(results, ', '), key, singles, source, joins
  );
end;
$$;
comment on function engine.summary_sql is
  'Statement behind config.summarize. Reasons unknown_entity, unknown_field, invalid_aggregate, invalid_condition.';

create function config.summarize(entity text, question text)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  execute engine.summary_sql(entity, question::jsonb) into answer;
  return answer;
end;
$$;
comment on function config.summarize is
  'Counts and aggregates of the rows that the caller sees. question is JSON: condition, search, group (a field, or none
for all rows), aggregates [{"field", "op": sum|avg|min|max|filled|unique}]. Answers up to 1,000 groups
{key, count, values}; amounts with a currency come as {"EUR": …}. Columns that may not be read are refused (403).';

-- supabase/schemas/78_publishing.sql
-- The doors of publishing: do the work, then read as the roles that changed. One mismatch and nothing has happened.

create function config.save_role(role_id uuid, document jsonb, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  version_id bigint;
begin
  version_id := engine.save_role(role_id, document, note);
  perform engine.require_verified(engine.role_keys(array[role_id]));
  return version_id;
end;
$$;
comment on function config.save_role is
  'Saves and publishes a role in one transaction; returns the number of the version. Needs the right roles.
Reasons: changed_meanwhile (409), above_own_rank, right_not_held (403), invalid_…, unknown_…, scope_exists (400),
verification_failed with the cell, busy.';

create function config.create_role(label jsonb, copy_of uuid default null)
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  new_id uuid;
begin
  new_id := engine.create_role(label, copy_of);
  perform engine.require_verified(engine.role_keys(array[new_id]));
  return new_id;
end;
$$;
comment on function config.create_role is 'A new role without rights, or with those of another; returns its id.';

create function config.save_scope(scope_id uuid, label jsonb, condition jsonb, note text default '')
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  saved_id uuid;
begin
  saved_id := engine.save_scope(scope_id, label, condition, note);
  perform engine.require_verified(engine.role_keys(engine.role_ids_of_scope(saved_id)));
  return saved_id;
end;
$$;
comment on function config.save_scope is
  'Adds a scope (id null) or changes one in all roles that use it, in one transaction; returns its id. Needs the right
roles. Reasons unknown_scope (404), above_own_rank, right_not_held (403), invalid_label, invalid_condition,
verification_failed, busy.';

create function config.restore_version(version_id bigint, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  new_id bigint;
begin
  new_id := engine.restore_version(version_id, note);
  perform engine.require_verified(engine.role_keys());
  return new_id;
end;
$$;
comment on function config.restore_version is
  'Makes all roles and scopes what they were in a version, in one transaction; returns the number of the new version.
Needs the right roles. Reasons unknown_version (404), role_in_use, above_own_rank, right_not_held, last_admin,
verification_failed, busy.';

-- supabase/schemas/79_helpers.sql
-- What every app role may use beside its tables.

create view engine.sequences_of_defaults with (security_invoker = true) as
select distinct d.refobjid::regclass as sequence, t.relname::text as table_name
from pg_catalog.pg_depend as d
join pg_catalog.pg_class as s on s.oid = d.refobjid and s.relkind = 'S'
join pg_catalog.pg_attrdef as a on a.oid = d.objid
join pg_catalog.pg_class as t on t.oid = a.adrelid
where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_attrdef'::regclass
  and t.relnamespace = 'public'::regnamespace;
comment on view engine.sequences_of_defaults is 'Sequences that column defaults draw numbers from.';

create table engine.helpers (
  signature text primary key
);
comment on table engine.helpers is 'Functions that later files add to engine.helper_routines().';
alter table engine.helpers enable row level security;

create function engine.add_helper(signature text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into engine.helpers (signature) values (add_helper.signature);
  execute format('grant execute on function %s to service_role', signature::regprocedure);
end;
$$;
comment on function engine.add_helper is 'Lets every app role and the service run a function of the engine.';

-- What functions of config call in the caller's own name; each of them checks his rights itself.
create function engine.helper_routines()
returns setof regprocedure
language sql stable security invoker set search_path = ''
as $$
  select unnest(array[
    'engine.claims()', 'engine.uid()', 'engine.view_as_header()', 'engine.member_id()', 'engine.member_ids(text)',
    'engine.today()', 'engine.key_of_entity(text)', 'engine.history_of(text, text, bigint, integer)',
    'engine.revertible(bigint, text[])', 'engine.refuse(text, text, jsonb, text)',
    'engine.save_role(uuid, jsonb, text)', 'engine.create_role(jsonb, uuid)',
    'engine.save_scope(uuid, jsonb, jsonb, text)', 'engine.role_ids_of_scope(uuid)',
    'engine.restore_version(bigint, text)', 'engine.role_keys(uuid[])', 'engine.catalog_findings(text[])',
    'engine.samples_of(text, integer)', 'engine.verify_roles(text[])', 'engine.require_verified(text[])',
    'engine.read_sample(engine.sample)', 'engine.become(text)', 'engine.let_operator_become(text)',
    'engine.forget_sets()', 'engine.scoped_writes(text)', 'engine.plan_write(jsonb)',
    'engine.summary_sql(text, jsonb)'
  ]::regprocedure[])
  union all
  select h.signature::regprocedure from engine.helpers as h;
$$;
comment on function engine.helper_routines is 'Functions of the engine that every app role and the service may run.';

create function engine.base_statements(role_keys text[])
returns setof text
language sql stable security invoker set search_path = ''
as $$
  with roles as (
    select k.role_key, engine.role_name(k.role_key) as name from unnest(role_keys) as k (role_key)
  ), helpers as materialized (
    select h.routine from engine.helper_routines() as h (routine)
    union
    -- Every function of config checks the caller's rights itself.
    select p.oid::regprocedure from pg_catalog.pg_proc as p where p.pronamespace = 'config'::regnamespace
    union
    select f.routine from engine.functions_of_columns as f
  )
  select format('grant usage on schema %I to %I', schema, r.name)
  from roles as r, unnest(array['public', 'config', 'engine']) as schema
  where not has_schema_privilege(r.name, schema, 'usage')
  union all
  select format('grant execute on function %s to %I', h.routine, r.name)
  from helpers as h, roles as r
  where not has_function_privilege(r.name, h.routine, 'execute')
  union all
  select distinct format('grant usage on sequence %s to %I', s.sequence, r.name)
  from engine.sequences_of_defaults as s
  join engine.wanted_grants_of(role_keys) as w on w.table_name = s.table_name and w.privilege = 'INSERT'
  join roles as r using (role_key)
  where not has_sequence_privilege(r.name, s.sequence, 'usage');
$$;
comment on function engine.base_statements is 'What every app role needs beside its tables: schemas, helpers, sequences.';

do $$
declare
  routine regprocedure;
begin
  for routine in select * from engine.helper_routines() loop
    execute format('grant execute on function %s to service_role', routine);
  end loop;
end;
$$;

-- supabase/schemas/80_audit_configuration.sql
-- Configuration is watched like data: audited, stamped, and announced to open apps.

do $$
declare
  watched record;
  event text;
begin
  for watched in
    select *
    from (values
      ('settings', '{id}'), ('roles', '{id}'), ('members', '{id}'), ('member_roles', '{member_id,role_id}'),
      ('member_values', '{member_id,variable_key,record_id}'), ('navigation_groups', '{key}'),
      ('entities', '{id}'), ('fields', '{id}'), ('lookups', '{id}'), ('variables', '{key}'), ('scopes', '{id}'),
      ('permissions', '{id}'), ('permission_fields', '{permission_id,field_id}'),
      ('operations', '{name}'), ('role_operations', '{role_id,operation_name}'),
      ('logins', '{id}'), ('trash', '{id}'),
      ('views', '{id}'), ('view_defaults', '{entity_id,role_id}'),
      ('forms', '{id}'), ('form_rules', '{id}')
    ) as t (name, keys)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute engine.audit_trigger_sql(format('config.%I', watched.name), event, watched.keys::text[]);
    end loop;
    -- Of a view only those who use it need to know, when they next look.
    if watched.name not in (
      'settings', 'members', 'member_roles', 'member_values', 'views', 'view_defaults'
    ) then
      execute format(
        'create trigger configuration__bump after insert or update or delete on config.%I
         for each statement execute function engine.bump_configuration_version()', watched.name
      );
    end if;
    if exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = format('config.%I', watched.name)::regclass and a.attname = 'updated_at'
    ) then
      execute format(
        'create trigger entity__touch before update on config.%I
         for each row execute function engine.touch_updated_at()', watched.name
      );
    end if;
  end loop;
end;
$$;

-- supabase/schemas/80_local_period.sql
-- A period of days as moments: worked out once for a time zone, so that no row has to be converted to local time.

create function engine.first_moment(day date, zone text)
returns timestamptz
language sql stable strict parallel safe security invoker set search_path = ''
as $$
  -- Where clocks are put back at midnight, the day begins with the first of its two midnights.
  select case when (n.at - interval '1 hour') at time zone zone >= day then n.at - interval '1 hour' else n.at end
  from (select day::timestamp at time zone zone) as n (at);
$$;
comment on function engine.first_moment is 'The first moment that belongs to a day in a time zone.';
select engine.add_helper('engine.first_moment(date, text)');

-- Its cost tells the planner never to ask again for every row.
create function engine.local_period(since date, until date, zone text, bucket text default null)
returns table (starts timestamptz, ends timestamptz, steps timestamptz[])
language sql stable parallel safe security invoker cost 10000 rows 1 set search_path = ''
as $$
  select engine.first_moment(since, zone), engine.first_moment(until + 1, zone), array(
    select engine.first_moment(greatest(step.at::date, since), zone)
    from generate_series(date_trunc(bucket, since::timestamp), until::timestamp, ('1 ' || bucket)::interval) as step (at)
    order by 1
  );
$$;
comment on function engine.local_period is
  'Where a period begins and ends in a time zone, and where each day, week or month of it begins when a bucket is given.';
select engine.add_helper('engine.local_period(date, date, text, text)');

-- supabase/schemas/81_names.sql
-- Safe names and clean texts for what people make: any label becomes an identifier that is free and not reserved.

create function engine.is_reserved(name text)
returns boolean
language sql stable security invoker set search_path = ''
as $$
  select name ~ '^(pg_|bo_|bi_)' or name ~ '_(grams|hash)$'
    or name in (
      -- Words of the REST API, and columns that every table has.
      'select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'and', 'or', 'not', 'any', 'all', 'id',
      'created_at', 'updated_at', 'created_by', 'updated_by', 'version', 'count', 'sum', 'avg', 'min', 'max'
    )
    or exists (select from pg_get_keywords() as k where k.word = is_reserved.name and k.catcode <> 'U')
    or exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = 'pg_catalog.pg_class'::regclass and a.attnum < 0 and a.attname = is_reserved.name
    );
$$;
comment on function engine.is_reserved is 'Words that SQL, PostgREST or the engine keep for themselves.';

create function engine.free_name(wish text, fallback text, taken text[])
returns text
language plpgsql stable security invoker set search_path = ''
as $$
declare
  name text := engine.free_key(wish, fallback, '{}');
begin
  if engine.is_reserved(name) then
    name := trim(both '_' from left(fallback || '_' || regexp_replace(name, '_(grams|hash)$', ''), 36));
  end if;
  return engine.free_key(name, fallback, taken);
end;
$$;
comment on function engine.free_name is 'A safe name that is not taken, made from any text: letters, digits and _, at most 40.';

create function engine.free_column(table_name text, wish text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select engine.free_name(wish, 'field', array(
    select a.attname::text from pg_catalog.pg_attribute as a
    where a.attrelid = to_regclass(format('public.%I', table_name))
    union
    select l.name from engine.lookups as l where l.entity_name = free_column.table_name
  ));
$$;
comment on function engine.free_column is 'A name for a new column of a table.';

create function engine.free_table(wish text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select engine.free_name(wish, 'entity', array(
    select c.relname::text from pg_catalog.pg_class as c where c.relnamespace = 'public'::regnamespace
    union select t.typname::text from pg_catalog.pg_type as t where t.typnamespace = 'public'::regnamespace
    union select p.proname::text from pg_catalog.pg_proc as p where p.pronamespace = 'public'::regnamespace
    union select t.entity_name::text from config.trash as t
  ));
$$;
comment on function engine.free_table is 'A name for a new table: no table, type or function of public has it.';

-- Comments carry labels as `English | 中文`, one line for the label, one for the help.
create function engine.one_line(value text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select btrim(regexp_replace(replace(value, '|', '/'), '[[:cntrl:][:space:]]+', ' ', 'g'));
$$;
comment on function engine.one_line is 'A text as it can stand in a comment that carries labels.';

create function engine.clean_label(label jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  cleaned jsonb;
begin
  perform engine.require_label(label);
  cleaned := jsonb_build_object('en', engine.one_line(label ->> 'en'), 'zh-CN', engine.one_line(label ->> 'zh-CN'));
  perform engine.require_label(cleaned);
  return cleaned;
end;
$$;
comment on function engine.clean_label is 'A label on one line per language. Reason invalid_label.';

create function engine.clean_help(help jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  en constant text := engine.one_line(coalesce(help ->> 'en', ''));
  zh constant text := engine.one_line(coalesce(help ->> 'zh-CN', ''));
begin
  if length(en) > 500 or length(zh) > 500 then
    perform engine.refuse('too_long_max', 'A help text has up to 500 characters', '{"field": "help", "max": 500}');
  end if;
  return case when en || zh <> '' then
    jsonb_build_object('en', coalesce(nullif(en, ''), zh), 'zh-CN', coalesce(nullif(zh, ''), en))
  end;
end;
$$;
comment on function engine.clean_help is 'A help text in both languages, or null. Reason too_long_max.';

create function engine.comment_text(label jsonb, help jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%s | %s', label ->> 'en', label ->> 'zh-CN')
    || case when help ->> 'en' is null then '' else format(E'\n%s | %s', help ->> 'en', help ->> 'zh-CN') end;
$$;
comment on function engine.comment_text is 'The comment that carries a label and a help text.';

-- supabase/schemas/82_new_fields.sql
-- What somebody asks of a field, checked and completed: options, default, column type, rule. Writes nothing.

create function engine.require_entity(entity_name text)
returns config.entities
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_entity config.entities;
begin
  select e.* into found_entity from config.entities as e where e.name = entity_name;
  if not found then
    perform engine.refuse('unknown_entity', 'This entity does not exist any more',
      jsonb_build_object('entity', entity_name), 'PT404');
  end if;
  return found_entity;
end;
$$;
comment on function engine.require_entity is 'An entity by name. Reason unknown_entity (404).';

create function engine.require_field(entity_name text, field_name text)
returns config.fields
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_field config.fields;
begin
  select f.* into found_field from config.fields as f
  where f.entity_id = (engine.require_entity(entity_name)).id and f.name = field_name;
  if not found then
    perform engine.refuse('unknown_field', 'This field does not exist any more',
      jsonb_build_object('entity', entity_name, 'field', field_name), 'PT404');
  end if;
  return found_field;
end;
$$;
comment on function engine.require_field is 'A field by name. Reasons unknown_entity, unknown_field (404).';

-- The value of a choice stays for life; the label may change.
create function engine.clean_choices(choices jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  choice jsonb;
  value text;
  cleaned jsonb := '[]';
  taken text[] := '{}';
begin
  if jsonb_typeof(choices) is distinct from 'array' or jsonb_array_length(choices) not between 1 and 200 then
    perform engine.refuse('invalid_choices', 'A choice needs 1 to 200 options', '{"setting": "choices"}');
  end if;
  for choice in select * from jsonb_array_elements(choices) loop
    value := coalesce(
      nullif(left(engine.one_line(choice ->> 'value'), 60), ''),
      engine.free_key(choice -> 'label' ->> 'en', 'option', taken)
    );
    if value = any (taken) then
      perform engine.refuse('invalid_choices', format('The option %s is there twice', value),
        jsonb_build_object('setting', 'choices', 'value', value));
    end if;
    taken := taken || value;
    cleaned := cleaned || jsonb_strip_nulls(jsonb_build_object(
      'value', value, 'label', engine.clean_label(choice -> 'label'),
      'color', substring(choice ->> 'color' from '^[a-z]{3,12}$')
    ));
  end loop;
  return cleaned;
end;
$$;
comment on function engine.clean_choices is
  'Options of a choice with value, label and colour; the value is made from the label where it lacks. Reason invalid_choices.';

create function engine.choice_values(options jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(select c ->> 'value' from jsonb_array_elements(options -> 'choices') with ordinality as t (c, n) order by n);
$$;
comment on function engine.choice_values is 'The values that a choice allows.';

-- Amounts of one record are in one currency: a new one joins those that are there.
create function engine.currency_option(entity_id uuid, options jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when options ->> 'currency' ~ '^[A-Z]{3}$' then jsonb_build_object('currency', options -> 'currency')
    else coalesce((
      select jsonb_build_object('currency_field', f.options -> 'currency_field') from config.fields as f
      where f.entity_id = currency_option.entity_id and f.options ? 'currency_field' order by f.position limit 1
    ), '{}')
  end;
$$;
comment on function engine.currency_option is 'The currency of a money field: its own, or the one that the record names.';

create function engine.clean_options(entity config.entities, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  cleaned jsonb := '{}';
begin
  if type in ('choice', 'multi_choice') then
    cleaned := jsonb_build_object('choices', engine.clean_choices(options -> 'choices'));
  elsif type = 'money' then
    cleaned := engine.currency_option(entity.id, options);
  elsif type = 'decimal' then
    cleaned := jsonb_build_object('scale', least(greatest(coalesce((options ->> 'scale')::integer, 2), 0), 8));
  elsif type = 'rating' then
    cleaned := jsonb_build_object('max', least(greatest(coalesce((options ->> 'max')::integer, 5), 2), 10));
  elsif type in ('text', 'barcode') then
    cleaned := jsonb_strip_nulls(jsonb_build_object('drawing', substring(options ->> 'drawing' from '^(none|bars|qr)$')));
  elsif type = 'auto_number' then
    cleaned := engine.auto_number_options(options);
  elsif type in ('file', 'image') then
    cleaned := jsonb_build_object(
      'max_files', least(greatest(coalesce((options ->> 'max_files')::integer, 1), 1), 20),
      'max_size', least(greatest(coalesce((options ->> 'max_size')::integer, 20), 1), 50)
    );
  elsif type = 'relation' then
    cleaned := jsonb_strip_nulls(jsonb_build_object(
      'target', (engine.require_entity(options ->> 'target')).name,
      'on_delete', case options ->> 'on_delete' when 'refuse' then 'refuse' end
    ));
  end if;
  return cleaned || jsonb_strip_nulls(jsonb_build_object(
    'unit', left(engine.one_line(options ->> 'unit'), 20), 'formula', nullif(engine.one_line(options ->> 'formula'), '')
  ));
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'These options do not fit the type', '{"setting": "options"}');
end;
$$;
comment on function engine.clean_options is 'The options that a type knows, checked. Reasons invalid_choices, unknown_entity, invalid_value.';

create function engine.column_type(type text, options jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return case type
    when 'decimal' then format('numeric(18,%s)', options ->> 'scale')
    when 'relation' then (
      select c.type_name from engine.columns as c
      where c.table_name = options ->> 'target' and c.column_name = engine.primary_key(options ->> 'target')
    )
    else (select t.column_type from engine.field_types as t where t.name = type)
  end;
end;
$$;
comment on function engine.column_type is 'The Postgres type of a field.';

create function engine.field_check(name text, type text, options jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case
    when t.name = 'choice' then format('%I = any (array[%s])', field_check.name, v.list)
    when t.name = 'multi_choice' then format('%I <@ array[%s]', field_check.name, v.list)
    else format(t.check_sql, field_check.name, options ->> 'max')
  end
  from engine.field_types as t
  cross join lateral (
    select string_agg(format('%L::text', value), ', ' order by n)
    from unnest(engine.choice_values(options)) with ordinality as c (value, n)
  ) as v (list)
  where t.name = field_check.type;
$$;
comment on function engine.field_check is 'The rule that values of a field keep to, as SQL; null where any value of the type will do.';

create function engine.check_name(name text, type text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.short_name(check_name.name || '_' || t.holds) from engine.field_types as t where t.name = check_name.type;
$$;
comment on function engine.check_name is 'Name of the constraint that holds the rule of a field.';

-- Literals only, or one of three words: a default is never SQL that somebody wrote.
create function engine.default_sql(type text, column_type text, options jsonb, wanted jsonb)
returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  literal text;
  fits boolean := false;
begin
  if wanted is null or wanted = 'null' or wanted = '""' then
    return (select quote_literal(t.fallback) || '::' || default_sql.column_type from engine.field_types as t where t.name = type);
  elsif jsonb_typeof(wanted) = 'object' and type <> 'json' then
    literal := case wanted ->> 'variable'
      when 'today' then case when type = 'date' then 'engine.today()' end
      when 'now' then case when type = 'datetime' then 'now()' end
      when 'me' then case when type = 'person' then 'engine.member_id()' end
    end;
    fits := literal is not null;
  elsif type not in ('relation', 'person', 'file', 'image') then
    literal := format('%L::%s', case
      when type = 'json' then wanted::text
      when jsonb_typeof(wanted) = 'array' then array(select jsonb_array_elements_text(wanted))::text
      else wanted #>> '{}'
    end, column_type);
    execute format('select coalesce(%s, true) from (select %s as value) as t',
      coalesce(engine.field_check('value', type, options), 'true'), literal) into fits;
  end if;
  if not fits then
    perform engine.refuse('invalid_default', 'This default does not fit the type of the field', '{"setting": "default"}');
  end if;
  return literal;
exception when data_exception then
  perform engine.refuse('invalid_default', 'This default does not fit the type of the field', '{"setting": "default"}');
end;
$$;
comment on function engine.default_sql is
  'The default of a column as SQL, from a JSON value or {"variable": "today" | "now" | "me"}. Reason invalid_default.';

-- supabase/schemas/83_field_access.sql
-- Who may see and edit a field: the same permissions that the role pages show, one field at a time.

create function engine.field_roles(entity_id uuid, field_id uuid, actions text[])
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text
    from config.roles as r
    where exists (
      select from config.permissions as p
      where p.role_id = r.id and p.entity_id = field_roles.entity_id and p.action = any (actions) and (
        p.all_fields
        or exists (select from config.permission_fields as pf where pf.permission_id = p.id and pf.field_id = field_roles.field_id)
      )
    )
    order by r.rank, r.key
  );
$$;
comment on function engine.field_roles is 'Keys of the roles whose permission for one of the actions covers a field.';

-- Amounts follow amounts: a new one is shown to no more roles than those that are there.
create function engine.neighbour_of(entity_id uuid, type text, is_editable boolean)
returns uuid
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.id from config.fields as f
  where f.entity_id = neighbour_of.entity_id and not f.is_hidden and not (is_editable and f.is_read_only)
    and f.name not in ('created_at', 'updated_at', 'version')
  order by case when neighbour_of.type in ('money', 'percent') and f.type = 'money' then 0 else 1 end, f.position desc
  limit 1;
$$;
comment on function engine.neighbour_of is 'The field whose roles a new field takes over when nobody says who may see or edit it.';

create function engine.default_access(entity_id uuid, type text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with roles as (
    select engine.field_roles(entity_id, engine.neighbour_of(entity_id, type, false), '{read}') as see,
      engine.field_roles(entity_id, engine.neighbour_of(entity_id, type, true), '{create,update}') as edit
  )
  select jsonb_build_object('see', to_jsonb(see), 'edit', to_jsonb(array(
    select k from unnest(edit) with ordinality as e (k, n) where k = any (see) order by n
  )))
  from roles;
$$;
comment on function engine.default_access is 'Who may see and edit a new field of this type when nobody says so.';

create function engine.clean_access(entity config.entities, type text, access jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  see constant text[] := engine.text_array(case when jsonb_typeof(access -> 'see') = 'array' then access -> 'see' end);
  edit constant text[] := engine.text_array(case when jsonb_typeof(access -> 'edit') = 'array' then access -> 'edit' end);
  stranger text;
begin
  if access is null or access = 'null' then
    return engine.default_access(entity.id, type);
  end if;
  select k into stranger from unnest(see || edit) as k
  where not exists (
    select from config.permissions as p join config.roles as r on r.id = p.role_id
    where r.key = k and p.entity_id = entity.id and p.action = 'read'
  ) limit 1;
  if stranger is not null then
    perform engine.refuse('role_cannot_read', format('Role %s may not read %s at all', stranger, entity.name),
      jsonb_build_object('role', stranger, 'entity', entity.name));
  end if;
  return jsonb_build_object('see', to_jsonb(array(select distinct unnest(see || edit))), 'edit', to_jsonb(edit));
end;
$$;
comment on function engine.clean_access is
  'Who may see and edit a field, {"see": [role], "edit": [role]}; who edits sees. Reason role_cannot_read.';

create function engine.cover_field(permission config.permissions, covered_id uuid, is_wanted boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if permission.all_fields and is_wanted then
    return;
  elsif permission.all_fields then
    perform engine.require_reach(r.rank, r.may_configure) from config.roles as r where r.id = permission.role_id;
    update config.permissions as p set all_fields = false where p.id = permission.id;
    -- A permission that once listed fields may still hold that list.
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (permission.id, covered_id);
    insert into config.permission_fields (permission_id, field_id)
    select permission.id, f.id from config.fields as f
    where f.entity_id = permission.entity_id and f.id <> covered_id and f.name !~ '_grams$'
    on conflict do nothing;
  elsif is_wanted then
    insert into config.permission_fields (permission_id, field_id) values (permission.id, covered_id)
    on conflict do nothing;
  else
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (permission.id, covered_id);
  end if;
end;
$$;
comment on function engine.cover_field is
  'Makes a permission cover a field, or not; one for all fields becomes one for all others. Reason above_own_rank.';

create function engine.set_field_access(entity_name text, field_name text, access jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.cover_field(p, f.id, (access -> case p.action when 'read' then 'see' else 'edit' end) ? r.key)
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id and e.name = entity_name
  join config.fields as f on f.entity_id = e.id and f.name = field_name
  where p.action in ('read', 'create', 'update');
$$;
comment on function engine.set_field_access is 'Lets exactly these roles see and edit a field, as far as they reach its entity.';

create function engine.role_names(role_keys jsonb, language text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(string_agg(r.label ->> language, case language when 'en' then ', ' else '、' end order by r.rank, r.key),
    case language when 'en' then 'nobody' else '没有人' end)
  from config.roles as r where role_keys ? r.key;
$$;
comment on function engine.role_names is 'Roles in words.';

-- supabase/schemas/84_field_steps.sql
-- What the steps of a plan are made of: words, risk and the statements for a column.

create type engine.step as (kind text, object text, words jsonb, risk text, sql text);
comment on type engine.step is 'One step of a plan: what happens to what, in words of both languages, how risky it is, and its SQL.';

create function engine.step(kind text, object text, en text, zh text, sql text, risk text default 'none')
returns engine.step
language sql immutable security invoker set search_path = ''
as $$
  select row(kind, object, jsonb_build_object('en', en, 'zh-CN', zh), risk, sql)::engine.step;
$$;
comment on function engine.step is 'A step of a plan; risk is none, look_twice or destructive.';

create function engine.label_of_field(entity_name text, field_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name))
  from config.fields as f
  join config.entities as e on e.id = f.entity_id and e.name = entity_name
  join engine.columns as c on c.table_name = e.name and c.column_name = f.name
  left join engine.labels as l on l.table_oid = c.table_oid and l.column_number = c.column_number
  where f.name = field_name;
$$;
comment on function engine.label_of_field is 'The label of a field.';

create function engine.label_of_entity(entity_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(e.label::jsonb, l.label, engine.label_of_name(e.name))
  from config.entities as e
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0
  where e.name = entity_name;
$$;
comment on function engine.label_of_entity is 'The label of an entity.';

create function engine.table_has_rows(table_name text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  has_rows boolean;
begin
  execute format('select exists (select from public.%I)', table_name) into has_rows;
  return has_rows;
end;
$$;
comment on function engine.table_has_rows is 'Whether a table holds anything.';

create function engine.add_field_sql(entity_name text, field jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  table_sql constant text := format('alter table public.%I', entity_name);
  name constant text := field ->> 'name';
  type constant text := field ->> 'type';
  options constant jsonb := field -> 'options';
  rule constant text := case when field ->> 'formula_sql' is null then engine.field_check(name, type, options) end;
  reference constant text := case type when 'relation' then options ->> 'target' end;
  default_sql constant text := field ->> 'default_sql';
  -- Records that exist get the default only where they cannot be without it.
  fills constant boolean := (field ->> 'is_required')::boolean;
begin
  return concat_ws(E';\n',
    format('%s add column %I %s', table_sql, name, field ->> 'column_type')
      || case when default_sql is not null and fills then ' default ' || default_sql else '' end
      || case when fills then ' not null' else '' end
      || coalesce(' generated always as (' || (field ->> 'formula_sql') || ') stored', '')
      || case when rule is not null then format(' constraint %I check (%s)', engine.check_name(name, type), rule) else '' end
      || case when reference is not null then format(' constraint %I references public.%I (%I) on delete %s',
        engine.short_name(format('%s_%s_fkey', entity_name, name)), reference, engine.primary_key(reference),
        case when fills or options ->> 'on_delete' = 'refuse' then 'restrict' else 'set null' end) else '' end
      || case when type = 'person' then format(' constraint %I references config.members (id)',
        engine.short_name(format('%s_%s_is_a_member', entity_name, name))) else '' end,
    case when default_sql is not null and not fills
      then format('%s alter column %I set default %s', table_sql, name, default_sql) end,
    format('comment on column public.%I.%I is %L', entity_name, name,
      engine.comment_text(field -> 'label', field -> 'help'))
  );
end;
$$;
comment on function engine.add_field_sql is 'The DDL that adds a field.';

create function engine.unique_sql(entity_name text, field_name text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('alter table public.%I add constraint %I unique (%I)', entity_name, name, field_name)
    else format('alter table public.%I drop constraint %I', entity_name, name)
  end
  from (select engine.short_name(format('%s_%s_key', entity_name, field_name))) as t (name);
$$;
comment on function engine.unique_sql is 'Makes a column unique, or no longer.';

create function engine.index_sql(entity_name text, field_name text, type text, is_wanted boolean)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case when is_wanted
    then format('create index %I on public.%I %s (%I)', name, entity_name,
      case when type in ('multi_choice', 'tags', 'json') then 'using gin' else '' end, field_name)
    else format('drop index public.%I', name)
  end
  from (select engine.short_name(format('%s_%s_idx', entity_name, field_name))) as t (name);
$$;
comment on function engine.index_sql is 'Makes a column quick to search, or no longer.';

-- supabase/schemas/84_plan_fields.sql
-- Fields as steps: each change of a field becomes statements with words and a risk. Nothing is executed here.

create function engine.insert_field(entity_name text, field jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
begin
  insert into config.fields (entity_id, name, type, options, position, is_hidden, is_read_only, is_made_here)
  select entity.id, field ->> 'name', field ->> 'type', (field -> 'options') - 'target',
    coalesce((field ->> 'position')::integer, max(f.position) + 1, 1), false,
    coalesce((field ->> 'is_read_only')::boolean, false), true
  from config.fields as f where f.entity_id = entity.id;
  if coalesce((field ->> 'in_list')::boolean, false) then
    update config.entities as e set list_fields = case when e.list_fields <> '{}' then e.list_fields else array(
      select f.name from config.fields as f
      where f.entity_id = e.id and not f.is_hidden and f.name <> field ->> 'name' order by f.position limit 6
    ) end || (field ->> 'name')
    where e.id = entity.id;
  end if;
end;
$$;
comment on function engine.insert_field is 'Writes a new field into the configuration.';

create function engine.clean_formula(entity config.entities, type text, options jsonb, column_type text, access jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readers constant text[] := engine.formula_readers(entity.id, options ->> 'formula');
  wanted constant jsonb := engine.clean_access(entity, type, access);
begin
  if type not in ('text', 'integer', 'decimal', 'money', 'percent', 'checkbox', 'date') then
    perform engine.refuse_formula(type);
  end if;
  return jsonb_build_object(
    'formula_sql', engine.formula_sql(entity.name, options ->> 'formula', column_type),
    'is_required', false, 'is_unique', false, 'is_indexed', false, 'is_read_only', true,
    'access', jsonb_build_object('edit', '[]'::jsonb, 'see', to_jsonb(array(
      select k from jsonb_array_elements_text(wanted -> 'see') as k where k = any (readers)
    )))
  );
end;
$$;
comment on function engine.clean_formula is
  'What a formula makes of a field: computed, read-only, seen only by roles that read all its sources. Reason invalid_formula.';

create function engine.clean_field(entity config.entities, change jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  field jsonb := change;
  type constant text := change ->> 'type';
  options jsonb;
begin
  if not exists (select from engine.field_types as t where t.name = type) then
    perform engine.refuse('unknown_type', 'There is no field type of this name',
      jsonb_build_object('setting', 'type', 'type', type));
  end if;
  field := field || jsonb_build_object(
    'label', engine.clean_label(change -> 'label'), 'help', engine.clean_help(change -> 'help'),
    'name', engine.free_column(entity.name, coalesce(nullif(change ->> 'name', ''), change -> 'label' ->> 'en')),
    'options', engine.clean_options(entity, type, coalesce(change -> 'options', '{}'))
  );
  options := field -> 'options';
  field := field || jsonb_build_object('column_type', engine.column_type(type, options));
  if options ? 'formula' then
    return field || engine.clean_formula(entity, type, field -> 'options', field ->> 'column_type', change -> 'access');
  end if;
  field := field || jsonb_build_object(
    'default_sql', engine.default_sql(type, field ->> 'column_type', options, change -> 'default'),
    'is_required', coalesce((change ->> 'is_required')::boolean, false) or type in ('checkbox', 'multi_choice', 'tags'),
    'is_unique', coalesce((change ->> 'is_unique')::boolean, false),
    -- Relations are followed from the other side, too.
    'is_indexed', type = 'relation' or coalesce((change ->> 'is_indexed')::boolean, false),
    'access', engine.clean_access(entity, type, change -> 'access')
  );
  if (field ->> 'is_required')::boolean and field ->> 'default_sql' is null and engine.table_has_rows(entity.name) then
    perform engine.refuse('required_needs_default', 'There are records already: a required field needs a default for them',
      '{"setting": "default"}');
  end if;
  return field;
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_required"}');
end;
$$;
comment on function engine.clean_field is
  'A new field with everything decided: name, options, column type, default, access. Reasons unknown_type, invalid_label,
invalid_choices, invalid_default, required_needs_default, role_cannot_read, unknown_entity.';

create function engine.new_field_steps(entity config.entities, field jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  name constant text := field ->> 'name';
  object constant text := entity.name || '.' || name;
  en constant text := field -> 'label' ->> 'en';
  zh constant text := field -> 'label' ->> 'zh-CN';
begin
  return next engine.step('add_field', object,
    format('Add the field “%s” to %s (%s)', en, engine.label_of_entity(entity.name) ->> 'en', field ->> 'column_type'),
    format('在“%2$s”中添加字段“%1$s”（%3$s）', zh, engine.label_of_entity(entity.name) ->> 'zh-CN', field ->> 'column_type'),
    concat_ws(E';\n',
      case when field ? 'formula_sql' then 'set local search_path = engine, pg_catalog' end,
      field ->> 'before_sql', engine.add_field_sql(entity.name, field),
      format('select engine.insert_field(%L, %L)', entity.name,
        field - array['access', 'kind', 'entity', 'column_type', 'before_sql', 'after_sql']),
      field ->> 'after_sql'));
  if (field ->> 'is_unique')::boolean then
    return next engine.step('add_unique', object, format('No two records may share a value of “%s”', en),
      format('“%s”的值不能重复', zh), engine.unique_sql(entity.name, name, true));
  end if;
  if (field ->> 'is_indexed')::boolean and not (field ->> 'is_unique')::boolean then
    return next engine.step('add_index', object, format('Make “%s” quick to search and sort', en),
      format('加快“%s”的搜索和排序', zh), engine.index_sql(entity.name, name, field ->> 'type', true));
  end if;
  return next engine.step('set_access', object,
    format('Seen by %s; edited by %s', engine.role_names(field -> 'access' -> 'see', 'en'), engine.role_names(field -> 'access' -> 'edit', 'en')),
    format('%s可以查看；%s可以编辑', engine.role_names(field -> 'access' -> 'see', 'zh-CN'), engine.role_names(field -> 'access' -> 'edit', 'zh-CN')),
    format('select engine.set_field_access(%L, %L, %L)', entity.name, name, field -> 'access'));
end;
$$;
comment on function engine.new_field_steps is
  'Steps for a field as engine.clean_field leaves it: column, rule, comment, uniqueness, index, rights.';

create function engine.plan_add_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  type constant text := change ->> 'type';
  entity config.entities;
begin
  if (select t.has_own_plan from engine.field_types as t where t.name = type) then
    return query execute format('select s.* from engine.%I($1) as s', 'plan_add_' || type) using change;
    return;
  end if;
  entity := engine.require_entity(change ->> 'entity');
  return query select s.* from engine.new_field_steps(entity, engine.clean_field(entity, change)) as s;
end;
$$;
comment on function engine.plan_add_field is 'Steps that add a field of any type.';

-- supabase/schemas/85_formulas.sql
-- Formulas over the fields of one record: a small safe grammar becomes a stored generated column.
-- {field}, numbers, 'texts', + - * / & and comparisons, and a few functions; anything else is refused before SQL is made.

create function engine.formula_tokens(formula text)
returns text[]
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  rest text := formula;
  token text;
  tokens text[] := '{}';
begin
  if length(formula) > 1000 then
    perform engine.refuse_formula(left(formula, 20));
  end if;
  loop
    rest := ltrim(rest, E' \t\r\n');
    exit when rest = '';
    token := substring(rest from '^(\{[a-z][a-z0-9_]*\}|[0-9]{1,15}(?:\.[0-9]{1,8})?|''(?:[^'']|'''')*''|[a-zA-Z]+|<>|<=|>=|[-+*/&(),=<>])');
    if token is null then
      perform engine.refuse_formula(left(rest, 20));
    end if;
    tokens := tokens || token;
    rest := substr(rest, length(token) + 1);
  end loop;
  return tokens;
end;
$$;
comment on function engine.formula_tokens is 'The words of a formula. Reason invalid_formula with the place.';

-- Null instead of an error: one record without a divisor must not make all others unsavable.
create function engine.divide(dividend numeric, divisor numeric)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select dividend operator(pg_catalog./) nullif(divisor, 0);
$$;
comment on function engine.divide is 'A division in a formula: null by zero.';
create operator engine./ (function = engine.divide, leftarg = numeric, rightarg = numeric);

create function engine.choose(condition boolean, yes anycompatible, no anycompatible)
returns anycompatible
language sql immutable security invoker set search_path = ''
as $$
  select case when condition then yes else no end;
$$;
comment on function engine.choose is 'if(…) of a formula.';

create function engine.round_to(value numeric, places numeric default 0)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select round(value, places::integer);
$$;
comment on function engine.round_to is 'round(…) of a formula.';

-- Every word comes from this list, is a number, a quoted text or a column: no other SQL can arise.
create function engine.formula_word(entity_name text, token text)
returns text
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  known constant jsonb := '{
    "round": "engine.round_to", "abs": "pg_catalog.abs", "floor": "pg_catalog.floor", "ceil": "pg_catalog.ceil",
    "min": "least", "max": "greatest", "coalesce": "coalesce", "if": "engine.choose", "upper": "pg_catalog.upper",
    "lower": "pg_catalog.lower", "trim": "pg_catalog.btrim", "length": "pg_catalog.length", "and": "and", "or": "or",
    "not": "not", "true": "true", "false": "false", "&": "||"
  }';
  source record;
begin
  if token ~ '^\{' then
    select c.column_name, c.type_name into source from engine.columns as c
    join config.fields as f on f.entity_id = (engine.require_entity(entity_name)).id and f.name = c.column_name
    where c.table_name = entity_name and c.column_name = btrim(token, '{}') and not c.is_generated;
    return case
      when source.type_name ~ '^(numeric|bigint|integer|smallint)' then format('%I::numeric', source.column_name)
      when source.type_name = 'text' then format('coalesce(%I, '''')', source.column_name)
      when source.type_name in ('boolean', 'date') then format('%I', source.column_name)
    end;
  elsif token ~ '^[0-9]' then
    return token || '::numeric';
  elsif token ~ '^''' then
    return format('%L::text', replace(substr(token, 2, length(token) - 2), '''''', ''''));
  elsif token ~ '^[a-zA-Z]' or token = '&' then
    return known ->> lower(token);
  end if;
  return token;
end;
$$;
comment on function engine.formula_word is 'A word of a formula as SQL; null when it is not known.';

create function engine.refuse_formula(place text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse('invalid_formula', format('This formula cannot be computed: %s', place),
    jsonb_build_object('setting', 'formula', 'at', place));
$$;
comment on function engine.refuse_formula is 'Refuses a formula (reason invalid_formula) with the place.';

create function engine.formula_sql(entity_name text, formula text, column_type text)
returns text
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  token text;
  word text;
  words text[] := '{}';
  problem text;
begin
  foreach token in array engine.formula_tokens(formula) loop
    word := engine.formula_word(entity_name, token);
    if word is null then
      perform engine.refuse_formula(token);
    end if;
    words := words || word;
  end loop;
  if words = '{}' then
    perform engine.refuse_formula('');
  end if;
  -- Postgres itself says whether the words make an expression of this type.
  begin
    perform set_config('search_path', 'engine, pg_catalog', true); -- divisions are ours; ends with this function
    execute format('explain select (%s)::%s from public.%I', array_to_string(words, ' '), column_type, entity_name);
  exception when syntax_error_or_access_rule_violation or data_exception or feature_not_supported then
    get stacked diagnostics problem = message_text;
    perform engine.refuse_formula(problem);
  end;
  return format('(%s)::%s', array_to_string(words, ' '), column_type);
end;
$$;
comment on function engine.formula_sql is 'A formula as an expression over the columns of its entity. Reason invalid_formula.';

create function engine.formula_readers(entity_id uuid, formula text)
returns text[]
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text from config.roles as r
    where not exists (
      select from engine.formula_tokens(formula) as words, unnest(words) as token
      join config.fields as f on f.entity_id = formula_readers.entity_id and f.name = btrim(token, '{}') and token ~ '^\{'
      where r.key <> all (engine.field_roles(formula_readers.entity_id, f.id, '{read}'))
    )
  );
$$;
comment on function engine.formula_readers is 'Roles that read every field of a formula: only they may see its result.';

-- supabase/schemas/85_plan_column_rules.sql
-- Steps that change what a column that is there lets in: its options, whether it is required, whether it is unique.

create function engine.require_made_here(entity_name text, field config.fields)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if not field.is_made_here then
    perform engine.refuse('built_in_field', 'This field came with the app, whose functions count on it: it can be renamed and hidden only',
      jsonb_build_object('entity', entity_name, 'field', field.name));
  end if;
end;
$$;
comment on function engine.require_made_here is 'Refuses (reason built_in_field) to change the column of a field that was not added here.';

create function engine.count_where(entity_name text, condition text)
returns bigint
language plpgsql stable security definer set search_path = '' -- counts as the owner
as $$
declare
  found bigint;
begin
  execute format('select count(*) from public.%I where %s', entity_name, condition) into found;
  return found;
end;
$$;
comment on function engine.count_where is 'How many records of an entity meet a condition that the compiler wrote.';

-- A few values with how often each occurs, for those who may read them all.
create function engine.counted_values(entity config.entities, field config.fields, source text)
returns text
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  found text;
begin
  if not engine.may_read_all(entity.id, field.id) then
    return '';
  end if;
  execute format('select string_agg(format(''%%s (%%s)'', left(value, 60), n), '', '')
    from (select value::text, count(*) as n from (%s) as s (value) where value is not null group by value order by n desc, value limit 10) as t', source)
  into found;
  return coalesce(found, '');
end;
$$;
comment on function engine.counted_values is 'The commonest values of a query as `value (count), …`; empty for somebody who may not read them all.';

create function engine.replacing_sql(entity_name text, field config.fields, replacements jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case field.type
    when 'choice' then format('update public.%1$I set %2$I = (%3$L::jsonb ->> %2$I) where %3$L::jsonb ? %2$I', entity_name, field.name, replacements)
    else format('update public.%1$I set %2$I = array(
        select coalesce(%3$L::jsonb ->> v, v) from unnest(%2$I) with ordinality as u (v, n) group by 1 order by min(n)
      ) where %3$L::jsonb ?| %2$I', entity_name, field.name, replacements)
  end
  where replacements <> '{}';
$$;
comment on function engine.replacing_sql is 'Gives records another option in place of one that goes; null when none is replaced.';

create function engine.plan_rule_change(entity_name text, field config.fields, options jsonb, replacements jsonb default '{}')
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  object constant text := entity_name || '.' || field.name;
  rule constant text := engine.field_check(field.name, field.type, options);
  kept constant jsonb := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(coalesce(replacements, '{}'))
    where key <> all (engine.choice_values(options)) and value #>> '{}' = any (engine.choice_values(options))
  );
  listed constant text := case field.type when 'choice' then format('select %I as v from public.%I', field.name, entity_name)
    else format('select unnest(%I) as v from public.%I', field.name, entity_name) end;
  misfits bigint;
begin
  if field.type in ('choice', 'multi_choice')
    and engine.choice_values(options) @> engine.choice_values(field.options)
    and engine.choice_values(options) <@ engine.choice_values(field.options)
  then
    return; -- only labels, colours or the order differ
  end if;
  perform engine.require_made_here(entity_name, field);
  misfits := engine.count_where(entity_name, case field.type
    when 'choice' then format('not (%s) and not %L::jsonb ? %I', rule, kept, field.name)
    else format('exists (select from unnest(%I) as v where v <> all (%L::text[]) and not %L::jsonb ? v)',
      field.name, engine.choice_values(options), kept)
  end);
  if misfits > 0 then
    perform engine.refuse('choice_in_use', format('%s records hold an option that would go', misfits),
      jsonb_build_object('setting', 'choices', 'count', misfits, 'values', engine.counted_values(
        engine.require_entity(entity_name), field,
        format('select v from (%s) as l where v <> all (%L::text[])', listed, engine.choice_values(options)))));
  end if;
  return next engine.step('change_rule', object,
    format('Allow other options in “%s”', label ->> 'en'), format('修改“%s”的选项', label ->> 'zh-CN'),
    concat_ws(E';\n',
      format('alter table public.%I drop constraint if exists %I', entity_name, engine.check_name(field.name, field.type)),
      engine.replacing_sql(entity_name, field, kept),
      format('alter table public.%I add constraint %I check (%s)', entity_name, engine.check_name(field.name, field.type), rule)
    ), 'look_twice');
end;
$$;
comment on function engine.plan_rule_change is 'Steps for other options of a choice. Reasons choice_in_use with a count, built_in_field.';

create function engine.plan_required(entity_name text, field config.fields, is_wanted boolean)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  empty constant bigint := engine.count_where(entity_name, format('%I is null', field.name));
begin
  perform engine.require_made_here(entity_name, field);
  if is_wanted and empty > 0 then
    perform engine.refuse('has_empty', format('%s records have nothing in this field', empty),
      jsonb_build_object('setting', 'is_required', 'count', empty));
  end if;
  return next engine.step('set_required', entity_name || '.' || field.name,
    format(case when is_wanted then 'Require a value in “%s”' else 'Let “%s” be empty' end, label ->> 'en'),
    format(case when is_wanted then '“%s”必须填写' else '“%s”可以留空' end, label ->> 'zh-CN'),
    format('alter table public.%I alter column %I %s not null', entity_name, field.name, case when is_wanted then 'set' else 'drop' end));
end;
$$;
comment on function engine.plan_required is 'Steps that make a field required, or no longer. Reasons has_empty with a count, built_in_field.';

create function engine.plan_unique(entity_name text, field config.fields, is_wanted boolean)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  duplicates constant bigint := engine.count_where(entity_name, format(
    '%1$I in (select %1$I from public.%2$I where %1$I is not null group by %1$I having count(*) > 1)', field.name, entity_name
  ));
begin
  perform engine.require_made_here(entity_name, field);
  if is_wanted and duplicates > 0 then
    perform engine.refuse('has_duplicates', format('%s records share their value with another one', duplicates),
      jsonb_build_object('setting', 'is_unique', 'count', duplicates, 'values', engine.counted_values(
        engine.require_entity(entity_name), field, format(
          'select %1$I from public.%2$I where %1$I in (select %1$I from public.%2$I group by %1$I having count(*) > 1)', field.name, entity_name))));
  end if;
  return next engine.step('set_unique', entity_name || '.' || field.name,
    format(case when is_wanted then 'No two records may share a value of “%s”' else 'Records may share a value of “%s”' end, label ->> 'en'),
    format(case when is_wanted then '“%s”的值不能重复' else '“%s”的值可以重复' end, label ->> 'zh-CN'),
    engine.unique_sql(entity_name, field.name, is_wanted));
end;
$$;
comment on function engine.plan_unique is 'Steps that make a field unique, or no longer. Reasons has_duplicates with a count, built_in_field.';

-- supabase/schemas/85_plan_entities.sql
-- Entities as steps: a new table with everything a table needs, an existing table taken in, looks, trash and back.
-- Nobody but the role of the one who makes an entity sees it, until he gives rights to others.

create function engine.clean_entity(change jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if change ->> 'group' is not null and not exists (
    select from config.navigation_groups as g where g.key = change ->> 'group'
  ) then
    perform engine.refuse('unknown_group', 'This group does not exist any more', '{"setting": "group"}');
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'group', change -> 'group',
    'icon', substring(change ->> 'icon' from '^[A-Z][A-Za-z]{2,39}$'),
    'position', coalesce((change ->> 'position')::integer, (select coalesce(max(e.position), 0) + 10 from config.entities as e))
  ));
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'A position is a whole number', '{"setting": "position"}');
end;
$$;
comment on function engine.clean_entity is 'Group, icon and position of an entity, checked. Reason unknown_group.';

-- The operator has no role; then the rights go to those who may configure entities.
create function engine.allow_creator(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  own constant text := engine.current_role_key();
begin
  perform engine.allow(r.key, entity_name, action)
  from config.roles as r, unnest(array['read', 'create', 'update', 'delete', 'export', 'import']) as action
  where r.key = own or (own is null and 'entities' = any (r.may_configure));
end;
$$;
comment on function engine.allow_creator is 'Gives all rights to a new entity to the role of the caller.';

create function engine.insert_entity(table_name text, settings jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  adopted_id constant uuid := engine.adopt_table(table_name, settings);
begin
  update config.entities as e set origin = coalesce(settings ->> 'origin', 'adopted') where e.id = adopted_id;
  update config.fields as f set is_hidden = true where f.entity_id = adopted_id and f.name = 'version';
  update config.fields as f set is_read_only = true where f.entity_id = adopted_id and f.name in ('created_by', 'updated_by');
  update config.fields as f set is_made_here = true where f.entity_id = adopted_id and not f.is_read_only;
  perform engine.allow_creator(table_name);
end;
$$;
comment on function engine.insert_entity is 'Adopts a table, with rights for the caller''s role only.';

create function engine.stamp_member()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  new.updated_by := engine.member_id();
  return new;
end;
$$;
comment on function engine.stamp_member is 'Writes down who changed a record last.';

create function engine.plan_create_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  label constant jsonb := engine.clean_label(change -> 'label');
  help constant jsonb := engine.clean_help(change -> 'help');
  options constant jsonb := engine.clean_entity(change);
  name constant text := engine.free_table(coalesce(nullif(change ->> 'name', ''), label ->> 'en'));
  title constant jsonb := case when change ? 'title' then engine.clean_label(change -> 'title')
    else '{"en": "Name", "zh-CN": "名称"}' end;
begin
  return next engine.step('create_entity', name,
    format('Create “%s” with number, name, and who changed it when', label ->> 'en'),
    format('新建“%s”，含编号、名称、创建和修改信息', label ->> 'zh-CN'),
    format($sql$create table public.%1$I (
  id bigint generated always as identity primary key,
  name text not null,
  created_at timestamptz not null default now(),
  created_by uuid default engine.member_id() constraint %2$I references config.members (id),
  updated_at timestamptz not null default now(),
  updated_by uuid default engine.member_id() constraint %3$I references config.members (id),
  version integer not null default 1
);
alter table public.%1$I enable row level security;
revoke all on public.%1$I from public, anon, authenticated;
create trigger entity__stamp before update on public.%1$I for each row execute function engine.stamp_member();
comment on table public.%1$I is %4$L;
comment on column public.%1$I.id is 'No. | 编号';
comment on column public.%1$I.name is %5$L;
comment on column public.%1$I.created_at is 'Created | 创建时间';
comment on column public.%1$I.created_by is 'Created by | 创建人';
comment on column public.%1$I.updated_at is 'Changed | 修改时间';
comment on column public.%1$I.updated_by is 'Changed by | 修改人';
comment on column public.%1$I.version is 'Version | 版本';
select engine.insert_entity(%6$L, %7$L)$sql$,
      name, engine.short_name(name || '_created_by_a_member'), engine.short_name(name || '_updated_by_a_member'),
      engine.comment_text(label, help), engine.comment_text(title, null), name,
      options || '{"origin": "created", "title_field": "name", "search_fields": ["name"], "list_fields": ["name", "created_at", "created_by"], "default_sort": "-created_at"}'));
end;
$$;
comment on function engine.plan_create_entity is 'Step that creates an entity. Reasons invalid_label, unknown_group.';

create function engine.adoptable_tables()
returns table (table_name text, label jsonb, row_estimate bigint, problem text)
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select c.relname::text, coalesce(l.label, engine.label_of_name(c.relname::text)), greatest(c.reltuples, 0)::bigint,
    case
      when not pg_has_role(c.relowner, 'usage') then 'not_owned'
      when c.relname !~ '^[a-z][a-z0-9_]{0,39}$' then 'unusual_name'
      when engine.primary_key(c.relname::text) is null then 'no_primary_key'
    end
  from pg_catalog.pg_class as c
  left join engine.labels as l on l.table_oid = c.oid and l.column_number = 0
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and not exists (select from config.entities as e where e.name = c.relname)
    and not exists (select from config.trash as t where t.entity_name = c.relname and t.field_name is null)
    and not exists (select from config.fields as f where f.options -> 'links' ->> 'table' = c.relname)
    and not exists (
      select from pg_catalog.pg_depend as d
      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    );
$$;
comment on function engine.adoptable_tables is 'Tables of public that the app does not show yet, and what stands in the way.';

create function engine.plan_adopt_table(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_table record;
  options jsonb := engine.clean_entity(change);
  title text;
begin
  select t.* into found_table from engine.adoptable_tables() as t where t.table_name = change ->> 'table';
  if not found then
    perform engine.refuse('unknown_table', 'There is no such table in schema public that could be taken in', errcode => 'PT404');
  elsif found_table.problem is not null then
    perform engine.refuse(found_table.problem, format('Table %s cannot be taken in', found_table.table_name),
      jsonb_build_object('table', found_table.table_name));
  end if;
  -- Names of things are short texts that must be there.
  select c.column_name into title from engine.guessed_types as c
  where c.table_name = found_table.table_name and c.guessed_type = 'text'
  order by c.column_name !~ '(name|title|label|code|no)$', not c.is_required, c.column_number limit 1;
  return next engine.step('adopt_table', found_table.table_name,
    format('Show the table %s in the app; its columns become fields', found_table.table_name),
    format('在应用中显示表 %s，各列成为字段', found_table.table_name),
    format('select engine.insert_entity(%L, %L)', found_table.table_name, options || jsonb_strip_nulls(jsonb_build_object(
      'title_field', title, 'search_fields', case when title is not null then jsonb_build_array(title) end
    ))), 'look_twice');
end;
$$;
comment on function engine.plan_adopt_table is
  'Step that takes an existing table in. Reasons unknown_table (404), no_primary_key, unusual_name, not_owned.';

create function engine.update_entity(entity_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.entities as e set
    label = case when settings ? 'label' then null else e.label end,
    group_key = case when settings ? 'group' then settings ->> 'group' else e.group_key end,
    icon = case when settings ? 'icon' then settings ->> 'icon' else e.icon end,
    position = coalesce((settings ->> 'position')::integer, e.position),
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, e.is_hidden),
    title_field = coalesce(settings ->> 'title_field', e.title_field),
    search_fields = case when settings ? 'search_fields' then engine.text_array(settings -> 'search_fields') else e.search_fields end,
    list_fields = case when settings ? 'list_fields' then engine.text_array(settings -> 'list_fields') else e.list_fields end,
    default_sort = coalesce(settings -> 'default_sort', e.default_sort)
  where e.name = entity_name;
$$;
comment on function engine.update_entity is 'Writes looks of an entity.';

create function engine.clean_entity_fields(entity config.entities, change jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  settings constant jsonb := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(change)
    where key in ('title_field', 'search_fields', 'list_fields', 'default_sort') and value <> 'null'
  );
  named text[];
  stranger text;
begin
  named := array(
    select settings ->> 'title_field' where settings ? 'title_field'
    union all select jsonb_array_elements_text(settings -> 'search_fields')
    union all select jsonb_array_elements_text(settings -> 'list_fields')
    union all select s ->> 'field' from jsonb_array_elements(settings -> 'default_sort') as s
  );
  select n into stranger from unnest(named) as n
  where not exists (select from config.fields as f where f.entity_id = entity.id and f.name = n)
    and not exists (select from config.lookups as l where l.entity_id = entity.id and l.name = n) limit 1;
  if stranger is not null then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity.name, left(stranger, 60)),
      jsonb_build_object('entity', entity.name, 'field', stranger), 'PT404');
  end if;
  return settings;
exception when invalid_parameter_value then
  perform engine.refuse('invalid_value', 'Fields come as a list of names', '{"setting": "fields"}');
end;
$$;
comment on function engine.clean_entity_fields is
  'Which fields are title, searched, listed and sorted by, as far as a change says so. Reason unknown_field.';

create function engine.plan_change_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  old_label constant jsonb := engine.label_of_entity(entity.name);
  checked constant jsonb := engine.clean_entity(change);
  label constant jsonb := case when change ? 'label' then engine.clean_label(change -> 'label') else old_label end;
  settings constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'icon', checked -> 'icon', 'position', case when change ? 'position' then checked -> 'position' end,
    'is_hidden', case when jsonb_typeof(change -> 'is_hidden') = 'boolean' then change -> 'is_hidden' end
  )) || case when change ? 'group' then jsonb_build_object('group', change -> 'group') else '{}' end
    || case when change ? 'label' or change ? 'help' then '{"label": null}'::jsonb else '{}' end
    || case when change -> 'icon' = 'null' then '{"icon": null}'::jsonb else '{}' end
    || engine.clean_entity_fields(entity, change);
begin
  if settings = '{}' then
    return;
  end if;
  return next engine.step('change_entity', entity.name, format('Change how “%s” looks', label ->> 'en'),
    format('修改“%s”的显示', label ->> 'zh-CN'), concat_ws(E';\n',
      case when settings ? 'label' then format('comment on table public.%I is %L', entity.name, engine.comment_text(label,
        case when change ? 'help' then engine.clean_help(change -> 'help') else (
        select l.help from engine.labels as l
        where l.table_oid = to_regclass(format('public.%I', entity.name)) and l.column_number = 0
      ) end)) end,
      format('select engine.update_entity(%L, %L)', entity.name, settings)));
end;
$$;
comment on function engine.plan_change_entity is 'Step that changes label, group, icon, position and visibility of an entity.';

-- supabase/schemas/85_plan_field_changes.sql
-- Steps that change a field that is there: how it looks, and which parts of a change ask for which steps.

create function engine.update_field(entity_name text, field_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.fields as f set
    label = case when settings ? 'label' then null else f.label end,
    options = case when settings ? 'options' then (f.options || (settings -> 'options')) - 'target' else f.options end,
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, f.is_hidden)
  from config.entities as e
  where e.id = f.entity_id and e.name = entity_name and f.name = field_name;
$$;
comment on function engine.update_field is 'Writes settings of a field that are not in the catalog.';

create function engine.plan_looks(entity_name text, field config.fields, change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  old_label constant jsonb := engine.label_of_field(entity_name, field.name);
  label constant jsonb := case when change ? 'label' then engine.clean_label(change -> 'label') else old_label end;
  settings jsonb := '{}';
  statements text[] := '{}';
begin
  if change ? 'label' or change ? 'help' then
    settings := jsonb_build_object('label', null);
    statements := array[format('comment on column public.%I.%I is %L', entity_name, field.name, engine.comment_text(
      label, case when change ? 'help' then engine.clean_help(change -> 'help') else (
        select l.help from engine.labels as l join engine.columns as c using (table_oid, column_number)
        where c.table_name = entity_name and c.column_name = field.name
      ) end
    ))];
  end if;
  if change ? 'options' then
    settings := settings || jsonb_build_object('options', change -> 'options');
  end if;
  if change ? 'is_hidden' then
    settings := settings || jsonb_build_object('is_hidden', (change ->> 'is_hidden')::boolean);
  end if;
  if settings = '{}' then
    return;
  end if;
  return next engine.step('change_field', entity_name || '.' || field.name,
    case when label <> old_label then format('Call “%s” “%s”', old_label ->> 'en', label ->> 'en')
      else format('Change the settings of “%s”', label ->> 'en') end,
    case when label <> old_label then format('将“%s”改名为“%s”', old_label ->> 'zh-CN', label ->> 'zh-CN')
      else format('修改“%s”的设置', label ->> 'zh-CN') end,
    concat_ws(E';\n', array_to_string(statements, E';\n'),
      format('select engine.update_field(%L, %L, %L)', entity_name, field.name, settings)));
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_hidden"}');
end;
$$;
comment on function engine.plan_looks is 'Steps for label, help, options and visibility of a field.';

create function engine.plan_change_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  is_wanted boolean;
  settings jsonb := change;
  column_info record;
begin
  select c.*, exists (
    select from engine.unique_columns as u where u.table_name = c.table_name and u.column_name = c.column_name
  ) as is_unique, to_regclass(format('public.%I', engine.short_name(format('%s_%s_idx', entity.name, field.name)))) is not null as is_indexed
  into column_info from engine.columns as c where c.table_name = entity.name and c.column_name = field.name;
  if change ? 'options' then
    settings := settings || jsonb_build_object('options',
      engine.clean_options(entity, field.type, field.options || (change -> 'options')));
    return query select s.* from engine.plan_rule_change(
      entity.name, field, settings -> 'options', change -> 'replacements'
    ) as s
    where field.type in ('choice', 'multi_choice');
    if settings -> 'options' ->> 'formula' is distinct from field.options ->> 'formula' then
      return query select s.* from engine.plan_formula(entity, field, settings -> 'options' ->> 'formula', column_info.type_name) as s;
    end if;
    if field.type = 'auto_number' and settings -> 'options' <> field.options then
      return next engine.step('set_default', entity.name || '.' || field.name,
        'Number new records another way: ' || field.name, '修改新记录的编号方式：' || field.name,
        format('alter table public.%I alter column %I set default %s', entity.name, field.name,
          engine.auto_number_sql(engine.sequence_of(entity.name, field.name), settings -> 'options')));
    end if;
  end if;
  return query select s.* from engine.plan_looks(entity.name, field, settings) as s;
  is_wanted := (change ->> 'is_required')::boolean;
  if is_wanted is distinct from column_info.is_required and change ? 'is_required' then
    return query select s.* from engine.plan_required(entity.name, field, is_wanted) as s;
  end if;
  is_wanted := (change ->> 'is_unique')::boolean;
  if is_wanted is distinct from column_info.is_unique and change ? 'is_unique' then
    return query select s.* from engine.plan_unique(entity.name, field, is_wanted) as s;
  end if;
  is_wanted := (change ->> 'is_indexed')::boolean;
  if is_wanted is distinct from column_info.is_indexed and change ? 'is_indexed' then
    return next engine.step('set_index', entity.name || '.' || field.name,
      'Change the index of ' || field.name, '修改字段索引：' || field.name,
      engine.index_sql(entity.name, field.name, field.type, is_wanted));
  end if;
  if change ? 'default' then
    perform engine.require_made_here(entity.name, field);
    return next engine.step('set_default', entity.name || '.' || field.name,
      'Change what a new record starts with: ' || field.name, '修改新记录的默认值：' || field.name,
      format('alter table public.%I alter column %I %s', entity.name, field.name, coalesce('set default ' ||
        engine.default_sql(field.type, column_info.type_name, field.options, change -> 'default'), 'drop default')));
  end if;
  if change ? 'access' then
    perform engine.require_right('roles');
    return next engine.step('set_access', entity.name || '.' || field.name,
      'Change who may see and edit ' || field.name, '修改字段权限：' || field.name,
      format('select engine.set_field_access(%L, %L, %L)', entity.name, field.name,
        engine.clean_access(entity, field.type, change -> 'access')), 'look_twice');
  end if;
exception when invalid_text_representation then
  perform engine.refuse('invalid_value', 'A setting of this field is neither yes nor no', '{"setting": "is_required"}');
end;
$$;
comment on function engine.plan_change_field is
  'Steps that change label, help, options, visibility, required, unique, indexed, default and access of a field.';

-- supabase/schemas/85_plan_trash.sql
-- The order of fields, and fields that go to the trash and come back: the column stays 30 days with its data.

create function engine.order_fields(entity_name text, names text[])
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  with places as (
    select f.id, row_number() over (order by array_position(names, f.name) nulls last, f.position) as place
    from config.fields as f join config.entities as e on e.id = f.entity_id and e.name = entity_name
  )
  update config.fields as f set position = p.place from places as p where p.id = f.id and f.position <> p.place;
  update config.lookups as l set position = array_position(names, l.name)
  from config.entities as e where e.id = l.entity_id and e.name = entity_name and l.name = any (names);
$$;
comment on function engine.order_fields is 'Puts the fields of an entity in this order, the others behind them.';

create function engine.plan_order_fields(change jsonb)
returns setof engine.step
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.step('order_fields', e.name, format('Put the fields of %s in another order', engine.label_of_entity(e.name) ->> 'en'),
    format('调整“%s”的字段顺序', engine.label_of_entity(e.name) ->> 'zh-CN'),
    format('select engine.order_fields(%L, %L)', e.name, engine.text_array(
      case when jsonb_typeof(change -> 'fields') = 'array' then change -> 'fields' end
    )))
  from engine.require_entity(change ->> 'entity') as e;
$$;
comment on function engine.plan_order_fields is 'Step that puts the fields of an entity in order.';

-- Who counts on a field: row rules and other columns by the catalog, presets and checks by their documents.
create function engine.uses_of_field(entity_name text, field_name text)
returns text[]
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with the_column as (
    select c.table_oid, c.column_number from engine.columns as c
    where c.table_name = entity_name and c.column_name = field_name
  )
  select array(
    select p.polname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_policy as p on d.classid = 'pg_catalog.pg_policy'::regclass and p.oid = d.objid
    union
    select v.relname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_rewrite as w on d.classid = 'pg_catalog.pg_rewrite'::regclass and w.oid = d.objid
    join pg_catalog.pg_class as v on v.oid = w.ev_class
    union
    select a.attname::text from pg_catalog.pg_depend as d
    join the_column as c on d.refobjid = c.table_oid and d.refobjsubid = c.column_number
    join pg_catalog.pg_attrdef as g on d.classid = 'pg_catalog.pg_attrdef'::regclass and g.oid = d.objid
    join pg_catalog.pg_attribute as a on a.attrelid = g.adrelid and a.attnum = g.adnum and a.attnum <> c.column_number
    where not a.attisdropped
    union
    select r.key::text from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id and e.name = entity_name
    where p.presets ? field_name
      or jsonb_path_exists(p.validation, '$.**.field ? (@ == $name)', jsonb_build_object('name', field_name))
    union
    select r.label ->> 'en' from config.form_rules as r
    join config.entities as e on e.id = r.entity_id and e.name = entity_name
    where field_name = any (r.fields)
      or jsonb_path_exists(r.condition, '$.**.field ? (@ == $name)', jsonb_build_object('name', field_name))
    union
    select e.name || '.' || f.name from config.fields as f
    join config.entities as e on e.id = f.entity_id
    where f.options -> 'rollup' ->> 'entity' = entity_name
      and field_name in (f.options -> 'rollup' ->> 'by', f.options -> 'rollup' ->> 'field')
    union
    select l.entity_name || '.' || l.name from engine.lookups as l
    where (l.entity_name, l.relation_name) = (uses_of_field.entity_name, field_name)
      or (l.target_name, l.source_name) = (uses_of_field.entity_name, field_name)
    union
    select e.name::text from config.entities as e where e.name = entity_name and e.title_field = field_name
  );
$$;
comment on function engine.uses_of_field is 'Names of what needs a field: policies, views, other columns, roles that fill or check it, its entity as title.';

create function engine.trash_field(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  field constant config.fields := engine.require_field(entity_name, field_name);
begin
  insert into config.trash (entity_name, field_name, label, author_id, kept)
  select trash_field.entity_name, field.name, engine.label_of_field(trash_field.entity_name, field.name), engine.member_id(),
    jsonb_build_object(
      'field', to_jsonb(field),
      'is_required', (
        select c.is_required from engine.columns as c
        where c.table_name = trash_field.entity_name and c.column_name = field.name
      ),
      'permissions', (
        select coalesce(jsonb_agg(pf.permission_id), '[]') from config.permission_fields as pf where pf.field_id = field.id
      )
    );
  delete from config.fields as f where f.id = field.id;
end;
$$;
comment on function engine.trash_field is 'Moves a field to the trash, with all that is needed to bring it back.';

create function engine.plan_trash_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  uses constant text[] := engine.uses_of_field(entity.name, field.name);
  label constant jsonb := engine.label_of_field(entity.name, field.name);
begin
  perform engine.require_made_here(entity.name, field);
  if uses <> '{}' then
    perform engine.refuse('field_in_use', format('%s is still used by %s', field.name, array_to_string(uses, ', ')),
      jsonb_build_object('field', field.name, 'uses', array_to_string(uses, ', ')));
  end if;
  return next engine.step('trash_field', entity.name || '.' || field.name,
    format('Move “%s” to the trash; its data stays for 30 days', label ->> 'en'),
    format('将“%s”移入回收站，数据保留 30 天', label ->> 'zh-CN'),
    -- Nobody fills it any more, so it must not be required.
    format(E'select engine.trash_field(%1$L, %2$L);\nalter table public.%1$I alter column %2$I drop not null', entity.name, field.name),
    'look_twice');
end;
$$;
comment on function engine.plan_trash_field is 'Step that moves a field to the trash. Reasons built_in_field, field_in_use with the uses.';

create function engine.restore_field(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  kept jsonb;
begin
  delete from config.trash as t
  where t.entity_name = restore_field.entity_name and t.field_name = restore_field.field_name
  returning t.kept into kept;
  insert into config.fields select (jsonb_populate_record(null::config.fields, kept -> 'field')).*;
  insert into config.permission_fields (permission_id, field_id)
  select p.id, (kept -> 'field' ->> 'id')::uuid
  from jsonb_array_elements_text(kept -> 'permissions') as t (id)
  join config.permissions as p on p.id = t.id::uuid and not p.all_fields;
end;
$$;
comment on function engine.restore_field is 'Brings a field back from the trash, with the rights that still have their permission.';

create function engine.plan_restore_field(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  found_trash config.trash;
  is_filled boolean;
begin
  select t.* into found_trash from config.trash as t
  where t.entity_name = entity.name and t.field_name = change ->> 'field';
  if not found then
    perform engine.refuse('not_in_trash', 'This field is not in the trash any more', errcode => 'PT404');
  end if;
  is_filled := engine.count_where(entity.name, format('%I is null', found_trash.field_name)) = 0;
  return next engine.step('restore_field', entity.name || '.' || found_trash.field_name,
    format('Bring back “%s” with its data and rights', found_trash.label ->> 'en'),
    format('恢复“%s”及其数据和权限', found_trash.label ->> 'zh-CN'),
    concat_ws(E';\n',
      case when (found_trash.kept ->> 'is_required')::boolean and is_filled
        then format('alter table public.%I alter column %I set not null', entity.name, found_trash.field_name) end,
      format('select engine.restore_field(%L, %L)', entity.name, found_trash.field_name)));
end;
$$;
comment on function engine.plan_restore_field is 'Step that brings a field back. Reason not_in_trash (404).';

create function engine.empty_trash()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, runs DDL
as $$
declare
  old config.trash;
begin
  for old in select t.* from config.trash as t where t.at < now() - interval '30 days' and t.field_name is not null loop
    perform engine.lock_tables(array[old.entity_name::text]);
    perform engine.stop_links(old.kept -> 'field' -> 'options' -> 'links' ->> 'table', old.entity_name, old.field_name);
    perform engine.stop_rollup(old.entity_name, old.field_name, old.kept -> 'field' -> 'options' -> 'rollup' ->> 'entity');
    execute format('alter table if exists public.%I drop column if exists %I', old.entity_name, old.field_name);
    delete from config.trash as t where t.id = old.id;
  end loop;
end;
$$;
comment on function engine.empty_trash is 'Drops the columns that have been in the trash for 30 days; a job.';
insert into engine.jobs (key, routine, every) values ('empty_trash', 'engine.empty_trash()', '1 hour');

-- supabase/schemas/85_plan_type.sql
-- Another type for a field that holds data: rehearsed first, value by value; what does not fit is listed, never lost silently.

create function engine.number_text(value text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select regexp_replace(value, '[,[:space:]¥￥$€£元]', '', 'g');
$$;
comment on function engine.number_text is 'What is left of a written amount without separators and currency signs.';

-- Values are found by what stands in the column or by what people read.
create function engine.choice_case(choices jsonb, source text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('case %s end', string_agg(format('when lower(btrim(%s)) in (%s) then %L', source, (
    select string_agg(distinct format('%L', lower(btrim(written))), ', ')
    from unnest(array[c ->> 'value', c -> 'label' ->> 'en', c -> 'label' ->> 'zh-CN']) as written
  ), c ->> 'value'), ' ' order by n))
  from jsonb_array_elements(choices) with ordinality as t (c, n);
$$;
comment on function engine.choice_case is 'An expression that turns a text into the value of the choice it names, or null.';

create function engine.cast_sql(field config.fields, type text, column_type text, options jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  is_list constant boolean := field.type in ('tags', 'multi_choice');
  text_sql constant text := format(case when is_list then 'array_to_string(%I, '', '')' else '%I::text' end, field.name);
  number_sql constant text := format('engine.number_text(%s)', text_sql);
  plain text;
begin
  if exists (select from engine.field_types as t where t.name in (field.type, cast_sql.type) and not t.converts) then
    return null;
  end if;
  plain := case
    when type in ('tags', 'multi_choice') and is_list then format('%I', field.name)
    when type = 'tags' then format('case when nullif(btrim(%1$s), '''') is not null then array[btrim(%1$s)] end', text_sql)
    when type = 'multi_choice' then format('case when %1$s is not null then array[%1$s] end', engine.choice_case(options -> 'choices', text_sql))
    when type = 'choice' then engine.choice_case(options -> 'choices', text_sql)
    when type = 'json' then format('to_jsonb(%I)', field.name)
    when type = 'date' and field.type = 'datetime'
      then format('(%I at time zone %L)::date', field.name, (select s.time_zone from config.settings as s))
    when column_type like 'numeric%' then format(
      'case when pg_input_is_valid(%1$s, %2$L) then case when scale(trim_scale((%1$s)::numeric)) <= %3$s then (%1$s)::%2$s end end',
      number_sql, column_type, substring(column_type from ',(\d+)'))
    when column_type in ('bigint', 'smallint')
      then format('case when pg_input_is_valid(trim_scale(case when pg_input_is_valid(%1$s, ''numeric'') then (%1$s)::numeric end)::text, %2$L)
        then (%1$s)::numeric::%2$s end', number_sql, column_type)
    when column_type = 'text' then text_sql
    else format('case when pg_input_is_valid(%1$s, %2$L) then (%1$s)::%2$s end', text_sql, column_type)
  end;
  return coalesce((
    select format('case when %s then %s end', format(replace(t.check_sql, '%1$I', '(%1$s)'), plain, options ->> 'max'), plain)
    from engine.field_types as t where t.name = cast_sql.type and t.check_sql is not null
  ), plain);
end;
$$;
comment on function engine.cast_sql is
  'An expression that turns what a field holds into a value of another type, null where it does not fit; null when no way leads there.';

create function engine.choices_in_use(entity_name text, field_name text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  found jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''value'', left(v, 60), ''label'', jsonb_build_object(''en'', left(v, 60), ''zh-CN'', left(v, 60))) order by v), ''[]'')
     from (select distinct btrim(%1$I::text) as v from public.%2$I where btrim(%1$I::text) <> '''' limit 101) as t',
    field_name, entity_name
  ) into found;
  return found;
end;
$$;
comment on function engine.choices_in_use is 'Options made from the values that a field holds, at most 101.';

create function engine.clean_retype(entity config.entities, field config.fields, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  asked jsonb := coalesce(options, '{}');
  column_type text;
  cast_sql text;
begin
  perform engine.require_made_here(entity.name, field);
  if not exists (select from engine.field_types as t where t.name = type) then
    perform engine.refuse('unknown_type', 'There is no field type of this name', jsonb_build_object('setting', 'type'));
  end if;
  if type in ('choice', 'multi_choice') and not asked ? 'choices' then
    asked := asked || jsonb_build_object('choices', coalesce(
      field.options -> 'choices', engine.choices_in_use(entity.name, field.name)
    ));
  end if;
  asked := engine.clean_options(entity, type, asked);
  column_type := engine.column_type(type, asked);
  cast_sql := engine.cast_sql(field, type, column_type, asked);
  if cast_sql is null or field.options ?| array['formula', 'rollup'] then
    perform engine.refuse('cannot_convert', 'Relations, persons and what the database keeps cannot be made from other values, nor the other way round',
      jsonb_build_object('setting', 'type'));
  end if;
  return jsonb_build_object('type', type, 'options', asked, 'column_type', column_type, 'cast', cast_sql);
end;
$$;
comment on function engine.clean_retype is 'Another type for a field with everything decided. Reasons unknown_type, built_in_field, cannot_convert.';

create function engine.misfit_sql(field_name text, cast_sql text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%1$I is not null and %1$I::text <> '''' and (%2$s) is null', field_name, cast_sql);
$$;
comment on function engine.misfit_sql is 'True for a record whose value does not fit the other type.';

-- Values are shown only to those who may read all of them anyway.
create function engine.may_read_all(entity_id uuid, field_id uuid)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.current_role_key() is null or exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
    where p.entity_id = may_read_all.entity_id and p.action = 'read' and p.scope_id is null
      and r.key = any (engine.field_roles(may_read_all.entity_id, may_read_all.field_id, '{read}'))
  );
$$;
comment on function engine.may_read_all is 'Whether the caller reads this field in all rows.';

create function engine.rehearse_type(entity_name text, field_name text, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  entity config.entities;
  field config.fields;
  wanted jsonb;
  result jsonb;
begin
  perform engine.require_right('entities');
  entity := engine.require_entity(entity_name);
  field := engine.require_field(entity_name, field_name);
  wanted := engine.clean_retype(entity, field, type, options);
  execute format(
    'select jsonb_build_object(''fits'', count(%1$I) filter (where not (%2$s)), ''misfits'', count(*) filter (where %2$s)) from public.%3$I',
    field.name, engine.misfit_sql(field.name, wanted ->> 'cast'), entity.name
  ) into result;
  if (result ->> 'misfits')::bigint > 0 and engine.may_read_all(entity.id, field.id) then
    execute format(
      'select $1 || jsonb_build_object(''samples'', jsonb_agg(to_jsonb(s))) from (
         select %1$I as id, %2$I::text as title, left(%3$I::text, 200) as value from public.%4$I where %5$s order by %1$I limit 20
       ) as s',
      engine.primary_key(entity.name), entity.title_field, field.name, entity.name,
      engine.misfit_sql(field.name, wanted ->> 'cast')
    ) into result using result;
  end if;
  return '{"samples": []}' || result;
end;
$$;
comment on function engine.rehearse_type is 'The work behind config.rehearse_type.';

create function config.rehearse_type(entity text, field text, type text, options jsonb default null)
returns jsonb
language sql volatile security definer set search_path = '' -- counts as the owner
as $$
  select engine.rehearse_type(entity, field, type, options);
$$;
comment on function config.rehearse_type is
  'How many values of a field would fit another type and how many not, with up to 20 that do not (id, title, value). Changes
nothing. Needs the right entities. Reasons unknown_entity, unknown_field, unknown_type, built_in_field, cannot_convert.';

create function engine.retype_field(entity_name text, field_name text, type text, options jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.fields as f set type = retype_field.type, options = retype_field.options
  from config.entities as e where e.id = f.entity_id and e.name = entity_name and f.name = field_name;
$$;
comment on function engine.retype_field is 'Writes the new type of a field.';

create function engine.plan_change_type(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  wanted constant jsonb := engine.clean_retype(entity, field, change ->> 'type', change -> 'options');
  misfits constant bigint := engine.count_where(entity.name, engine.misfit_sql(field.name, wanted ->> 'cast'));
  uses constant text[] := array_remove(engine.uses_of_field(entity.name, field.name), entity.name::text);
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  rule constant text := engine.field_check(field.name, wanted ->> 'type', wanted -> 'options');
  is_list constant boolean := wanted ->> 'type' in ('checkbox', 'tags', 'multi_choice');
  fallback constant text := engine.default_sql(wanted ->> 'type', wanted ->> 'column_type', wanted -> 'options', null);
  index_name constant text := engine.short_name(format('%s_%s_idx', entity.name, field.name));
begin
  if uses <> '{}' then
    perform engine.refuse('field_in_use', format('%s is still used by %s', field.name, array_to_string(uses, ', ')),
      jsonb_build_object('field', field.name, 'uses', array_to_string(uses, ', ')));
  elsif misfits > 0 and change ->> 'misfits' is distinct from 'clear' then
    perform engine.refuse('has_misfits', format('%s values do not fit the new type', misfits),
      jsonb_build_object('setting', 'type', 'count', misfits));
  end if;
  return next engine.step('change_type', entity.name || '.' || field.name,
    format('Make “%s” %s%s', label ->> 'en', wanted ->> 'column_type',
      case when misfits > 0 then format('; %s values that do not fit are cleared', misfits) else '' end),
    format('将“%s”改为 %s%s', label ->> 'zh-CN', wanted ->> 'column_type',
      case when misfits > 0 then format('；%s 个不符合的值将被清空', misfits) else '' end),
    concat_ws(E';\n',
      case when to_regclass(format('public.%I', index_name)) is not null then engine.index_sql(entity.name, field.name, field.type, false) end,
      format('alter table public.%I', entity.name) || coalesce(' drop constraint if exists ' || quote_ident(engine.check_name(field.name, field.type)) || ',', '')
        || format(' alter column %1$I drop default, alter column %1$I drop not null, alter column %1$I type %2$s using (%3$s)',
          field.name, wanted ->> 'column_type',
          case when is_list then format('coalesce(%s, %s)', wanted ->> 'cast', fallback) else wanted ->> 'cast' end),
      case when is_list then format('alter table public.%1$I alter column %2$I set default %3$s, alter column %2$I set not null',
        entity.name, field.name, fallback) end,
      case when rule is not null then format('alter table public.%I add constraint %I check (%s)',
        entity.name, engine.check_name(field.name, wanted ->> 'type'), rule) end,
      case when to_regclass(format('public.%I', index_name)) is not null then engine.index_sql(entity.name, field.name, wanted ->> 'type', true) end,
      format('select engine.retype_field(%L, %L, %L, %L)', entity.name, field.name, wanted ->> 'type', wanted -> 'options')
    ),
    case when misfits > 0 then 'destructive' else 'look_twice' end);
end;
$$;
comment on function engine.plan_change_type is
  'Step that gives a field another type; "misfits": "clear" empties what does not fit. Reasons has_misfits with a count,
field_in_use, built_in_field, cannot_convert.';

-- supabase/schemas/86_fields_page.sql
-- What the studio shows of entities and their fields, whatever the admin himself may read.

create function engine.field_rows(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with columns as materialized (
    select c.table_oid, c.column_number, c.column_name, c.type_name, c.is_generated from engine.columns as c
    where c.table_name = entity.name
  )
  select coalesce(jsonb_agg(d.described || jsonb_build_object(
    'columnType', c.type_name,
    'default', pg_get_expr(g.adbin, g.adrelid),
    'isIndexed', exists (
      select from pg_catalog.pg_index as i
      where i.indrelid = c.table_oid and i.indkey[0] = c.column_number and not i.indisunique
    ),
    'isMadeHere', f.is_made_here,
    'see', engine.field_roles(entity.id, f.id, '{read}'),
    'edit', case when f.is_read_only or c.is_generated then '{}' else engine.field_roles(entity.id, f.id, '{create,update}') end
  ) order by f.position, f.name), '[]')
  from engine.described_fields(null) as d
  join config.fields as f on f.id = (d.described ->> 'id')::uuid
  join columns as c on c.column_name = f.name
  left join pg_catalog.pg_attrdef as g on g.adrelid = c.table_oid and g.adnum = c.column_number and not c.is_generated
  where d.entity_id = entity.id and f.name !~ '_(grams|hash)$';
$$;
comment on function engine.field_rows is 'The fields of an entity with column, default and the roles that see and edit them.';

create function engine.lookup_rows(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(d.described || jsonb_build_object(
    'columnType', '', 'default', null, 'isIndexed', false, 'isMadeHere', true, 'edit', '[]'::jsonb,
    'see', to_jsonb(array(
      select k from unnest(engine.field_roles(l.entity_id, l.relation_id, '{read}')) as k
      where k = any (engine.field_roles((select f.entity_id from config.fields as f where f.id = l.source_id), l.source_id, '{read}'))
    ))
  ) order by l.position, l.name), '[]')
  from engine.described_fields(null) as d
  join engine.lookups as l on l.id = (d.described ->> 'id')::uuid
  where d.entity_id = entity.id;
$$;
comment on function engine.lookup_rows is 'The lookups of an entity in the form of its fields.';

create function config.fields_page(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  shown config.entities;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  return jsonb_build_object(
    'entity', jsonb_build_object('name', shown.name, 'label', engine.label_of_entity(shown.name), 'icon', shown.icon,
      'group', shown.group_key, 'isHidden', shown.is_hidden, 'titleField', shown.title_field, 'origin', shown.origin,
      'help', (
        select l.help from engine.labels as l
        where l.table_oid = to_regclass(format('public.%I', shown.name)) and l.column_number = 0
      )),
    'fields', engine.field_rows(shown) || engine.lookup_rows(shown),
    'roles', (
      select coalesce(jsonb_agg(engine.role_json(r) || jsonb_build_object('mayEdit', exists (
        select from config.permissions as p
        where p.role_id = r.id and p.entity_id = shown.id and p.action in ('create', 'update')
      )) order by r.rank, r.key), '[]')
      from config.roles as r
      where exists (
        select from config.permissions as p where p.role_id = r.id and p.entity_id = shown.id and p.action = 'read'
      )
    ),
    'access', jsonb_build_object(
      'other', engine.default_access(shown.id, 'text'), 'money', engine.default_access(shown.id, 'money')
    ),
    'targets', (
      select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'label', engine.label_of_entity(e.name))
        order by e.is_hidden, e.position, e.name), '[]')
      from config.entities as e
    ),
    'trash', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', t.field_name, 'label', t.label, 'at', t.at, 'type', t.kept -> 'field' ->> 'type'
      ) order by t.at desc), '[]')
      from config.trash as t where t.entity_name = shown.name and t.field_name is not null
    )
  );
end;
$$;
comment on function config.fields_page is
  'An entity with all its fields, who sees and edits them, roles to choose from, and its trash. Needs the right entities.';

create function config.entities_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return jsonb_build_object(
    'entities', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', e.name, 'label', engine.label_of_entity(e.name), 'icon', e.icon, 'group', e.group_key,
        'position', e.position, 'isHidden', e.is_hidden,
        'fields', (select count(*) from config.fields as f where f.entity_id = e.id and f.name !~ '_(grams|hash)$'),
        'trash', (select count(*) from config.trash as t where t.entity_name = e.name)
      ) order by e.position, e.name), '[]')
      from config.entities as e
    ),
    'trash', (
      select coalesce(jsonb_agg(jsonb_build_object('name', t.entity_name, 'label', t.label, 'at', t.at) order by t.at desc), '[]')
      from config.trash as t where t.field_name is null
    ),
    'tables', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'name', t.table_name, 'label', t.label, 'rows', t.row_estimate, 'problem', t.problem
      ) order by t.table_name), '[]')
      from engine.adoptable_tables() as t
    )
  );
end;
$$;
comment on function config.entities_page is 'All entities in short, and tables that could become some. Needs the right entities.';

-- supabase/schemas/86_make_changes.sql
-- Changes of fields and entities become steps, each planned after those before it were made.

create table config.draft_changes (
  id bigint generated always as identity primary key,
  change jsonb not null constraint change_is_an_object check (jsonb_typeof(change) = 'object'),
  author_id uuid references config.members (id) on delete set null,
  at timestamptz not null default now()
);
comment on table config.draft_changes is 'Changes of fields and entities that wait to be published together.';
create index draft_changes_author_id_idx on config.draft_changes (author_id);
alter table config.draft_changes enable row level security;

create function engine.steps_of(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  kind constant text := change ->> 'kind';
begin
  if kind is null or kind <> all (array[
    'add_field', 'change_field', 'change_type', 'order_fields', 'trash_field', 'restore_field',
    'create_entity', 'adopt_table', 'change_entity', 'trash_entity', 'restore_entity',
    'set_options', 'translate', 'change_rollup'
  ]) then
    perform engine.refuse('unknown_change', format('There is no change of kind %s', kind), errcode => '22023');
  end if;
  if kind in ('change_field', 'trash_field') and engine.lookup_path(change ->> 'entity', change ->> 'field') is not null then
    return query select s.* from engine.plan_change_lookup(change) as s;
  else
    return query execute format('select s.* from engine.%I($1) as s', 'plan_' || kind) using change;
  end if;
end;
$$;
comment on function engine.steps_of is 'The steps of one change, by its kind. Reason unknown_change and those of the kinds.';

create function engine.execute_step(step engine.step)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
begin
  execute step.sql;
exception
  when unique_violation then
    perform engine.refuse('has_duplicates', 'Some records share their value with another one',
      jsonb_build_object('setting', 'is_unique', 'object', step.object, 'values', ''));
  when not_null_violation then
    perform engine.refuse('has_empty', 'Some records have nothing in this field',
      jsonb_build_object('setting', 'is_required', 'object', step.object));
  when check_violation then
    perform engine.refuse('values_do_not_fit', 'Some records hold values that do not fit', jsonb_build_object('object', step.object));
end;
$$;
comment on function engine.execute_step is 'Runs the SQL of a step. Reasons has_duplicates, has_empty, values_do_not_fit.';

create function engine.require_changes(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  asked constant jsonb := coalesce(changes, (
    select jsonb_agg(d.change order by d.id) from config.draft_changes as d
  ), '[]');
begin
  if jsonb_typeof(asked) <> 'array' or exists (
    select from jsonb_array_elements(case when jsonb_typeof(asked) = 'array' then asked end) as c where jsonb_typeof(c) <> 'object'
  ) then
    perform engine.refuse('invalid_document', 'Changes come as a list of objects', errcode => '22023');
  end if;
  return asked;
end;
$$;
comment on function engine.require_changes is 'The changes given, else those of the draft. Reason invalid_document.';

create function engine.tables_of_changes(changes jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(
    select c ->> 'entity' from jsonb_array_elements(changes) as c where c ? 'entity' and c ->> 'kind' <> 'order_fields'
    union
    select c ->> 'table' from jsonb_array_elements(changes) as c where c ->> 'kind' = 'adopt_table'
    union
    select c -> 'options' ->> 'target' from jsonb_array_elements(changes) as c where c -> 'options' ? 'target'
    union
    select c -> 'options' ->> 'entity' from jsonb_array_elements(changes) as c where c ->> 'type' = 'rollup'
  );
$$;
comment on function engine.tables_of_changes is 'Tables that changes lock.';

-- Later changes may count on earlier ones, so each is planned after those before it were made.
create function engine.make_changes(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  change jsonb;
  steps engine.step[] := '{}';
  planned engine.step[];
begin
  for change in select * from jsonb_array_elements(changes) loop
    planned := array(select s from engine.steps_of(change) as s);
    if steps = '{}' and planned <> '{}' then
      perform engine.lock_tables(engine.tables_of_changes(changes));
    end if;
    perform engine.execute_step(s) from unnest(planned) as s;
    steps := steps || planned;
  end loop;
  return to_jsonb(steps);
end;
$$;
comment on function engine.make_changes is 'Plans and executes changes one after the other; returns their steps.';

create function engine.plan(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads catalog and configuration
set lock_timeout = '2s'
as $$
declare
  asked jsonb;
  steps jsonb;
begin
  perform engine.require_right('entities');
  asked := engine.require_changes(changes);
  if jsonb_array_length(asked) = 1 then
    return (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from engine.steps_of(asked -> 0) as s);
  end if;
  begin
    steps := engine.make_changes(asked);
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return steps;
end;
$$;
comment on function engine.plan is 'The work behind config.plan.';

-- supabase/schemas/86_publish.sql
-- Publishing: all steps in one transaction or none, then the rights to what was touched, then a version that remembers them.

create function engine.roles_of_entities(entity_names text[])
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select distinct r.key::text from config.permissions as p
    join config.roles as r on r.id = p.role_id
    join config.entities as e on e.id = p.entity_id and e.name = any (entity_names)
    union
    select c.role_key from engine.compiled_policies as c where c.table_name = any (entity_names)
  );
$$;
comment on function engine.roles_of_entities is 'Keys of the roles that hold, or held until now, a permission on one of these entities.';

-- Column grants of a few tables only: these wait while the tables are locked, so nothing else is looked at.
create function engine.grant_gaps(table_names text[])
returns table (role_key text, verb text, table_name text, privilege text, column_name text)
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with wanted as materialized (
    select p.role_key, p.table_name, t.privilege, p.column_name
    from engine.permitted_columns_of(table_names) as p
    join (values ('read', 'SELECT'), ('create', 'INSERT'), ('update', 'UPDATE')) as t (action, privilege) using (action)
  ), actual as materialized (
    select a.role_key, a.table_name, a.privilege, a.column_name
    from engine.actual_grants as a where a.table_name = any (table_names) and a.column_name is not null
  )
  select g.role_key, g.verb, g.table_name, g.privilege, g.column_name
  from (
    select 'revoke' as verb, excess.* from (table actual except table wanted) as excess
    union all
    select 'grant', missing.* from (table wanted except table actual) as missing
  ) as g;
$$;
comment on function engine.grant_gaps is 'Column privileges of some tables that differ from the configuration.';

create function engine.publish_columns(table_names text[])
returns void
language plpgsql volatile security definer set search_path = '' -- grants
as $$
declare
  statement text;
begin
  for statement in
    select format('%s %s (%s) on public.%I %s %I', g.verb, g.privilege,
      string_agg(quote_ident(g.column_name), ', ' order by g.column_name), g.table_name,
      case g.verb when 'grant' then 'to' else 'from' end, engine.role_name(g.role_key))
    from engine.grant_gaps(table_names) as g
    group by g.verb, g.privilege, g.table_name, g.role_key
    union all
    select format('grant execute on function %s to %I', f.routine, engine.role_name(r.key))
    from engine.functions_of_columns as f, config.roles as r
    where not has_function_privilege(engine.role_name(r.key), f.routine, 'execute')
    union all
    select format('grant usage on sequence %s to %I', s.sequence, engine.role_name(r.key))
    from engine.sequences_of_defaults as s
    join config.entities as e on e.name = s.table_name and e.name = any (table_names)
    join config.permissions as p on p.entity_id = e.id and p.action = 'create'
    join config.roles as r on r.id = p.role_id
    where not has_sequence_privilege(engine.role_name(r.key), s.sequence, 'usage')
    union all
    select l.statement from config.logins as login
    join config.roles as r on r.id = login.role_id
    cross join lateral engine.login_statements(r.key) as l (statement)
  loop
    execute statement;
  end loop;
  perform engine.refuse('verification_failed', format('Not published: rights to %s.%s', g.table_name, g.column_name), to_jsonb(g))
  from engine.grant_gaps(table_names) as g limit 1;
end;
$$;
comment on function engine.publish_columns is
  'Brings column grants of some tables to the configuration, and refuses (reason verification_failed) when they differ after it.';

create function engine.publish(note text, changes jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  asked jsonb;
  done jsonb;
  touched text[];
  version_id bigint;
begin
  perform engine.require_right('entities');
  perform engine.lock_configuration();
  asked := engine.require_changes(changes);
  done := engine.make_changes(asked);
  if done = '[]' then
    perform engine.refuse('nothing_to_publish', 'Nothing has changed');
  end if;
  touched := array(select distinct split_part(s ->> 'object', '.', 1) from jsonb_array_elements(done) as s);
  if exists (select from jsonb_array_elements(done) as s where s ->> 'kind' ~ '^(create|trash|restore)_entity$|^adopt_table$') then
    -- Policies and table privileges are new, too.
    perform engine.publish_roles(engine.roles_of_entities(touched));
  end if;
  perform engine.publish_columns(touched);
  version_id := engine.record_version(coalesce(nullif(btrim(note), ''), done -> 0 -> 'words' ->> 'en'));
  update config.versions as v set steps = done where v.id = version_id;
  if changes is null then
    delete from config.draft_changes as d where d.id > 0;
  end if;
  update engine.installation set configuration_version = configuration_version + 1 where id;
  notify pgrst, 'reload schema';
  return version_id;
end;
$$;
comment on function engine.publish is 'The work behind config.publish.';

create function config.plan(changes jsonb default null)
returns jsonb
language sql volatile security definer set search_path = '' -- reads catalog and configuration
as $$
  select engine.plan(changes);
$$;
comment on function config.plan is
  'What changes of fields and entities would do, as steps with kind, object, words, risk and SQL; of the draft when none
are given. Changes nothing. Needs the right entities.';

create function config.publish(note text default '', changes jsonb default null)
returns bigint
language sql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
  select engine.publish(note, changes);
$$;
comment on function config.publish is
  'Makes changes of fields and entities, those of the draft when none are given: all in one transaction or none. Returns
the number of the version. Needs the right entities. Reasons: those of the changes, busy, nothing_to_publish,
verification_failed.';

create function config.keep_draft(changes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_changes(changes);
  delete from config.draft_changes as d where d.id > 0;
  insert into config.draft_changes (change, author_id)
  select c, engine.member_id() from jsonb_array_elements(coalesce(changes, '[]')) as c;
end;
$$;
comment on function config.keep_draft is 'Replaces the draft by these changes; [] empties it. Needs the right entities.';

-- supabase/schemas/87_import_rights.sql
-- Importing files: who may, into which fields, and what he chose the last time.

create table engine.import_memory (
  member_id uuid not null references config.members (id) on delete cascade,
  entity_id uuid not null references config.entities (id) on delete cascade,
  matched jsonb not null constraint matched_is_an_object check (jsonb_typeof(matched) = 'object'),
  at timestamptz not null default now(),
  primary key (member_id, entity_id)
);
comment on table engine.import_memory is 'Which column of a file a member put into which field, by the words of its header.';
create index import_memory_entity_id_idx on engine.import_memory (entity_id);
alter table engine.import_memory enable row level security;

create function config.import_setup(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  found_entity constant uuid := engine.entity_id(entity);
  permission config.permissions;
  answer jsonb;
begin
  select p.* into permission
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
  where p.entity_id = found_entity and p.action = 'import';
  if not found then
    perform engine.refuse(
      'import_not_allowed', 'Your role may not import these records', jsonb_build_object('entity', entity), '42501'
    );
  end if;
  select jsonb_build_object(
    'create', coalesce(jsonb_agg(c.name) filter (where c.can_create and c.is_allowed), '[]'),
    'update', coalesce(jsonb_agg(c.name) filter (where c.can_update and c.can_read and c.is_allowed), '[]'),
    'identify', coalesce(jsonb_agg(c.name) filter (where c.can_read and c.can_compare and (c.is_allowed or c.is_key)), '[]'),
    'extend', coalesce(jsonb_agg(c.name) filter (where c.has_own_options), '[]')
  ) into answer
  from (
    select f.name,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'select') as can_read,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'insert') as can_create,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'update') as can_update,
      k.type_name !~ '^json|\[\]$' as can_compare,
      k.column_name = engine.primary_key(entity) as is_key,
      f.is_made_here and f.type in ('choice', 'multi_choice') as has_own_options,
      permission.all_fields or exists (
        select from config.permission_fields as pf where pf.permission_id = permission.id and pf.field_id = f.id
      ) as is_allowed
    from config.fields as f
    join engine.columns as k on k.table_name = entity and k.column_name = f.name
    where f.entity_id = found_entity and f.name is distinct from engine.version_field(entity)
    order by f.position, f.name
  ) as c;
  return answer || jsonb_build_object('memory', coalesce((
    select m.matched from engine.import_memory as m
    where m.member_id = engine.member_id() and m.entity_id = found_entity
  ), '{}'));
end;
$$;
comment on function config.import_setup is
  'What the caller''s role may import: fields that files may fill in new records (create), change in others (update) and
by which these are found (identify); fields that take more options (extend); and which headers he matched the last time. Reasons import_not_allowed, unknown_entity.';

-- Titles first, then what is unique, then keys: the first that finds something wins.
create function config.record_match_sql(entity text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  key constant text := engine.primary_key(entity);
  title text;
  statement text;
begin
  select e.title_field into title from config.entities as e where e.name = record_match_sql.entity;
  if not found then
    perform engine.entity_id(entity);
  end if;
  select string_agg(format(
    'select %s as rank, w.text, t.%I::text as key from unnest($1) as w (text) join public.%I as t on t.%I = %s',
    c.rank, key, entity, c.column_name,
    case c.type_name
      when 'uuid' then 'case when w.text ~ ''^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'' then w.text::uuid end'
      when 'bigint' then 'case when w.text ~ ''^\d{1,18}$'' then w.text::bigint end'
      when 'integer' then 'case when w.text ~ ''^\d{1,9}$'' then w.text::integer end'
      else 'w.text'
    end
  ), ' union all ') into statement
  from (
    select distinct k.column_name, k.type_name,
      case when k.column_name = title then 1 when k.column_name = key then 3 else 2 end as rank
    from engine.columns as k
    left join engine.unique_columns as u on u.table_name = k.table_name and u.column_name = k.column_name
    where k.table_name = entity and (k.column_name = title or u.column_name is not null)
      and k.type_name ~ '^(text|character|extensions|uuid|integer|bigint)'
      and has_column_privilege(role_name, k.table_oid, k.column_number, 'select')
  ) as c;
  return format(
    'select jsonb_object_agg(text, keys) from (
       select text, jsonb_agg(distinct key) as keys from (
         select f.*, min(rank) over (partition by text) as best from (%s) as f
       ) as ranked where rank = best group by text
     ) as found', coalesce(statement, 'select 1 as rank, ''''::text as text, ''''::text as key where false')
  );
end;
$$;
comment on function config.record_match_sql is 'Statement behind config.match_records. Reason unknown_entity.';

create function config.match_records(entity text, texts text[])
returns jsonb
language plpgsql stable security invoker set search_path = '' -- the caller's own rows and columns
as $$
declare
  answer jsonb;
begin
  if cardinality(texts) > 5000 then
    perform engine.refuse('too_many_values', 'Up to 5000 texts at once', errcode => '22023');
  end if;
  execute config.record_match_sql(entity) into answer using texts;
  return coalesce(answer, '{}');
end;
$$;
comment on function config.match_records is
  'Keys of the records that the caller may see and that have one of these texts as title, else in a unique field, else as
key: {text: [keys]}. A text with several keys is ambiguous, one that is missing was not found.';

-- supabase/schemas/87_import_staging.sql
-- The rows of a file wait here until they are written. They come in slices, so a cut line costs one slice.

create table engine.imports (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  member_id uuid not null references config.members (id) on delete cascade,
  role_key text not null,
  file_name text not null,
  fingerprint text not null,
  mode text not null constraint mode_is_known check (mode in ('create', 'skip', 'upsert', 'update')),
  fields text[] not null,
  identifiers text[] not null,
  row_count integer not null constraint row_count_is_sensible check (row_count between 1 and 200000),
  result jsonb,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table engine.imports is 'Files that members import: their settings, and once they are written what came of them.';
comment on column engine.imports.fingerprint is 'Digest of file and settings: the same again goes on where it was cut.';
create index imports_entity_id_idx on engine.imports (entity_id);
create index imports_member_id_idx on engine.imports (member_id, fingerprint);
alter table engine.imports enable row level security;

-- Unlogged: after a crash the file is simply sent again.
create unlogged table engine.staged_rows (
  import_id uuid not null references engine.imports (id) on delete cascade,
  row_no integer not null,
  row_values jsonb not null constraint row_values_are_an_object check (jsonb_typeof(row_values) = 'object'),
  target text,
  problem jsonb,
  primary key (import_id, row_no)
);
comment on table engine.staged_rows is 'Rows of files, as values by field, before they are written.';
comment on column engine.staged_rows.target is 'Key of the record that the row changes; null for a new one.';
comment on column engine.staged_rows.problem is 'Why the row cannot be matched with one record.';
alter table engine.staged_rows enable row level security;

create function engine.own_import(import uuid)
returns engine.imports
language plpgsql stable security definer set search_path = '' -- callers may not read the staging
as $$
declare
  own engine.imports;
begin
  select i.* into own from engine.imports as i
  where i.id = import and i.member_id = engine.member_id() and i.role_key = engine.current_role_key();
  if not found then
    perform engine.refuse('unknown_import', 'There is no such import of yours', errcode => 'PT404');
  end if;
  return own;
end;
$$;
comment on function engine.own_import is 'An import of the caller in his present role. Reason unknown_import (404).';

create function engine.require_importable(entity text, mode text, fields text[], identifiers text[])
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  setup constant jsonb := config.import_setup(entity);
  needed constant text[] := array(select f from unnest(fields) as f where f <> all (identifiers));
  refused text[];
begin
  refused := array(
    select f from unnest(needed) as f
    where not (mode <> 'update' and setup -> 'create' ? f or mode in ('upsert', 'update') and setup -> 'update' ? f)
    union all
    select f from unnest(identifiers) as f where not setup -> 'identify' ? f
  );
  if mode <> 'update' and setup -> 'create' = '[]' or mode in ('upsert', 'update') and setup -> 'update' = '[]' then
    perform engine.refuse('import_needs_right', 'Your role may not do what this import needs', errcode => '42501');
  elsif refused <> '{}' then
    perform engine.refuse(
      'fields_not_importable', 'Your role may not import some of these fields',
      jsonb_build_object('fields', array_to_string(refused, ', ')), '42501'
    );
  elsif (mode = 'create') <> (identifiers = '{}') or fields = '{}' or not identifiers <@ fields then
    perform engine.refuse('invalid_import', 'An import needs fields, and something to find records by unless all are new', errcode => '22023');
  end if;
end;
$$;
comment on function engine.require_importable is
  'Refuses fields or a mode that the caller''s role may not import. Reasons import_not_allowed, import_needs_right,
fields_not_importable, invalid_import.';

create function config.begin_import(entity text, request jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  asked_fields constant text[] := array(select jsonb_array_elements_text(request -> 'fields'));
  asked_identifiers constant text[] := array(select jsonb_array_elements_text(request -> 'identifiers'));
  begun engine.imports;
begin
  perform engine.require_importable(entity, request ->> 'mode', asked_fields, asked_identifiers);
  if not coalesce((request ->> 'rows')::integer between 1 and 200000, false) then
    perform engine.refuse('too_many_rows', 'An import has 1 to 200,000 rows', '{"most": 200000}', '22023');
  end if;
  insert into engine.import_memory (member_id, entity_id, matched)
  values (engine.member_id(), engine.entity_id(entity), coalesce(request -> 'memory', '{}'))
  on conflict on constraint import_memory_pkey do update set matched = excluded.matched, at = now();

  select i.* into begun from engine.imports as i
  where i.member_id = engine.member_id() and i.fingerprint = request ->> 'fingerprint' and i.ended_at is null
    and i.entity_id = engine.entity_id(entity) and i.role_key = engine.current_role_key()
    and (i.mode, i.fields, i.identifiers, i.row_count)
      = (request ->> 'mode', asked_fields, asked_identifiers, (request ->> 'rows')::integer)
  order by i.started_at desc
  limit 1;
  if begun.id is null then
    insert into engine.imports (entity_id, member_id, role_key, file_name, fingerprint, mode, fields, identifiers, row_count)
    values (
      engine.entity_id(entity), engine.member_id(), engine.current_role_key(), left(request ->> 'file', 200),
      request ->> 'fingerprint', request ->> 'mode', asked_fields, asked_identifiers, (request ->> 'rows')::integer
    )
    returning * into begun;
  end if;
  return jsonb_build_object(
    'import', begun.id,
    'last', (select coalesce(max(r.row_no), 0) from engine.staged_rows as r where r.import_id = begun.id)
  );
end;
$$;
comment on function config.begin_import is
  'Announces a file: {file, fingerprint, rows, mode: create|skip|upsert|update, fields, identifiers, memory}. Answers {import,
last}: its id, and the last row that is here already when it was begun before. Reasons import_not_allowed,
import_needs_right, fields_not_importable, invalid_import, too_many_rows, unknown_entity.';

create function config.stage_rows(import uuid, rows jsonb)
returns integer
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  if own.ended_at is not null or jsonb_array_length(rows) > 5000
    or (select count(*) from engine.staged_rows as r where r.import_id = import) + jsonb_array_length(rows)
      > own.row_count + 5000
  then
    perform engine.refuse('too_many_rows', 'These rows are not expected', jsonb_build_object('most', own.row_count), '22023');
  end if;
  insert into engine.staged_rows (import_id, row_no, row_values)
  select import, (r ->> 0)::integer, r -> 1 from jsonb_array_elements(rows) as r
  on conflict on constraint staged_rows_pkey do nothing;
  return (select max(r.row_no) from engine.staged_rows as r where r.import_id = import);
end;
$$;
comment on function config.stage_rows is
  'Takes a slice of rows, [[row number, {field: value}], …], ascending and up to 5000; one that came before is ignored.
Answers the last row that is here. Reasons unknown_import, too_many_rows.';

create function config.staged_rows(import uuid, first integer, last integer, left_out integer[] default '{}')
returns table (row_no integer, row_values jsonb, target text)
language plpgsql stable security definer set search_path = '' rows 500 -- callers may not read the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  return query
  select r.row_no, r.row_values, r.target from engine.staged_rows as r
  where r.import_id = own.id and r.row_no between first and last and r.problem is null and r.row_no <> all (left_out)
  order by r.row_no;
end;
$$;
comment on function config.staged_rows is 'Rows of an own import that can be written. Reason unknown_import.';

create function engine.forget_imports()
returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from engine.imports as i where i.started_at < now() - interval '7 days';
$$;
comment on function engine.forget_imports is 'Removes files of last week, written or not.';
insert into engine.jobs (key, routine, every) values ('forget_imports', 'engine.forget_imports()', '1 hour');

-- supabase/schemas/87_import_statements.sql
-- The statements of an import. The owner writes them, because only he reads config; the importer runs them.

create function engine.import_values_sql(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format('case when s.row_values ? %L then r.%I else %s end', field, field, coalesce(
    (select pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef as d
     where d.adrelid = c.table_oid and d.adnum = c.column_number), 'null'
  ))
  from engine.columns as c where c.table_name = entity and c.column_name = field;
$$;
comment on function engine.import_values_sql is 'What a new record gets in a field: the value of the row, else the default.';

create function engine.import_statements(own engine.imports)
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads config and the catalog
as $$
declare
  entity constant text := (select e.name from config.entities as e where e.id = own.entity_id);
  setup constant jsonb := config.import_setup(entity);
  key constant text := engine.primary_key(entity);
  key_type constant text := (
    select c.type_name from engine.columns as c where c.table_name = entity and c.column_name = key
  );
  source constant text := format(
    'config.staged_rows($1, $2, $3, $4) as s cross join lateral jsonb_populate_record(null::public.%I, s.row_values) as r',
    entity
  );
  new_fields constant text[] := array(select f from unnest(own.fields) as f where setup -> 'create' ? f);
  changed_fields constant text[] := array(
    select f from unnest(own.fields) as f where setup -> 'update' ? f and f <> all (own.identifiers)
  );
  differs text;
begin
  select string_agg(format(
    's.row_values ? %L and t.%I%s is distinct from r.%I%s', c.column_name,
    c.column_name, case when c.type_name = 'json' then '::jsonb' else '' end,
    c.column_name, case when c.type_name = 'json' then '::jsonb' else '' end
  ), ' or ') into differs
  from engine.columns as c where c.table_name = entity and c.column_name = any (changed_fields);
  return jsonb_build_object(
    'entity', entity,
    'match', case when own.mode <> 'create' then format(
      'select array_agg(row_no), array_agg(keys) from (
         select s.row_no, (min(t.%I::text) || case when count(*) > 1 then '' '' || count(*) else '''' end) as keys
         from %s join public.%I as t on %s group by s.row_no
       ) as found',
      key, source, entity,
      (select string_agg(format('t.%I = r.%I', i, i), ' and ') from unnest(own.identifiers) as i)
    ) end,
    'create', case when own.mode <> 'update' then format(
      'insert into public.%I (%s) select %s from %s where s.target is null order by s.row_no',
      entity, (select string_agg(quote_ident(f), ', ') from unnest(new_fields) as f),
      (select string_agg(engine.import_values_sql(entity, f), ', ') from unnest(new_fields) as f), source
    ) end,
    'count', case when own.mode in ('upsert', 'update') then format(
      'select count(*) from %s join public.%I as t on t.%I = s.target::%s where %s',
      source, entity, key, key_type, coalesce(differs, 'false')
    ) end,
    'update', case when own.mode in ('upsert', 'update') and differs is not null then format(
      'update public.%I as t set %s from %s where t.%I = s.target::%s and (%s)',
      entity, (
        select string_agg(format('%I = case when s.row_values ? %L then r.%I else t.%I end', f, f, f, f), ', ')
        from unnest(changed_fields) as f
      ), source, key, key_type, differs
    ) end
  );
end;
$$;
comment on function engine.import_statements is
  'Statements of an import over rows $2 to $3 of import $1 without those of $4: match, create, count of changes, update.';

-- supabase/schemas/87_import_writing.sql
-- Writing a file: in the importer's own role, under all rules, everything in one transaction or nothing.

create function config.open_import(import uuid, left_out integer[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads the staging and config
as $$
declare
  own constant engine.imports := engine.own_import(import);
  entity constant text := (select e.name from config.entities as e where e.id = own.entity_id);
  here record;
begin
  if own.ended_at is not null then
    return jsonb_build_object('result', own.result);
  end if;
  perform engine.require_importable(entity, own.mode, own.fields, own.identifiers);
  select count(*) as rows, min(r.row_no) as first, max(r.row_no) as last into here
  from engine.staged_rows as r where r.import_id = import;
  if here.rows <> own.row_count then
    perform engine.refuse('rows_are_missing', 'Not every row of the file is here yet', '{}', '22023');
  end if;
  return engine.import_statements(own) || jsonb_build_object(
    'first', here.first, 'last', here.last, 'file', own.file_name, 'mode', own.mode,
    'rows', here.rows - (select count(*) from engine.staged_rows as r where r.import_id = import and r.row_no = any (left_out))
  );
end;
$$;
comment on function config.open_import is
  'What it takes to write an own import whose rows are all here; {result} when it was written already. Reasons
unknown_import, rows_are_missing, and those of config.begin_import.';

create function config.keep_matches(import uuid, row_nos integer[], keys text[], left_out integer[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  update engine.staged_rows as r
  set target = split_part(m.key, ' ', 1), problem = case when m.key like '% %' then
    jsonb_build_object('reason', 'ambiguous_identifier', 'count', split_part(m.key, ' ', 2))
  end
  from unnest(row_nos, keys) as m (row_no, key)
  where r.import_id = own.id and r.row_no = m.row_no;
  -- The same record twice in one file: which row is right?
  update engine.staged_rows as r
  set problem = jsonb_build_object('reason', 'duplicate_in_file', 'row', twin.first)
  from (
    select i.row_no, min(i.row_no) over (partition by i.identity) as first
    from (
      select s.row_no, array(select s.row_values ->> f from unnest(own.identifiers) as f) as identity
      from engine.staged_rows as s where s.import_id = own.id and s.row_no <> all (left_out)
    ) as i
    where array_position(i.identity, null) is null
  ) as twin
  where r.import_id = own.id and r.row_no = twin.row_no and twin.first < twin.row_no;
  return coalesce((
    select jsonb_agg(jsonb_build_object('row', r.row_no, 'message', '', 'details', r.problem::text) order by r.row_no)
    from engine.staged_rows as r
    where r.import_id = own.id and r.problem is not null and r.row_no <> all (left_out)
  ), '[]');
end;
$$;
comment on function config.keep_matches is
  'Keeps which records the rows of an own import mean; answers the rows that cannot be told (reasons ambiguous_identifier,
duplicate_in_file).';

create function config.close_import(import uuid, result jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  delete from engine.staged_rows as r where r.import_id = own.id;
  update engine.imports as i set result = close_import.result, ended_at = now() where i.id = own.id;
end;
$$;
comment on function config.close_import is 'Keeps what came of an own import and forgets its rows. Reason unknown_import.';

create function config.run_import(import uuid, is_rehearsal boolean default true, left_out integer[] default '{}')
returns jsonb
language plpgsql volatile security invoker set search_path = '' -- the caller's own rights decide
set statement_timeout = '10min'
as $$
declare
  slice constant integer := 500;
  most_problems constant integer := 5000;
  statements constant jsonb := config.open_import(import, left_out);
  result jsonb;
  problems jsonb := '[]';
  batch uuid;
  row_nos integer[];
  keys text[];
  firsts integer[];
  lasts integer[];
  a integer;
  z integer;
  halfway integer;
  wanted integer;
  done integer;
  created integer := 0;
  updated integer := 0;
  message text;
  details text;
begin
  if statements ? 'result' then
    return statements -> 'result';
  end if;
  begin
    batch := config.begin_batch('import', statements ->> 'entity', statements ->> 'file');
    if statements ->> 'match' is not null then
      execute statements ->> 'match' into row_nos, keys using import, -2147483648, 2147483647, left_out;
      problems := config.keep_matches(import, row_nos, keys, left_out);
    end if;
    select array_agg(s order by s desc), array_agg(least(s + slice - 1, (statements ->> 'last')::integer) order by s desc)
    into firsts, lasts
    from generate_series((statements ->> 'first')::integer, (statements ->> 'last')::integer, slice) as s;
    -- A slice that is refused is halved until the row that does not fit stands alone.
    while cardinality(firsts) > 0 and jsonb_array_length(problems) < most_problems loop
      a := firsts[cardinality(firsts)];
      z := lasts[cardinality(lasts)];
      firsts := trim_array(firsts, 1);
      lasts := trim_array(lasts, 1);
      wanted := 0;
      done := 0;
      begin
        if statements ->> 'update' is not null then
          execute statements ->> 'count' into wanted using import, a, z, left_out;
          execute statements ->> 'update' using import, a, z, left_out;
          get diagnostics done = row_count;
          if done < wanted then
            perform engine.refuse('update_refused', 'Your role may not edit this record', errcode => '42501');
          end if;
          done := 0;
        end if;
        if statements ->> 'create' is not null then
          execute statements ->> 'create' using import, a, z, left_out;
          get diagnostics done = row_count;
        end if;
        created := created + done;
        updated := updated + wanted;
      exception when others then
        if sqlstate ~ '^(40|53|54|55|57|58|XX)' then
          raise;
        elsif a < z then
          halfway := a + (z - a + 1) / 2;
          firsts := firsts || halfway || a;
          lasts := lasts || z || (halfway - 1);
        else
          get stacked diagnostics message = message_text, details = pg_exception_detail;
          problems := problems || jsonb_build_object('row', a, 'code', sqlstate, 'message', message, 'details', details);
        end if;
      end;
    end loop;
    begin
      set constraints all immediate;
    exception when others then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      problems := problems || jsonb_build_object('row', null, 'code', sqlstate, 'message', message, 'details', details);
    end;
    result := jsonb_build_object(
      'rows', statements -> 'rows', 'matched', coalesce(cardinality(row_nos), 0), 'created', created, 'updated', updated,
      'problems', problems, 'isComplete', cardinality(firsts) = 0, 'isDone', false
    );
    if is_rehearsal or problems <> '[]' then
      raise exception using errcode = 'KR000'; -- variables survive, rows do not
    end if;
    result := result || jsonb_build_object('isDone', true, 'batch', batch);
    perform config.end_batch(batch);
    perform config.close_import(import, result);
  exception when sqlstate 'KR000' then
    null;
  end;
  return result;
end;
$$;
comment on function config.run_import is
  'Writes an own import in one transaction, or, as a rehearsal, takes everything back; rows named in left_out stay out. One
row that is refused keeps all from being written. Answers {rows, matched, created, updated, problems: [{row, code, message,
details}], isComplete: false after 5000 problems, isDone, batch}; asked again, what came of it. Reasons unknown_import,
rows_are_missing, and those of config.begin_import.';

-- supabase/schemas/88_batches.sql
-- Batches: changes of many records that belong together, over any number of requests, so that they can be shown and
-- undone as one. The audit log notes the batch of each entry; what a batch did is read from there.

create table engine.batches (
  id uuid primary key default gen_random_uuid(),
  kind text not null
    constraint batch_kind_is_known check (kind in ('import', 'bulk_edit', 'bulk_delete', 'paste', 'undo', 'operation')),
  entity text,
  note text constraint batch_note_is_short check (length(note) <= 500),
  member_id uuid,
  member_name text,
  role_key text,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  created bigint not null default 0,
  updated bigint not null default 0,
  deleted bigint not null default 0,
  undoes uuid references engine.batches (id),
  undone_by uuid references engine.batches (id)
);
comment on table engine.batches is
  'Changes made together. Member, name and role are copies, as in the audit log. The counts are taken when it ends.';
comment on column engine.batches.undone_by is 'The batch that undid this one; null again when that was undone itself.';
create index batches_started_idx on engine.batches (started_at desc);
create index batches_member_idx on engine.batches (member_id, started_at desc);
create index batches_open_idx on engine.batches (started_at) where ended_at is null;
create index batches_undoes_idx on engine.batches (undoes);
create index batches_undone_by_idx on engine.batches (undone_by);
alter table engine.batches enable row level security;

create function config.begin_batch(p_kind text, p_entity text default null, p_note text default null)
returns uuid
language plpgsql volatile security definer set search_path = '' -- callers may not write batches
as $$
declare
  new_id uuid;
begin
  if p_entity is not null then
    perform engine.entity_id(p_entity);
  end if;
  insert into engine.batches (kind, entity, note, member_id, member_name, role_key)
  select p_kind, p_entity, p_note, acting.id,
    (select m.name from config.members as m where m.id = acting.id), engine.current_role_key()
  from (select engine.member_id()) as acting (id)
  returning id into new_id;
  perform set_config('kontor.batch', new_id::text, true);
  return new_id;
end;
$$;
comment on function config.begin_batch is
  'Opens a batch (import, bulk_edit, bulk_delete, paste, undo or operation) for the caller. Everything that this
transaction writes afterwards belongs to it; later requests join with the header x-batch. Reason unknown_entity.';

-- Whoever could join a batch of somebody else would write under his name.
create function engine.join_batch()
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read batches
as $$
declare
  header constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-batch';
  -- Cast on its own: the planner may cast a constant before the condition that guards it.
  batch constant uuid := case when pg_input_is_valid(header, 'uuid') then header end;
begin
  if header is null then
    return;
  elsif not exists (
    select from engine.batches as b
    where b.id = batch and b.ended_at is null and b.member_id = engine.signed_in_member_id()
  ) then
    perform engine.refuse(
      'batch_not_open', 'This batch is not yours, or it has ended', jsonb_build_object('batch', header), 'PT409'
    );
  end if;
  perform set_config('kontor.batch', batch::text, true);
end;
$$;
comment on function engine.join_batch is
  'Lets this request write in the batch of the header x-batch: an open one of the same member, else reason batch_not_open (409).';
grant execute on function engine.join_batch() to authenticated;

create function engine.batch_counts(batch_id uuid)
returns table (created bigint, updated bigint, deleted bigint)
language sql stable security definer set search_path = '' -- reads the log
as $$
  select count(*) filter (where e.action = 'create'), count(*) filter (where e.action = 'update'),
    count(*) filter (where e.action = 'delete')
  from engine.batches as b
  join engine.audit_entries as e on e.batch_id = b.id
  where b.id = batch_counts.batch_id and not e.is_consequence and e.table_name = coalesce(b.entity, e.table_name);
$$;
comment on function engine.batch_counts is
  'How many records a batch created, updated and deleted: of its entity, or of all when it names none.';

create function engine.close_batch(batch_id uuid)
returns void
language sql volatile security definer set search_path = '' -- callers may not write batches
as $$
  update engine.batches as b
  set ended_at = clock_timestamp(), created = c.created, updated = c.updated, deleted = c.deleted
  from engine.batch_counts(close_batch.batch_id) as c
  where b.id = close_batch.batch_id and b.ended_at is null;
$$;
comment on function engine.close_batch is 'Ends an open batch and keeps its counts.';

create function config.end_batch(id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write batches
as $$
declare
  ended engine.batches;
begin
  select b.* into ended from engine.batches as b
  where b.id = end_batch.id and b.member_id is not distinct from engine.member_id();
  if not found then
    perform engine.refuse('batch_not_open', 'This batch is not yours, or it has ended', errcode => 'PT409');
  end if;
  perform engine.close_batch(ended.id);
  if engine.current_batch_id() = ended.id then
    perform set_config('kontor.batch', '', true);
  end if;
  select b.* into ended from engine.batches as b where b.id = ended.id;
  return jsonb_build_object(
    'id', ended.id, 'created', ended.created, 'updated', ended.updated, 'deleted', ended.deleted
  );
end;
$$;
comment on function config.end_batch is
  'Ends a batch of the caller and says how many records it created, updated and deleted; harmless when it has ended. Reason batch_not_open.';

create function engine.close_old_batches()
returns void
language sql volatile security definer set search_path = '' -- a job
as $$
  select engine.close_batch(b.id) from engine.batches as b
  where b.ended_at is null and b.started_at < now() - interval '1 day';
$$;
comment on function engine.close_old_batches is 'Ends batches whose browser never came back, as a job.';
insert into engine.jobs (key, routine, every)
values ('close_old_batches', 'engine.close_old_batches()', '1 hour');

-- supabase/schemas/88_bulk_writes.sql
-- Writing many records in one request: with the caller's own rights, quickly when all goes well, and row by row where
-- something is refused, so that one bad row neither stops the others nor hides among them.

create function engine.row_address(entity text)
returns table (key_column text, key_type text, version_column text, version_type text)
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  select k.primary_key, key.type_name, k.version_field, version.type_name
  from config.entities as e
  join engine.keys as k on k.table_name = e.name
  join engine.columns as key on key.table_name = e.name and key.column_name = k.primary_key
  left join engine.columns as version on version.table_name = e.name and version.column_name = k.version_field
  where e.id = engine.entity_id(row_address.entity);
$$;
comment on function engine.row_address is 'Key and version column of an entity with their types. Reason unknown_entity.';

-- A missing right concerns every row alike and is raised; what a row's own content met is put down against the row.
create function engine.write_in_parts(statement text, rows jsonb, checks_now boolean default true)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  middle constant integer := jsonb_array_length(rows) / 2;
  written jsonb;
  code text;
  message text;
  details text;
  first_half jsonb;
  second_half jsonb;
begin
  begin
    execute format('with done as (%s) select jsonb_agg(done.key) from done', statement) into written using rows;
    if checks_now then
      set constraints all immediate; -- else a bad row would show at the very end and stop the good ones
      set constraints all deferred;
    end if;
    return jsonb_build_object('written', coalesce(written, '[]'), 'refused', jsonb_build_array());
  exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text, details = pg_exception_detail;
    if code like '42%' and details not like '{%' and message not like '%row-level security%' then
      raise;
    end if;
  end;
  if middle = 0 then
    return jsonb_build_object('written', jsonb_build_array(), 'refused', jsonb_build_array(jsonb_build_object(
      'key', rows -> 0 -> 'key', 'code', code, 'message', message, 'details', nullif(details, '')
    )));
  end if;
  select jsonb_agg(r.value order by r.position) filter (where r.position <= middle),
    jsonb_agg(r.value order by r.position) filter (where r.position > middle)
  into first_half, second_half
  from jsonb_array_elements(rows) with ordinality as r (value, position);
  first_half := engine.write_in_parts(statement, first_half, checks_now);
  second_half := engine.write_in_parts(statement, second_half, checks_now);
  return jsonb_build_object(
    'written', (first_half -> 'written') || (second_half -> 'written'),
    'refused', (first_half -> 'refused') || (second_half -> 'refused')
  );
end;
$$;
comment on function engine.write_in_parts is
  'Runs a statement that writes the rows ($1, JSON with a key each) and returns their keys as `key`; halves them where
it fails. Answers {written: [keys], refused: [{key, code, message, details}]}. Deferred constraints are looked at at once, if wanted.';

-- A row that Postgres passed over in silence: gone, changed meanwhile, or outside the caller's scope for writing.
create function engine.refuse_untouched(entity text, rows jsonb, answer jsonb, refusal text)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  address record;
  untouched jsonb;
begin
  select * into address from engine.row_address(entity);
  execute format(
    'select jsonb_agg(jsonb_build_object(''key'', r.value -> ''key'', ''code'', ''P0001'', ''message'', w.reason,
       ''details'', jsonb_build_object(''reason'', w.reason)::text))
     from jsonb_array_elements($1) as r
     left join public.%1$I as t on t.%2$I = (r.value ->> ''key'')::%3$s
     cross join lateral (select case when t.%2$I is null then ''gone'' when %4$s then ''version_conflict'' else $3 end) as w (reason)
     where r.value ->> ''key'' not in (
       select jsonb_array_elements_text($2 -> ''written'')
       union all select f.value ->> ''key'' from jsonb_array_elements($2 -> ''refused'') as f
     )',
    entity, address.key_column, address.key_type,
    case when address.version_column is null then 'false' else format(
      't.%I <> (r.value ->> ''version'')::%s', address.version_column, address.version_type
    ) end
  ) into untouched using rows, answer, refusal;
  return jsonb_build_object(
    'written', jsonb_array_length(answer -> 'written'), 'refused', (answer -> 'refused') || coalesce(untouched, '[]')
  );
end;
$$;
comment on function engine.refuse_untouched is
  'Adds the rows that were neither written nor refused, with what happened to them: gone, version_conflict, or the given reason.';

create function engine.require_few(rows jsonb)
returns void
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 5000 then
    perform engine.refuse('too_many_values', 'Up to 5,000 records in one request', errcode => '22023');
  end if;
end;
$$;
comment on function engine.require_few is 'Refuses more than 5,000 rows at once (reason too_many_values).';

create function config.write_rows(p_entity text, p_rows jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  address record;
  part record;
  done jsonb;
  answer jsonb := '{"written": [], "refused": []}';
begin
  perform engine.require_few(p_rows);
  select * into address from engine.row_address(p_entity);
  for part in
    select c.columns, jsonb_agg(r.value order by r.position) as rows
    from jsonb_array_elements(p_rows) with ordinality as r (value, position)
    cross join lateral (
      select array_agg(key order by key) from jsonb_object_keys(r.value -> 'values') as key
    ) as c (columns)
    where c.columns is not null
    group by c.columns
  loop
    done := engine.write_in_parts(format(
      'update public.%1$I as t set %2$s
       from jsonb_array_elements($1) as r
       cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
       where t.%3$I = (r.value ->> ''key'')::%4$s%5$s returning t.%3$I as key',
      p_entity, (select string_agg(format('%1$I = n.%1$I', c), ', ') from unnest(part.columns) as c),
      address.key_column, address.key_type,
      case when address.version_column is not null then format(
        ' and (r.value ->> ''version'' is null or t.%I = (r.value ->> ''version'')::%s)',
        address.version_column, address.version_type
      ) end
    ), part.rows);
    answer := jsonb_build_object(
      'written', (answer -> 'written') || (done -> 'written'), 'refused', (answer -> 'refused') || (done -> 'refused')
    );
  end loop;
  return engine.refuse_untouched(p_entity, p_rows, answer, 'update_refused');
end;
$$;
comment on function config.write_rows is
  'Changes records, each in its own way: [{"key", "version"?, "values": {field: value}}]. Rows that are refused keep
their values, the others are written. Answers {written: n, refused: [{key, code, message, details}]}; a field that may
not be written refuses all (403). Reasons of rows: gone, version_conflict, update_refused, and those of the database.';

create function config.edit_rows(p_entity text, p_keys jsonb, p_values jsonb)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select config.write_rows(p_entity, (
    select coalesce(jsonb_agg(jsonb_build_object('key', key, 'values', p_values)), '[]') from jsonb_array_elements(p_keys) as key
  ));
$$;
comment on function config.edit_rows is 'Writes the same values into many records, by key; answers as config.write_rows.';

create function config.delete_rows(p_entity text, p_keys jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  address record;
  rows constant jsonb := coalesce(
    (select jsonb_agg(jsonb_build_object('key', key)) from jsonb_array_elements(p_keys) as key), '[]'
  );
begin
  perform engine.require_few(p_keys);
  select * into address from engine.row_address(p_entity);
  return engine.refuse_untouched(p_entity, rows, engine.write_in_parts(format(
    'delete from public.%1$I as t using jsonb_array_elements($1) as r
     where t.%2$I = (r.value ->> ''key'')::%3$s returning t.%2$I as key', p_entity, address.key_column, address.key_type
  ), rows), 'delete_refused');
end;
$$;
comment on function config.delete_rows is 'Deletes records by key; answers as config.write_rows, with the reason delete_refused.';

select engine.add_helper(signature)
from unnest(array[
  'engine.row_address(text)', 'engine.write_in_parts(text, jsonb, boolean)', 'engine.refuse_untouched(text, jsonb, jsonb, text)',
  'engine.require_few(jsonb)'
]) as signature;

-- supabase/schemas/88_recent_batches.sql
-- Which changes in bulk there were lately, and whose.

create function engine.batch_json(batch engine.batches)
returns jsonb
language sql stable security definer set search_path = '' -- reads batches and log
as $$
  select jsonb_build_object(
    'id', batch.id, 'kind', batch.kind, 'entity', batch.entity, 'note', batch.note, 'member', batch.member_id,
    'memberName', batch.member_name, 'roleLabel', (select r.label from config.roles as r where r.key = batch.role_key),
    'startedAt', batch.started_at, 'endedAt', batch.ended_at, 'undoneBy', batch.undone_by, 'undoes', batch.undoes,
    'created', c.created, 'updated', c.updated, 'deleted', c.deleted
  )
  from (
    select batch.created, batch.updated, batch.deleted where batch.ended_at is not null
    union all
    select n.* from engine.batch_counts(batch.id) as n where batch.ended_at is null
  ) as c (created, updated, deleted);
$$;
comment on function engine.batch_json is 'A batch as the app gets it.';

create function config.recent_batches(p_before timestamptz default null, p_limit integer default 50)
returns jsonb
language sql stable security definer set search_path = '' -- reads batches and log
as $$
  select coalesce(jsonb_agg(engine.batch_json(b) order by b.started_at desc), '[]')
  from (
    select b.* from engine.batches as b
    where (b.member_id = engine.member_id() or engine.may_configure('roles'))
      and (p_before is null or b.started_at < p_before)
      and (b.ended_at is null or b.created + b.updated + b.deleted > 0)
    order by b.started_at desc
    limit least(p_limit, 200)
  ) as b;
$$;
comment on function config.recent_batches is
  'The caller''s own batches, newest first; everybody''s with the right roles. Empty ones are left out.';

-- supabase/schemas/88_time_travel.sql
-- Time travel: the records of an entity as they were at a moment, put together from the rows of today and the audit
-- log. Whoever looks back sees what he may see today: the same fields, and only records that lie in his scope now and
-- lay in it then.

-- From a moment on, the first old value of each field is what stood there; a first delete has the whole row, and a
-- first create means that there was none. `version` and `updated_at` are in no entry: after an update they are unknown.
create function engine.as_of_sql(entity text, at timestamptz, scope jsonb, role_key text, keys_sql text default null)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  address record;
begin
  select * into address from engine.row_address(entity);
  return format(
    'select * from (
       with later as (
         select e.record_id, e.id, e.action, e.old_values,
           min(e.id) filter (where e.action = ''delete'') over (partition by e.record_id) as first_delete,
           first_value(e.action) over (partition by e.record_id order by e.id) as first_action
         from engine.audit_entries as e where e.table_name = %1$L and e.at > %2$L %6$s
       ), past as materialized (
         select l.record_id, l.first_action, bool_or(l.id = l.first_delete) as was_deleted,
           bool_or(l.action = ''update'') as was_changed, jsonb_object_agg(v.key, v.value order by l.id desc)
             filter (where v.key is not null) as values
         from later as l
         left join lateral jsonb_each(
           case when l.id <= coalesce(l.first_delete, l.id) then l.old_values end
         ) as v on true
         group by l.record_id, l.first_action
       )
       select t.* from public.%1$I as t
       where not exists (select from past as p where p.record_id = t.%3$I::text) %7$s
       union all
       select was.* from past as p
       left join public.%1$I as t on t.%3$I = p.record_id::%4$s
       cross join lateral jsonb_populate_record(null::public.%1$I,
         (case when p.was_deleted is true then ''{}'' else to_jsonb(t) end || coalesce(p.values, ''{}''))
           - case when p.was_changed then array[''version'', ''updated_at''] else array[]::text[] end
       ) as was
       where p.first_action <> ''create'' and (p.was_deleted is true or t.%3$I is not null) and %5$s
     ) as %1$I',
    entity, at, address.key_column, address.key_type,
    case when scope is null then 'true' else format(
      'case when t.%2$I is not null then (%3$s) else exists (
         select from (
           select g.old_values from engine.audit_entries as g
           where g.table_name = %1$L and g.record_id = p.record_id and g.action = ''delete'' order by g.id desc limit 1
         ) as gone (values)
         cross join lateral jsonb_populate_record(null::public.%1$I, gone.values) as last where (%4$s)
       ) end', entity, address.key_column,
      engine.condition_sql(entity, 't', scope, 1, role_key), engine.condition_sql(entity, 'last', scope, 1, role_key)
    ) end,
    case when keys_sql is not null then format('and e.record_id in (%s)', keys_sql) end,
    case when keys_sql is not null then format(
      'and t.%I = any (array(select k.record_id::%s from (%s) as k))', address.key_column, address.key_type, keys_sql
    ) end
  ) || case when scope is null then '' else format(' where (%s)', engine.condition_sql(entity, entity, scope, 1, role_key)) end;
end;
$$;
comment on function engine.as_of_sql is
  'Statement that yields the rows of a table as they were, in the scope then and now; optionally only some keys.';

-- What a role may not read it may not filter or sort by either.
create function engine.require_askable(entity text, condition jsonb, sort jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  hidden text;
begin
  select n.needed_column into hidden
  from (
    select c.needed_table, c.needed_column from engine.columns_looked_at(entity, condition, false) as c
    union all
    select entity, s ->> 'field' from jsonb_array_elements(sort) as s
  ) as n
  where not exists (
    select from engine.columns as c
    where c.table_name = n.needed_table and c.column_name = n.needed_column
      and (role_name is null or has_column_privilege(role_name, c.table_oid, c.column_number, 'select'))
  )
  limit 1;
  if found then
    perform engine.refuse(
      'unknown_field', format('%s has no field %s that you may read', entity, hidden), jsonb_build_object('field', hidden), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_askable is 'Refuses a question about fields that the caller''s role may not read (reason unknown_field, 403).';

create function engine.hidden_columns(entity text)
returns text[]
language sql stable security definer set search_path = '' -- asks for the rights of the caller's role
as $$
  select coalesce(array_agg(c.column_name), '{}') from engine.columns as c
  where c.table_name = entity and engine.current_role_key() is not null
    and not has_column_privilege(engine.role_name(engine.current_role_key()), c.table_oid, c.column_number, 'select');
$$;
comment on function engine.hidden_columns is 'Columns that the caller''s role may not read.';

create function engine.reading_scope(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  scope jsonb;
begin
  if engine.current_role_key() is null then
    return null;
  end if;
  select s.condition into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'read' and p.entity_id = engine.entity_id(entity);
  if not found then
    perform engine.refuse('action_not_granted', 'You may not read this', errcode => '42501');
  end if;
  return scope;
end;
$$;
comment on function engine.reading_scope is 'Row condition of the caller''s role; null for all rows. Reason action_not_granted (403).';

create function config.records_as_of(p_entity text, p_at timestamptz, p_question text default '{}')
returns jsonb
language plpgsql stable security definer set search_path = '' -- the log and the rows of then are read for the caller
as $$
declare
  question constant jsonb := p_question::jsonb;
  condition constant jsonb := coalesce(question -> 'condition', '{"all": []}');
  sort constant jsonb := coalesce(question -> 'sort', '[]');
  scope constant jsonb := engine.reading_scope(p_entity);
  role_key constant text := engine.current_role_key();
  address record;
  source text;
  answer jsonb;
begin
  select * into address from engine.row_address(p_entity);
  perform engine.require_askable(p_entity, condition, sort);
  source := format(
    'select %1$I.* from (%2$s) as %1$I where %3$s', p_entity, engine.as_of_sql(p_entity, p_at, scope, role_key),
    engine.condition_sql(p_entity, p_entity, condition, 1, role_key)
  );
  execute format(
    'select jsonb_build_object(''total'', (select count(*) from (%1$s) as c), ''rows'', (
       select coalesce(jsonb_agg(to_jsonb(p) - $1), ''[]'') from (
         select * from (%1$s) as r order by %2$s r.%3$I limit %4$s offset %5$s
       ) as p
     ))',
    source,
    (
      select string_agg(format('r.%I %s, ', s ->> 'field',
        case when (s ->> 'descending')::boolean then 'desc nulls last' else 'asc nulls last' end), '')
      from jsonb_array_elements(sort) as s
    ),
    address.key_column, least(coalesce((question ->> 'limit')::integer, 50), 1000),
    greatest(coalesce((question ->> 'offset')::integer, 0), 0)
  ) into answer using engine.hidden_columns(p_entity);
  return answer;
end;
$$;
comment on function config.records_as_of is
  'The records of an entity as they were at a moment: {total, rows}. p_question is JSON: condition, sort
[{"field", "descending"}], limit (50, at most 1,000), offset. Fields and rows by the caller''s rights of today. Reasons
action_not_granted, unknown_field (403), unknown_entity, invalid_condition.';

create function config.changes_between(p_entity text, p_from timestamptz, p_until timestamptz default now(), p_limit integer default 200)
returns jsonb
language plpgsql stable security definer set search_path = '' -- the log and the rows of then are read for the caller
as $$
declare
  scope constant jsonb := engine.reading_scope(p_entity);
  role_key constant text := engine.current_role_key();
  keys constant text := format(
    'select c.record_id from engine.audit_entries as c where c.table_name = %L and c.at > %L and c.at <= %L',
    p_entity, p_from, p_until
  );
  address record;
  answer jsonb;
begin
  select * into address from engine.row_address(p_entity);
  execute format(
    'select jsonb_build_object(''total'', count(*), ''rows'', coalesce(
       jsonb_agg(jsonb_build_object(''key'', key, ''old'', old, ''new'', new) order by position) filter (where position <= $2), ''[]''))
     from (
       select d.*, row_number() over (order by d.key) as position from (
         select coalesce(a.%1$I, b.%1$I) as key,
           case when a.%1$I is null then null when b.%1$I is null then o.old else engine.different(o.old, o.new) end as old,
           case when b.%1$I is null then null when a.%1$I is null then o.new else engine.different(o.new, o.old) end as new
         from (%2$s) as a full join (%3$s) as b on b.%1$I = a.%1$I
         cross join lateral (
           select to_jsonb(a) - ($1 || array[''version'', ''updated_at'']), to_jsonb(b) - ($1 || array[''version'', ''updated_at''])
         ) as o (old, new)
       ) as d
       where d.old <> ''{}'' or d.new <> ''{}''
     ) as found',
    address.key_column, engine.as_of_sql(p_entity, p_from, scope, role_key, keys),
    engine.as_of_sql(p_entity, p_until, scope, role_key, keys)
  ) into answer using engine.hidden_columns(p_entity), least(p_limit, 1000);
  return answer;
end;
$$;
comment on function config.changes_between is
  'How the records of an entity differ between two moments: {total, rows: [{key, old, new}]}, old null for a new record,
new null for one that is gone, else the fields that differ. By the caller''s rights of today, as config.records_as_of.';

create function engine.different(part jsonb, other jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(part) where value is distinct from other -> key;
$$;
comment on function engine.different is 'The values of the first object that the second does not have.';

-- supabase/schemas/88_undo.sql
-- Undoing what was done in a batch, or by a member in some hours. Per record the net change is taken back, and only
-- where it still stands: what somebody changed since is a conflict. Whoever undoes writes with his own rights.

create unlogged table engine.undo_steps (
  undo_id uuid not null,
  entity text not null,
  record_id text not null,
  kind text not null constraint step_is_known check (kind in ('remove', 'put_back', 'restore')),
  last_entry_id bigint not null,
  is_own boolean not null,
  old_values jsonb,
  new_values jsonb,
  conflict jsonb,
  primary key (undo_id, entity, record_id)
);
comment on table engine.undo_steps is
  'A plan while it is carried out, gone at the end of the transaction. To remove: what was created; to put back: what was
deleted; to restore: old_values where new_values still stand.';
alter table engine.undo_steps enable row level security;

create function engine.entries_of(subject jsonb)
returns setof engine.audit_entries
language sql stable security definer set search_path = '' -- reads the log
as $$
  select e.* from engine.audit_entries as e where e.batch_id = (subject ->> 'batch')::uuid
  union all
  select e.* from engine.audit_entries as e
  where e.member_id = (subject ->> 'member')::uuid
    and e.at >= (subject ->> 'since')::timestamptz and e.at < (subject ->> 'until')::timestamptz;
$$;
comment on function engine.entries_of is 'What is to be undone: {"batch"} or {"member", "since", "until"}.';

create function engine.require_undoable(subject jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read batches
as $$
declare
  owner_id uuid := (subject ->> 'member')::uuid;
begin
  if subject ? 'batch' then
    select b.member_id into owner_id from engine.batches as b where b.id = (subject ->> 'batch')::uuid;
    if not found then
      perform engine.refuse('unknown_batch', 'There is no such batch', errcode => 'PT404');
    end if;
  end if;
  if owner_id is distinct from engine.member_id() and not engine.may_configure('roles') then
    perform engine.refuse('batch_not_yours', 'Only an administrator may undo what others did', errcode => '42501');
  end if;
end;
$$;
comment on function engine.require_undoable is
  'One''s own work, or the right roles, as for reading the audit log. Reasons unknown_batch, batch_not_yours (403).';

-- A record that came and went again needs nothing; of several changes the first old and the last new value count.
create function engine.plan_undo(undo_id uuid, subject jsonb)
returns setof engine.undo_steps
language sql stable security definer set search_path = '' -- reads the log
as $$
  select plan_undo.undo_id, r.table_name, r.record_id,
    case when r.first_action = 'create' then 'remove' when r.last_action = 'delete' then 'put_back' else 'restore' end,
    r.last_id, coalesce(r.is_own, false), (
      select jsonb_object_agg(v.key, v.value order by e.id desc)
      from unnest(r.entries) as e cross join lateral jsonb_each(e.old_values) as v
      where e.id <= coalesce(r.first_delete, e.id)
    ), (
      select jsonb_object_agg(v.key, v.value order by e.id)
      from unnest(r.entries) as e cross join lateral jsonb_each(e.new_values) as v
    ), null::jsonb
  from (
    select e.table_name, e.record_id, array_agg(e::engine.audit_entries) as entries, max(e.id) as last_id,
      min(e.id) filter (where e.action = 'delete') as first_delete, bool_and(e.member_id = own.id) as is_own,
      (array_agg(e.action order by e.id))[1] as first_action, (array_agg(e.action order by e.id desc))[1] as last_action
    from engine.entries_of(subject) as e
    join config.entities as n on n.name = e.table_name
    cross join (select engine.member_id() offset 0) as own (id)
    where not e.is_consequence
    group by e.table_name, e.record_id
  ) as r
  where not (r.first_action = 'create' and r.last_action = 'delete');
$$;
comment on function engine.plan_undo is 'What has to happen to each record.';

create function engine.settled_columns(entity text)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  select array_agg(c.column_name) from engine.columns as c
  where c.table_name = entity and not c.is_generated and c.column_name not in ('version', 'updated_at');
$$;
comment on function engine.settled_columns is 'Columns of an entity that keep what is written into them.';

-- Compares the plan with what stands there now. What already is as it was is left out. The plan comes as an array,
-- because Postgres knows how long that is; of a table just filled it would guess one row, and try each with each.
create function engine.write_plan(undo_id uuid, subject jsonb, overwrites boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- compares rows that the caller may not see
as $$
declare
  part record;
begin
  for part in
    select s.entity, a.key_column, a.key_type, engine.settled_columns(s.entity) as columns, s.steps
    from (
      select p.entity, array_agg(p) as steps from engine.plan_undo(undo_id, subject) as p group by p.entity
    ) as s
    cross join lateral engine.row_address(s.entity) as a
  loop
    execute format(
      'insert into engine.undo_steps
       select p.undo_id, p.entity, p.record_id, p.kind, p.last_entry_id, p.is_own,
         case when p.kind <> ''restore'' then p.old_values when $3 then d.safe || d.disputed else d.safe end,
         p.new_values,
         case
           when (p.kind = ''put_back'') <> (t.%2$I is null) then jsonb_build_object(
             ''problem'', case when p.kind = ''put_back'' then ''exists'' else ''gone'' end
           )
           when d.disputed <> ''{}'' and p.kind <> ''put_back'' then jsonb_build_object(
             ''problem'', ''changed'', ''now'', d.now,
             ''wrote'', case when p.kind = ''restore'' then engine.only(p.new_values, d.now) else d.disputed end
           )
         end
       from unnest($1) as p
       left join public.%1$I as t on t.%2$I = p.record_id::%3$s
       left join lateral (
         select jsonb_object_agg(v.key, v.value order by e.id desc) as values
         from engine.audit_entries as e cross join lateral jsonb_each(e.old_values) as v
         where p.kind = ''remove'' and e.table_name = p.entity and e.record_id = p.record_id
           and e.id > p.last_entry_id and e.action = ''update'' and not e.is_consequence
       ) as later on true
       cross join lateral (
         select coalesce(jsonb_object_agg(o.key, o.value) filter (where o.is_safe), ''{}'') as safe,
           coalesce(jsonb_object_agg(o.key, o.value) filter (where not o.is_safe), ''{}'') as disputed,
           coalesce(jsonb_object_agg(o.key, o.now) filter (where not o.is_safe), ''{}'') as now
         from (
           select v.key, v.value, w.row -> v.key as now,
             p.kind = ''restore'' and w.row -> v.key is not distinct from p.new_values -> v.key as is_safe
           from (select to_jsonb(t)) as w (row),
             jsonb_each(case p.kind when ''restore'' then p.old_values when ''remove'' then later.values end) as v
           where v.key = any ($2) and w.row -> v.key is distinct from v.value
         ) as o
       ) as d',
      part.entity, part.key_column, part.key_type
    ) using part.steps, part.columns, overwrites;
  end loop;
end;
$$;
comment on function engine.write_plan is
  'Writes the plan down, with conflicts: where somebody changed, deleted or made again what is to be undone. What is to
be overwritten is restored all the same.';

create function engine.only(part jsonb, keys_of jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(part) where keys_of ? key;
$$;
comment on function engine.only is 'The values of the first object under the keys of the second.';

-- Removing a record takes along, or cuts off, what somebody hung below it since.
create function engine.find_dependants(undo_id uuid, subject jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- looks at rows that the caller may not see
as $$
declare
  link record;
begin
  for link in
    select distinct s.entity, a.key_type, source.relname::text as child, c.column_name as child_column,
      engine.primary_key(source.relname::text) as child_key
    from (
      select distinct s.entity from engine.undo_steps as s
      where s.undo_id = find_dependants.undo_id and s.kind = 'remove'
    ) as s
    cross join lateral engine.row_address(s.entity) as a
    join pg_catalog.pg_constraint as k
      on k.contype = 'f' and k.confrelid = format('public.%I', s.entity)::regclass and k.confdeltype in ('c', 'n', 'd')
    join pg_catalog.pg_class as source on source.oid = k.conrelid
    join config.entities as n on n.name = source.relname and n.is_audited
    join engine.columns as c on c.table_oid = k.conrelid and c.column_number = k.conkey[1]
    where cardinality(k.conkey) = 1
  loop
    execute format(
      'update engine.undo_steps as s set conflict = jsonb_build_object(''problem'', ''related'', ''related'', %2$L)
       where s.undo_id = $1 and s.entity = %1$L and s.kind = ''remove'' and s.conflict is null and exists (
         select from public.%2$I as c
         where c.%3$I = s.record_id::%4$s and not exists (
           select from engine.audit_entries as e
           where e.table_name = %2$L and e.record_id = c.%5$I::text and e.action = ''create''
             and (e.batch_id = ($2 ->> ''batch'')::uuid
               or e.member_id = ($2 ->> ''member'')::uuid and e.at >= ($2 ->> ''since'')::timestamptz)
         )
       )',
      link.entity, link.child, link.child_column, link.key_type, link.child_key
    ) using undo_id, subject;
  end loop;
end;
$$;
comment on function engine.find_dependants is 'Notes records to be removed below which others made records of their own.';

-- supabase/schemas/88_undo_parts.sql
-- Carrying out an undo: what was created goes, children first; what was deleted comes back, parents first; then old
-- values are restored. A record that is refused stays as it is and is named.

create function engine.table_depths()
returns table (table_name text, depth integer)
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  with recursive levels (table_name, depth) as (
    select e.name::text collate "C", 0 from config.entities as e
    union
    select f.table_name collate "C", l.depth + 1
    from levels as l
    join (
      select k.table_name, k.target_table from engine.foreign_keys as k where k.target_schema = 'public'
      union all
      select e.name, f.options -> 'links' ->> 'entity' from config.fields as f join config.entities as e on e.id = f.entity_id
      where f.options ? 'links'
    ) as f on f.target_table = l.table_name and f.table_name <> l.table_name
    where l.depth < 20
  )
  select l.table_name, max(l.depth) from levels as l group by l.table_name;
$$;
comment on function engine.table_depths is 'How many relations lie between a table and one that points nowhere.';

create function engine.begin_undo(subject jsonb, overwrites boolean)
returns uuid
language plpgsql volatile security definer set search_path = '' -- reads the log, writes the plan
as $$
declare
  undo_id uuid;
begin
  perform engine.require_undoable(subject);
  undo_id := config.begin_batch('undo', (
    select b.entity from engine.batches as b where b.id = (subject ->> 'batch')::uuid
  ));
  update engine.batches as b set undoes = (subject ->> 'batch')::uuid where b.id = undo_id;
  perform engine.write_plan(undo_id, subject, overwrites);
  perform engine.find_dependants(undo_id, subject);
  return undo_id;
end;
$$;
comment on function engine.begin_undo is 'Opens the batch of an undo and plans it.';

-- Columns that the caller may not write are left to the triggers that wrote them; engine.left_over looks afterwards.
create function engine.undo_parts(undo_id uuid, overwrites boolean)
returns table (kind text, entity text, columns text[], rows jsonb)
language sql stable security definer set search_path = '' -- reads the plan
as $$
  with writable as (
    select s.entity, array_agg(c.column_name) as columns
    from (select distinct s.entity from engine.undo_steps as s where s.undo_id = undo_parts.undo_id) as s
    join engine.columns as c on c.table_name = s.entity and not c.is_generated
    where engine.current_role_key() is null
      or has_column_privilege(engine.role_name(engine.current_role_key()), c.table_oid, c.column_number, 'update')
    group by s.entity
  ), steps as (
    select s.*, case when s.kind = 'restore' then array(
      select key from jsonb_object_keys(s.old_values) as key where key = any (w.columns) order by key
    ) end as columns
    from engine.undo_steps as s
    left join writable as w on w.entity = s.entity
    where s.undo_id = undo_parts.undo_id and case s.kind
      when 'restore' then s.old_values <> '{}' and s.conflict ->> 'problem' is distinct from 'gone'
      when 'remove' then s.conflict is null or overwrites and s.conflict ->> 'problem' in ('changed', 'related')
      else s.conflict is null
    end
  )
  select s.kind, s.entity, s.columns, jsonb_agg(
    jsonb_build_object('key', s.record_id)
      || case when s.kind = 'restore' then jsonb_build_object('values', s.old_values) else '{}' end
    order by s.last_entry_id desc
  )
  from steps as s
  left join engine.table_depths() as d on d.table_name = s.entity
  group by s.kind, s.entity, s.columns, d.depth
  order by array_position(array['remove', 'put_back', 'restore'], s.kind),
    case when s.kind = 'remove' then -coalesce(d.depth, 0) else coalesce(d.depth, 0) end, s.entity;
$$;
comment on function engine.undo_parts is 'The plan in the order of its execution, one part per table and set of columns.';

create function engine.may_put_back_sql(entity text, is_own boolean)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when engine.current_role_key() is null then 'true' else coalesce(string_agg(
    case when s.id is null then 'true' else format('(%s)', engine.policy_sql(entity, s.condition, r.key)) end, ' or '
  ), 'false') end
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
  join config.entities as e on e.id = p.entity_id and e.name = may_put_back_sql.entity
  left join config.scopes as s on s.id = p.scope_id
  where p.action = 'create' or p.action = 'delete' and is_own;
$$;
comment on function engine.may_put_back_sql is
  'Condition over a deleted row: whoever may create it may put it back, and whoever may delete it, if he deleted it himself.';

-- The owner writes, for a deleted record comes back with its key and with what only triggers may write. It is exactly
-- what the log kept of the plan's records: no caller can slip in another row.
create function engine.put_back(undo_id uuid, entity text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- see above
as $$
declare
  address record;
  stored_columns constant text[] := array(
    select c.column_name from engine.columns as c where c.table_name = entity and c.generation_expression is null
  );
  allowed jsonb;
  forbidden jsonb;
  answer jsonb;
begin
  perform engine.require_open_undo(undo_id);
  select * into address from engine.row_address(entity);
  execute format(
    'select jsonb_agg(jsonb_build_object(''key'', s.record_id, ''values'', s.old_values) order by s.last_entry_id) filter (where may),
       coalesce(jsonb_agg(jsonb_build_object(''key'', s.record_id, ''code'', ''42501'', ''message'', ''put_back_refused'',
         ''details'', ''{"reason": "put_back_refused"}'')) filter (where not may), ''[]'')
     from engine.undo_steps as s
     cross join lateral jsonb_populate_record(null::public.%1$I, s.old_values) as %1$I
     cross join lateral (select coalesce(case when s.is_own then %2$s else %3$s end, false)) as r (may)
     where s.undo_id = $1 and s.entity = %1$L and s.kind = ''put_back'' and s.conflict is null',
    entity, engine.may_put_back_sql(entity, true), engine.may_put_back_sql(entity, false)
  ) into allowed, forbidden using undo_id;
  answer := case when allowed is null then '{"written": [], "refused": []}' else engine.write_in_parts(format(
    'insert into public.%1$I (%2$s) overriding system value
     select %3$s from jsonb_array_elements($1) as r
     cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
     returning %4$I as key',
    entity,
    (select string_agg(format('%I', c), ', ') from unnest(stored_columns) as c),
    (select string_agg(format('n.%I', c), ', ') from unnest(stored_columns) as c),
    address.key_column
  ), allowed, false) end;
  perform engine.put_back_links(undo_id, entity);
  return jsonb_build_object('written', answer -> 'written', 'refused', (answer -> 'refused') || forbidden);
end;
$$;
comment on function engine.put_back is 'Inserts the deleted rows of one table as they were. Reason of a row: put_back_refused.';

create function engine.require_open_undo(undo_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read batches
as $$
begin
  if not exists (
    select from engine.batches as b
    where b.id = undo_id and b.kind = 'undo' and b.ended_at is null and b.id = engine.current_batch_id()
      and b.member_id is not distinct from engine.member_id()
  ) then
    perform engine.refuse('batch_not_open', 'This batch is not yours, or it has ended', errcode => 'PT409');
  end if;
end;
$$;
comment on function engine.require_open_undo is 'Refuses what is not the undo of this very request.';

create function engine.left_over(undo_id uuid, refused jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- compares rows that the caller may not see
as $$
declare
  part record;
  found jsonb;
  answer jsonb := '[]';
begin
  for part in
    select s.entity, a.key_column, a.key_type, engine.settled_columns(s.entity) as columns
    from (
      select distinct s.entity from engine.undo_steps as s where s.undo_id = left_over.undo_id and s.kind <> 'remove'
    ) as s
    cross join lateral engine.row_address(s.entity) as a
  loop
    execute format(
      'select jsonb_agg(jsonb_build_object(''entity'', s.entity, ''key'', s.record_id, ''fields'', d.fields))
       from engine.undo_steps as s
       join public.%1$I as t on t.%2$I = s.record_id::%3$s
       cross join lateral (
         select jsonb_agg(v.key) as fields from jsonb_each(s.old_values) as v
         where v.key = any ($2) and to_jsonb(t) -> v.key is distinct from v.value
       ) as d
       where s.undo_id = $1 and s.entity = %1$L and d.fields is not null
         and (s.kind = ''restore'' or s.kind = ''put_back'' and s.conflict is null)
         and s.record_id not in (
           select r.value ->> ''key'' from jsonb_array_elements($3) as r where r.value ->> ''entity'' = %1$L
         )',
      part.entity, part.key_column, part.key_type
    ) into found using undo_id, part.columns, refused;
    answer := answer || coalesce(found, '[]');
  end loop;
  return answer;
end;
$$;
comment on function engine.left_over is
  'Records that were undone, but do not stand there quite as before: the role may not write a field, or a trigger wrote it anew.';

-- supabase/schemas/88_undo_work.sql
-- The undo itself, and the same thing as a rehearsal. It is one transaction and a batch of its own, so that it can be
-- undone like any other.

-- A conflict speaks of values: only of fields and records that the caller may read.
create function engine.conflicts_of(undo_id uuid, entry_limit integer)
returns table (entity text, key text, conflict jsonb)
language sql stable security definer set search_path = '' -- reads plan and log
as $$
  select s.entity, s.record_id, s.conflict || jsonb_build_object(
    'entity', s.entity, 'key', s.record_id, 'member', e.member_name, 'at', e.at,
    'wrote', engine.readable_values(s.entity, s.conflict -> 'wrote'),
    'now', engine.readable_values(s.entity, s.conflict -> 'now')
  )
  from engine.undo_steps as s
  left join lateral (
    select l.member_name, l.at from engine.audit_entries as l
    where l.table_name = s.entity and l.record_id = s.record_id and l.id > s.last_entry_id and not l.is_consequence
    order by l.id desc limit 1
  ) as e on true
  where s.undo_id = conflicts_of.undo_id and s.conflict is not null
  order by s.last_entry_id
  limit entry_limit;
$$;
comment on function engine.conflicts_of is 'Conflicts of a plan, in the order of the work, with who changed the record last and when.';

create function engine.visible_conflicts(undo_id uuid)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  part record;
  seen jsonb;
  answer jsonb := '[]';
begin
  for part in
    select c.entity, c.conflicts, a.key_column, a.key_type
    from (
      select f.entity, jsonb_agg(f.conflict) as conflicts from engine.conflicts_of(undo_id, 200) as f group by f.entity
    ) as c
    cross join lateral engine.row_address(c.entity) as a
  loop
    begin
      execute format(
        'select jsonb_agg(case when t.%2$I is null then c.value - ''now'' - ''wrote'' else c.value end)
         from jsonb_array_elements($1) as c
         left join public.%1$I as t on t.%2$I = (c.value ->> ''key'')::%3$s',
        part.entity, part.key_column, part.key_type
      ) into seen using part.conflicts;
    exception when insufficient_privilege then
      select jsonb_agg(c - 'now' - 'wrote') into seen from jsonb_array_elements(part.conflicts) as c;
    end;
    answer := answer || seen;
  end loop;
  return answer;
end;
$$;
comment on function engine.visible_conflicts is 'The first 200 conflicts as the caller may see them.';

create function engine.run_undo_part(kind text, entity text, columns text[], rows jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  refusal constant text := case kind when 'remove' then 'delete_refused' else 'update_refused' end;
  address record;
  answer jsonb := '{"written": [], "refused": []}';
begin
  select * into address from engine.row_address(entity);
  if kind = 'remove' then
    answer := engine.write_in_parts(format(
      'delete from public.%1$I as t using jsonb_array_elements($1) as r
       where t.%2$I = (r.value ->> ''key'')::%3$s returning t.%2$I as key', entity, address.key_column, address.key_type
    ), rows, false);
  elsif cardinality(columns) > 0 then
    answer := engine.write_in_parts(format(
      'update public.%1$I as t set %2$s from jsonb_array_elements($1) as r
       cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
       where t.%3$I = (r.value ->> ''key'')::%4$s returning t.%3$I as key',
      entity, (select string_agg(format('%1$I = n.%1$I', c), ', ') from unnest(columns) as c),
      address.key_column, address.key_type
    ), rows, false);
  end if;
  return engine.refuse_untouched(entity, rows, answer, refusal);
exception when insufficient_privilege then
  return jsonb_build_object('written', 0, 'refused', (
    select jsonb_agg(jsonb_build_object('key', r -> 'key', 'code', '42501', 'message', refusal,
      'details', jsonb_build_object('reason', refusal)::text))
    from jsonb_array_elements(rows) as r
  ));
end;
$$;
comment on function engine.run_undo_part is 'Removes or restores the records of one part, with the rights of the caller.';

create function engine.finish_undo(undo_id uuid, refused jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes batches
as $$
declare
  left_over jsonb;
  undone uuid;
begin
  perform engine.require_open_undo(undo_id);
  left_over := engine.left_over(undo_id, refused);
  delete from engine.undo_steps as s where s.undo_id = finish_undo.undo_id;
  perform config.end_batch(undo_id);
  select b.undoes into undone from engine.batches as b where b.id = undo_id;
  if exists (select from engine.audit_entries as e where e.batch_id = undo_id) then
    update engine.batches as b set undone_by = undo_id where b.id = undone;
    update engine.batches as b set undone_by = null where b.undone_by = undone;
  end if;
  return jsonb_build_object(
    'batch', undo_id, 'refused', jsonb_path_query_array(refused, '$[0 to 199]'), 'refusedCount', jsonb_array_length(refused),
    'leftOver', jsonb_path_query_array(left_over, '$[0 to 199]'), 'leftOverCount', jsonb_array_length(left_over)
  );
end;
$$;
comment on function engine.finish_undo is 'Ends the batch of an undo and marks the one that it undid.';

create function engine.undo(subject jsonb, conflicts text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  overwrites constant boolean := conflicts = 'overwrite';
  undo_id uuid;
  part record;
  done jsonb;
  counts jsonb := '{"remove": 0, "put_back": 0, "restore": 0}';
  refused jsonb := '[]';
  found_conflicts jsonb;
  conflict_count bigint;
begin
  if conflicts is null or conflicts not in ('keep', 'overwrite') then
    perform engine.refuse('invalid_choice', 'Conflicts are kept or overwritten', errcode => '22023');
  end if;
  undo_id := engine.begin_undo(subject, overwrites);
  found_conflicts := engine.visible_conflicts(undo_id);
  select count(*) into conflict_count from engine.conflicts_of(undo_id, null);
  for part in select * from engine.undo_parts(undo_id, overwrites) loop
    if part.kind = 'put_back' then
      done := engine.put_back(undo_id, part.entity);
      done := done || jsonb_build_object('written', jsonb_array_length(done -> 'written'));
    else
      done := engine.run_undo_part(part.kind, part.entity, part.columns, part.rows);
    end if;
    counts := counts || jsonb_build_object(part.kind, (counts ->> part.kind)::bigint + (done ->> 'written')::bigint);
    refused := refused || coalesce((
      select jsonb_agg(r || jsonb_build_object('entity', part.entity)) from jsonb_array_elements(done -> 'refused') as r
    ), '[]');
  end loop;
  set constraints all immediate; -- so that a rehearsal meets what the end of the transaction would
  return engine.finish_undo(undo_id, refused) || jsonb_build_object(
    'removed', counts -> 'remove', 'putBack', counts -> 'put_back', 'restored', counts -> 'restore',
    'conflicts', found_conflicts, 'conflictCount', conflict_count
  );
end;
$$;
comment on function engine.undo is 'Undoes a subject (engine.entries_of); conflicts is keep or overwrite.';

create function engine.rehearse_undo(subject jsonb, conflicts text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  begin
    answer := engine.undo(subject, conflicts);
    raise exception using errcode = 'KR000'; -- variables survive, rows do not
  exception when sqlstate 'KR000' then null;
  end;
  return answer - 'batch';
end;
$$;
comment on function engine.rehearse_undo is 'What engine.undo would answer. Changes nothing.';

-- Half of the usual time limit is soon over with a hundred thousand records.
create function config.review_undo(p_batch uuid, p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.rehearse_undo(jsonb_build_object('batch', p_batch), p_conflicts);
$$;
comment on function config.review_undo is
  'What undoing a batch would do: {removed, putBack, restored, conflicts, conflictCount, refused, refusedCount, leftOver,
leftOverCount}; of conflicts, refused and left over records the first 200. Changes nothing. As config.undo_batch.';

create function config.undo_batch(p_batch uuid, p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.undo(jsonb_build_object('batch', p_batch), p_conflicts);
$$;
comment on function config.undo_batch is
  'Undoes a batch with the caller''s rights, as a batch of its own; what others changed since is kept or overwritten.
Answers as config.review_undo, with the new batch. Reasons unknown_batch, batch_not_yours (403).';

create function config.review_undo_work(p_member uuid, p_since timestamptz, p_until timestamptz default now(), p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.rehearse_undo(jsonb_build_object('member', p_member, 'since', p_since, 'until', p_until), p_conflicts);
$$;
comment on function config.review_undo_work is 'What undoing all that a member did in some time would do. As config.review_undo.';

create function config.undo_work(p_member uuid, p_since timestamptz, p_until timestamptz default now(), p_conflicts text default 'keep')
returns jsonb
language sql volatile security invoker set search_path = '' set statement_timeout = '10min'
as $$
  select engine.undo(jsonb_build_object('member', p_member, 'since', p_since, 'until', p_until), p_conflicts);
$$;
comment on function config.undo_work is 'Undoes all that a member did in some time. As config.undo_batch.';

select engine.add_helper(signature)
from unnest(array[
  'engine.undo(jsonb, text)', 'engine.rehearse_undo(jsonb, text)', 'engine.begin_undo(jsonb, boolean)',
  'engine.undo_parts(uuid, boolean)', 'engine.put_back(uuid, text)', 'engine.run_undo_part(text, text, text[], jsonb)',
  'engine.finish_undo(uuid, jsonb)', 'engine.visible_conflicts(uuid)', 'engine.conflicts_of(uuid, integer)'
]) as signature;

-- supabase/schemas/89_types_auto_number.sql
-- Numbers that the database gives: a prefix and digits, counted by a sequence of the column's own. Gaps may occur.

create function engine.padded_number(number bigint, prefix text, digits integer)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select prefix || lpad(number::text, greatest(digits, length(number::text)), '0');
$$;
comment on function engine.padded_number is 'A number as people write it, e.g. INV-00042; one that is longer keeps all its digits.';

create function engine.auto_number_options(options jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  digits constant integer := coalesce((options ->> 'digits')::integer, 5);
begin
  if digits not between 1 and 12 then
    perform engine.refuse('invalid_value', 'A number has 1 to 12 digits', '{"setting": "digits"}');
  end if;
  return jsonb_build_object('prefix', left(engine.one_line(coalesce(options ->> 'prefix', '')), 20), 'digits', digits);
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'A number has 1 to 12 digits', '{"setting": "digits"}');
end;
$$;
comment on function engine.auto_number_options is 'Prefix and digits of an auto-number, checked. Reason invalid_value.';

create function engine.auto_number_sql(sequence text, options jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('engine.padded_number(nextval(%L::regclass), %L, %s)',
    format('public.%I', sequence), options ->> 'prefix', options ->> 'digits');
$$;
comment on function engine.auto_number_sql is 'The default of an auto-number.';

create function engine.sequence_of(table_name text, column_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select c.relname::text from pg_catalog.pg_class as c
  where c.oid = pg_get_serial_sequence(format('public.%I', sequence_of.table_name), sequence_of.column_name)::regclass;
$$;
comment on function engine.sequence_of is 'The sequence that a column owns.';

-- A default that changes from row to row numbers the records that are there as the column is added.
create function engine.plan_add_auto_number(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  options constant jsonb := engine.auto_number_options(change -> 'options');
  field constant jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique', 'is_indexed'] || '{"type": "text"}'
  );
  sequence constant text := engine.free_table(format('%s_%s_seq', entity.name, field ->> 'name'));
begin
  return query select s.* from engine.new_field_steps(entity, field || jsonb_build_object(
    'type', 'auto_number', 'options', options, 'default_sql', engine.auto_number_sql(sequence, options),
    'is_required', true, 'is_unique', true, 'is_indexed', false, 'is_read_only', true,
    'access', jsonb_build_object('see', field -> 'access' -> 'see', 'edit', '[]'::jsonb),
    'before_sql', format('create sequence public.%I', sequence),
    'after_sql', format('alter sequence public.%I owned by public.%I.%I', sequence, entity.name, field ->> 'name')
  )) as s;
end;
$$;
comment on function engine.plan_add_auto_number is 'Steps that add a number which the database gives to every record, those that are there included.';

-- supabase/schemas/89_types_formula.sql
-- Another formula for a field that has one: tried on the records that are there before it is published.

create function engine.require_formula(field config.fields, formula text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not field.options ? 'formula' or coalesce(formula, '') = '' then
    perform engine.refuse_formula(coalesce(formula, ''));
  end if;
end;
$$;
comment on function engine.require_formula is 'Refuses (reason invalid_formula) a formula for a field that people fill, and none for one that is computed.';

create function engine.rehearse_formula(entity_name text, field_name text, formula text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- computes as the owner
as $$
declare
  entity config.entities;
  field config.fields;
  expression text;
  result jsonb;
begin
  perform engine.require_right('entities');
  entity := engine.require_entity(entity_name);
  field := engine.require_field(entity_name, field_name);
  perform engine.require_formula(field, formula);
  expression := engine.formula_sql(entity.name, formula, (
    select c.type_name from engine.columns as c where c.table_name = entity.name and c.column_name = field.name
  ));
  perform set_config('search_path', 'engine, pg_catalog', true); -- divisions are ours; ends with this function
  execute format('select jsonb_build_object(''records'', count(*), ''changes'', count(*) filter (where %I is distinct from %s)) from public.%I',
    field.name, expression, entity.name) into result;
  if engine.may_read_all(entity.id, field.id) and (engine.current_role_key() is null
    or engine.current_role_key() = any (engine.formula_readers(entity.id, formula)))
  then
    execute format(
      'select $1 || jsonb_build_object(''samples'', coalesce(jsonb_agg(to_jsonb(s)), ''[]'')) from (
         select %1$I as id, %2$I::text as title, %3$I::text as before, %4$s::text as after
         from public.%5$I where %3$I is distinct from %4$s order by %1$I limit 10
       ) as s', engine.primary_key(entity.name), entity.title_field, field.name, expression, entity.name
    ) into result using result;
  end if;
  return '{"samples": []}' || result;
end;
$$;
comment on function engine.rehearse_formula is 'The work behind config.rehearse_formula.';

create function config.rehearse_formula(entity text, field text, formula text)
returns jsonb
language sql volatile security definer set search_path = '' -- computes as the owner
as $$
  select engine.rehearse_formula(entity, field, formula);
$$;
comment on function config.rehearse_formula is
  'How many records another formula would change, with up to 10 of them (id, title, before, after) for those who may read
them all. Changes nothing. Needs the right entities. Reasons unknown_entity, unknown_field (404), invalid_formula.';

create function engine.plan_formula(entity config.entities, field config.fields, formula text, column_type text)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  object constant text := entity.name || '.' || field.name;
  readers text[];
  seen text[];
begin
  perform engine.require_formula(field, formula);
  return next engine.step('change_formula', object,
    format('Compute “%s” anew for all records', label ->> 'en'), format('为所有记录重新计算“%s”', label ->> 'zh-CN'),
    format(E'set local search_path = engine, pg_catalog;\nalter table public.%I alter column %I set expression as (%s)',
      entity.name, field.name, engine.formula_sql(entity.name, formula, column_type)), 'look_twice');
  readers := engine.formula_readers(entity.id, formula);
  seen := engine.field_roles(entity.id, field.id, '{read}');
  if not seen <@ readers then
    return next engine.step('set_access', object,
      format('“%s” is hidden from roles that may not read what it is made of', label ->> 'en'),
      format('无权查看公式来源的角色将看不到“%s”', label ->> 'zh-CN'),
      format('select engine.set_field_access(%L, %L, %L)', entity.name, field.name, jsonb_build_object(
        'see', to_jsonb(array(select k from unnest(seen) as k where k = any (readers))), 'edit', '[]'::jsonb
      )), 'look_twice');
  end if;
end;
$$;
comment on function engine.plan_formula is 'Steps that compute a field another way. Reason invalid_formula.';

-- supabase/schemas/89_types_lookup.sql
-- Lookups as steps: nothing is stored, so they are made, renamed and removed at once.

create function engine.insert_lookup(entity_name text, lookup jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
begin
  insert into config.lookups (entity_id, name, label, help, relation_id, source_id, position)
  select entity.id, lookup ->> 'name', lookup -> 'label', nullif(lookup -> 'help', 'null'),
    (engine.require_field(entity_name, lookup ->> 'relation')).id,
    (engine.require_field(lookup ->> 'target', lookup ->> 'source')).id,
    coalesce((lookup ->> 'position')::integer, max(f.position) + 1, 1)
  from config.fields as f where f.entity_id = entity.id;
  if coalesce((lookup ->> 'in_list')::boolean, false) then
    update config.entities as e set list_fields = case when e.list_fields <> '{}' then e.list_fields else array(
      select f.name from config.fields as f where f.entity_id = e.id and not f.is_hidden order by f.position limit 6
    ) end || (lookup ->> 'name')
    where e.id = entity.id;
  end if;
end;
$$;
comment on function engine.insert_lookup is 'Writes a lookup into the configuration.';

create function engine.plan_add_lookup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  options constant jsonb := change -> 'options';
  relation constant config.fields := engine.require_field(entity.name, options ->> 'relation');
  label constant jsonb := engine.clean_label(change -> 'label');
  name constant text := engine.free_column(entity.name, coalesce(nullif(change ->> 'name', ''), change -> 'label' ->> 'en'));
  target text;
  source config.fields;
begin
  select k.target_table into target from engine.foreign_keys as k
  where k.table_name = entity.name and k.column_name = relation.name and k.target_schema = 'public';
  if not found then
    perform engine.refuse('invalid_lookup', format('%s does not point at another record', relation.name),
      jsonb_build_object('setting', 'relation'));
  end if;
  source := engine.require_field(target, options ->> 'field');
  if source.type in ('relation', 'relations', 'file', 'image') then
    perform engine.refuse('invalid_lookup', format('%s cannot be shown from afar', source.name), jsonb_build_object('setting', 'field'));
  end if;
  return next engine.step('add_lookup', entity.name || '.' || name,
    format('Show “%s” of “%s” as “%s”; seen by those who read both', engine.label_of_field(target, source.name) ->> 'en',
      engine.label_of_field(entity.name, relation.name) ->> 'en', label ->> 'en'),
    format('将“%2$s”的“%1$s”显示为“%3$s”，能查看两者的人可见', engine.label_of_field(target, source.name) ->> 'zh-CN',
      engine.label_of_field(entity.name, relation.name) ->> 'zh-CN', label ->> 'zh-CN'),
    format('select engine.insert_lookup(%L, %L)', entity.name, jsonb_build_object(
      'name', name, 'label', label, 'help', engine.clean_help(change -> 'help'), 'relation', relation.name,
      'target', target, 'source', source.name, 'in_list', change -> 'in_list', 'position', change -> 'position'
    )));
end;
$$;
comment on function engine.plan_add_lookup is
  'Step that shows a field of a related record. Reasons unknown_field (404), invalid_label, invalid_lookup.';

create function engine.update_lookup(entity_name text, field_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.lookups as l set
    label = coalesce(settings -> 'label', l.label::jsonb),
    help = case when settings ? 'help' then nullif(settings -> 'help', 'null') else l.help end,
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, l.is_hidden)
  from config.entities as e
  where e.id = l.entity_id and e.name = entity_name and l.name = field_name;
$$;
comment on function engine.update_lookup is 'Writes label, help and visibility of a lookup.';

create function engine.delete_lookup(entity_name text, field_name text)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  delete from config.lookups as l using config.entities as e
  where e.id = l.entity_id and e.name = entity_name and l.name = field_name;
$$;
comment on function engine.delete_lookup is 'Removes a lookup; nothing is lost, because nothing was stored.';

create function engine.plan_change_lookup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  object constant text := (change ->> 'entity') || '.' || (change ->> 'field');
  label constant jsonb := (
    select l.label from engine.lookups as l
    where (l.entity_name, l.name) = (change ->> 'entity', change ->> 'field')
  );
  settings jsonb := '{}';
begin
  if change ->> 'kind' = 'trash_field' then
    return next engine.step('delete_lookup', object, format('Remove “%s”; what it showed stays where it is', label ->> 'en'),
      format('移除“%s”，原来的数据不受影响', label ->> 'zh-CN'),
      format('select engine.delete_lookup(%L, %L)', change ->> 'entity', change ->> 'field'), 'look_twice');
    return;
  end if;
  if change ? 'label' then
    settings := settings || jsonb_build_object('label', engine.clean_label(change -> 'label'));
  end if;
  if change ? 'help' then
    settings := settings || jsonb_build_object('help', engine.clean_help(change -> 'help'));
  end if;
  if jsonb_typeof(change -> 'is_hidden') = 'boolean' then
    settings := settings || jsonb_build_object('is_hidden', change -> 'is_hidden');
  end if;
  if settings <> '{}' then
    return next engine.step('change_field', object, format('Change the settings of “%s”', label ->> 'en'),
      format('修改“%s”的设置', label ->> 'zh-CN'),
      format('select engine.update_lookup(%L, %L, %L)', change ->> 'entity', change ->> 'field', settings));
  end if;
end;
$$;
comment on function engine.plan_change_lookup is 'Steps that rename, hide or remove a lookup.';

-- supabase/schemas/89_types_relations.sql
-- Relations to many: the record holds a list of keys, which is read, written, filtered and logged like any field; a table
-- of links beside it holds every key to a record that is there. Triggers keep both the same, whichever is written.

-- As the writer: nobody links what he may not see.
create function engine.check_links()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- Arguments: column, target, its key, the type of the key.
  wanted constant jsonb := coalesce(nullif(to_jsonb(new) -> tg_argv[0], 'null'), '[]');
  before constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) -> tg_argv[0] else '[]' end;
  listed text[];
  added text[];
  seen bigint := 0;
begin
  if to_jsonb(new) -> tg_argv[0] = 'null' then
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], '[]'::jsonb)); -- nothing is an empty list
  end if;
  if wanted is not distinct from before then
    return new;
  end if;
  select array_agg(value order by place) into listed from (
    select value, min(place) as place from jsonb_array_elements_text(wanted) with ordinality as w (value, place)
    where value is not null group by value
  ) as each_once;
  added := array(select unnest(listed) except select jsonb_array_elements_text(before));
  if added <> '{}' then
    begin
      execute format('select count(*) from public.%I where %I = any ($1::%s[])', tg_argv[1], tg_argv[2], tg_argv[3]) into seen using added;
    exception when insufficient_privilege then
      seen := 0;
    end;
    if seen < cardinality(added) then
      perform engine.refuse('unknown_link', 'One of these records is not there, or you may not see it',
        jsonb_build_object('field', tg_argv[0]), '23503');
    end if;
  end if;
  if coalesce(cardinality(listed), 0) <> jsonb_array_length(wanted) then
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], coalesce(to_jsonb(listed), '[]')));
  end if;
  return new;
end;
$$;
comment on function engine.check_links is
  'Trigger before a write of a relation to many: each key once, and only of records that the writer sees. Reason unknown_link.';

create function engine.keep_links()
returns trigger
language plpgsql volatile security definer set search_path = '' -- nobody else writes the table of links
as $$
declare
  -- Arguments: column, key, table of links, type of the key, type of the target's key.
  listed constant text[] := array(select jsonb_array_elements_text(to_jsonb(new) -> tg_argv[0]));
  -- Only these: a link that is missing otherwise is on its way out, as when several records are deleted at once.
  added constant text[] := array(select unnest(listed) except select jsonb_array_elements_text(
    case when tg_op = 'UPDATE' then to_jsonb(old) -> tg_argv[0] else '[]' end
  ));
  key constant text := to_jsonb(new) ->> tg_argv[1];
begin
  if tg_op = 'UPDATE' and to_jsonb(old) -> tg_argv[0] = to_jsonb(new) -> tg_argv[0] then
    return null;
  end if;
  execute format('delete from public.%I where source_id = $1::%s and target_id <> all ($2::%s[])', tg_argv[2], tg_argv[3], tg_argv[4])
    using key, listed;
  execute format('insert into public.%I (source_id, target_id) select $1::%s, unnest($2::%s[]) on conflict do nothing',
    tg_argv[2], tg_argv[3], tg_argv[4]) using key, added;
  return null;
end;
$$;
comment on function engine.keep_links is 'Trigger after a write of a relation to many: the table of links follows.';

create function engine.follow_link()
returns trigger
language plpgsql volatile security definer set search_path = '' -- whoever deletes a record need not write those that name it
as $$
begin
  -- Arguments: source, its key, column.
  if tg_op = 'DELETE' then
    execute format('update public.%1$I set %2$I = array_remove(%2$I, $2.target_id) where %3$I = $2.source_id and $2.target_id = any (%2$I)',
      tg_argv[0], tg_argv[2], tg_argv[1]) using new, old;
  else
    execute format('update public.%1$I set %2$I = %2$I || $1.target_id where %3$I = $1.source_id and $1.target_id <> all (%2$I)',
      tg_argv[0], tg_argv[2], tg_argv[1]) using new, old;
  end if;
  return null;
end;
$$;
comment on function engine.follow_link is 'Trigger on a table of links: the list in the record follows, as when a record that it names is deleted.';

create function engine.links_sql(entity_name text, field jsonb, link_table text, on_delete text)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format($sql$create table public.%1$I (
  source_id %2$s not null references public.%3$I (%4$I) on delete cascade,
  target_id %5$s not null references public.%6$I (%7$I) on delete %8$s,
  primary key (source_id, target_id)
);
alter table public.%1$I enable row level security;
revoke all on public.%1$I from public, anon, authenticated;
create index on public.%1$I (target_id);
create index %9$I on public.%3$I using gin (%10$I);
comment on table public.%1$I is %11$L;
create trigger %12$I before insert or update on public.%3$I for each row
  execute function engine.check_links(%10$L, %6$L, %7$L, %5$L);
create trigger %13$I after insert or update on public.%3$I for each row
  execute function engine.keep_links(%10$L, %4$L, %1$L, %2$L, %5$L);
create trigger links__follow after insert or delete on public.%1$I for each row
  execute function engine.follow_link(%3$L, %4$L, %10$L)$sql$,
    link_table, source.type_name, entity_name, source.column_name, target.type_name, target.table_name, target.column_name, on_delete,
    engine.short_name(format('%s_%s_idx', entity_name, name)), name,
    engine.comment_text(field -> 'label', null),
    engine.short_name(format('links__%s_check', name)), engine.short_name(format('links__%s_keep', name)))
  from (select field ->> 'name') as f (name)
  join engine.columns as source on source.table_name = entity_name and source.column_name = engine.primary_key(entity_name)
  join engine.columns as target on target.table_name = field -> 'options' -> 'links' ->> 'entity'
    and target.column_name = engine.primary_key(target.table_name);
$$;
comment on function engine.links_sql is 'The table of links of a relation to many, and the triggers that keep it.';

create function engine.stop_links(link_table text, entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
begin
  if link_table is null then
    return;
  end if;
  execute format('drop table if exists public.%I', link_table);
  execute format('drop trigger if exists %I on public.%I', engine.short_name(format('links__%s_check', field_name)), entity_name);
  execute format('drop trigger if exists %I on public.%I', engine.short_name(format('links__%s_keep', field_name)), entity_name);
end;
$$;
comment on function engine.stop_links is 'Drops the table of links and the triggers of a field that goes; nothing for any other field.';

create function engine.plan_add_relations(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  target constant config.entities := engine.require_entity(change -> 'options' ->> 'target');
  field jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique', 'is_indexed'] || '{"type": "tags"}'
  );
  key_type constant text := (
    select c.type_name || '[]' from engine.columns as c
    where c.table_name = target.name and c.column_name = engine.primary_key(target.name)
  );
  link_table constant text := engine.free_table(format('%s_%s_links', entity.name, field ->> 'name'));
begin
  field := field || jsonb_build_object(
    'type', 'relations', 'column_type', key_type, 'default_sql', format('''{}''::%s', key_type),
    'options', jsonb_build_object('links', jsonb_build_object('entity', target.name, 'table', link_table))
  );
  return query select s.* from engine.new_field_steps(entity, field || jsonb_build_object('after_sql', engine.links_sql(
    entity.name, field, link_table, case change -> 'options' ->> 'on_delete' when 'refuse' then 'restrict' else 'cascade' end
  ))) as s;
end;
$$;
comment on function engine.plan_add_relations is 'Steps that let a record name any number of records of another entity.';

-- supabase/schemas/89_types_relations_undo.sql
-- A record that was deleted disappeared from all lists that named it; when it is put back, they name it again.

create function engine.put_back_links(undo_id uuid, target text)
returns void
language plpgsql volatile security definer set search_path = '' -- reads the log, and nobody else writes the tables of links
as $$
declare
  list record;
begin
  for list in
    select e.name as source, f.name, f.options -> 'links' ->> 'table' as link_table, source.column_name as source_key,
      source.type_name as source_type, its.column_name as target_key, its.type_name as target_type
    from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as source on source.table_name = e.name and source.column_name = engine.primary_key(e.name)
    join engine.columns as its on its.table_name = put_back_links.target and its.column_name = engine.primary_key(its.table_name)
    where f.options -> 'links' ->> 'entity' = put_back_links.target
  loop
    -- The lists lost it in the transaction that deleted it, as a consequence.
    execute format(
      'insert into public.%1$I (source_id, target_id)
       select distinct o.%2$I, t.%3$I
       from engine.undo_steps as s
       join engine.audit_entries as d on d.id = s.last_entry_id
       join engine.audit_entries as l on l.transaction_id = d.transaction_id and l.table_name = %4$L and l.action = ''update''
         and l.is_consequence and (l.old_values -> %5$L) @> to_jsonb(array[s.record_id::%6$s])
       join public.%4$I as o on o.%2$I::text = l.record_id
       join public.%7$I as t on t.%3$I::text = s.record_id
       where s.undo_id = $1 and s.entity = %7$L and s.kind = ''put_back'' and s.conflict is null
       on conflict do nothing',
      list.link_table, list.source_key, list.target_key, list.source, list.name, list.target_type, target
    ) using undo_id;
  end loop;
end;
$$;
comment on function engine.put_back_links is 'Lets lists name the records of a table again that an undo has put back.';

-- supabase/schemas/89_types_rollup.sql
-- Rollups: a real column of the parent that counts or adds its children, kept by triggers. Whoever writes a child first
-- locks the parents and then looks again, so two writers at once never lose each other's rows.

create function engine.rollup_sql(op text, field text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case op
    when 'count' then 'count(*)'
    when 'sum' then format('coalesce(sum(c.%I), 0)', field)
    else format('%s(c.%I)', op, field)
  end;
$$;
comment on function engine.rollup_sql is 'The aggregate of a rollup over the children c.';

create function engine.keep_rollup()
returns trigger
language plpgsql volatile security definer set search_path = '' -- whoever writes a child need not write the parent
as $$
declare
  -- Arguments: parent, its key, its column, the relation of the child, the field that is added (or empty), the aggregate.
  watched constant text := concat_ws(', ', quote_ident(tg_argv[3]), quote_ident(nullif(tg_argv[4], '')));
  touched constant text := case tg_op
    when 'INSERT' then format('select %I from new_rows', tg_argv[3])
    when 'DELETE' then format('select %I from old_rows', tg_argv[3])
    when 'TRUNCATE' then format('select %I from public.%I', tg_argv[1], tg_argv[0])
    else format('(select %1$s from old_rows except all select %1$s from new_rows)
      union all (select %1$s from new_rows except all select %1$s from old_rows)', watched)
  end;
  parents constant text := format('select distinct k.%I as key from (%s) as k where k.%1$I is not null',
    case tg_op when 'TRUNCATE' then tg_argv[1] else tg_argv[3] end, touched);
  was_keeping constant text := coalesce(current_setting('engine.keeping', true), '');
  is_touched boolean;
begin
  -- A statement that touches nobody fires its triggers too: where parents and children are one table, for ever.
  execute format('select exists (%s)', parents) into is_touched;
  if not is_touched then
    return null;
  end if;
  execute format('select from public.%1$I where %2$I in (%3$s) order by %2$I for no key update', tg_argv[0], tg_argv[1], parents);
  perform set_config('engine.keeping', 'on', true);
  execute format(
    'update public.%1$I as p set %3$I = s.result
     from (
       select k.key, (select %5$s from public.%6$I as c where c.%4$I = k.key) as result from (%7$s) as k
     ) as s
     where p.%2$I = s.key and p.%3$I is distinct from s.result',
    tg_argv[0], tg_argv[1], tg_argv[2], tg_argv[3], tg_argv[5], tg_table_name, parents
  );
  perform set_config('engine.keeping', was_keeping, true);
  return null;
end;
$$;
comment on function engine.keep_rollup is 'Trigger on children that keeps one rollup of their parents.';

create function engine.start_rollup(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  rollup constant jsonb := (engine.require_field(entity_name, field_name)).options -> 'rollup';
  key constant text := engine.primary_key(entity_name);
  result constant text := engine.rollup_sql(rollup ->> 'op', rollup ->> 'field');
  paused text[];
  event text;
begin
  foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
    execute format('create trigger %I after %s on public.%I %s for each statement execute function engine.keep_rollup(%L, %L, %L, %L, %L, %L)',
      engine.rollup_trigger(entity_name, field_name, event), event, rollup ->> 'entity',
      case event when 'insert' then 'referencing new table as new_rows' when 'delete' then 'referencing old table as old_rows'
        when 'update' then 'referencing old table as old_rows new table as new_rows' else '' end,
      entity_name, key, field_name, rollup ->> 'by', coalesce(rollup ->> 'field', ''), result);
  end loop;
  -- The first filling is no edit: no version, no log, no trigger of the app.
  paused := array(
    select t.tgname::text from pg_catalog.pg_trigger as t
    where t.tgrelid = to_regclass(format('public.%I', entity_name)) and not t.tgisinternal and t.tgenabled = 'O'
  );
  foreach event in array paused loop
    execute format('alter table public.%I disable trigger %I', entity_name, event);
  end loop;
  execute format(
    'update public.%1$I as p set %3$I = s.result from (
       select c.%4$I as key, %5$s as result from public.%6$I as c where c.%4$I is not null group by 1
     ) as s where p.%2$I = s.key',
    entity_name, key, field_name, rollup ->> 'by', result, rollup ->> 'entity');
  foreach event in array paused loop
    execute format('alter table public.%I enable trigger %I', entity_name, event);
  end loop;
end;
$$;
comment on function engine.start_rollup is 'Attaches the triggers of a rollup and fills it for the records that are there.';

create function engine.rollup_trigger(entity_name text, field_name text, event text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select engine.short_name(format('rollup__%s_%s_%s', entity_name, field_name, event));
$$;
comment on function engine.rollup_trigger is 'Name of a trigger that keeps a rollup.';

create function engine.stop_rollup(entity_name text, field_name text, child_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  event text;
begin
  if to_regclass('public.' || quote_ident(child_name)) is null then
    return;
  end if;
  foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
    execute format('drop trigger if exists %I on public.%I', engine.rollup_trigger(entity_name, field_name, event), child_name);
  end loop;
end;
$$;
comment on function engine.stop_rollup is 'Detaches the triggers of a rollup that goes; nothing for a field that is none.';

create function engine.refuse_rollup(problem text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse('invalid_rollup', format('This cannot be summed up: %s', problem),
    jsonb_build_object('setting', 'rollup', 'problem', problem));
$$;
comment on function engine.refuse_rollup is 'Refuses a rollup (reason invalid_rollup) and says why.';

-- Type, column and options of the result, from those of what is added.
create function engine.rollup_shape(source config.fields, column_type text, op text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  is_number constant boolean := column_type ~ '^(numeric|bigint|integer|smallint)';
begin
  if op = 'count' then
    return '{"type": "integer", "column_type": "bigint", "options": {}}';
  elsif source.options ? 'currency_field' then
    perform engine.refuse_rollup('mixed_currencies');
  elsif op in ('sum', 'avg') and not is_number or source.type not in (
    'integer', 'decimal', 'money', 'percent', 'duration', 'rating', 'progress', 'date', 'datetime'
  ) then
    perform engine.refuse_rollup('no_number');
  elsif op in ('min', 'max') or source.type in ('money', 'duration') then
    return jsonb_build_object('type', source.type, 'column_type', case
      when op = 'sum' and source.type = 'money' then 'numeric(20,2)' else column_type end,
      'options', source.options - array['formula', 'rollup']);
  end if;
  return jsonb_build_object('type', case op when 'sum' then source.type when 'avg' then 'decimal' end)
    || case
      when op = 'avg' then '{"column_type": "numeric(20,2)", "options": {"scale": 2}}'::jsonb
      when source.type in ('decimal', 'percent') then jsonb_build_object('column_type', regexp_replace(column_type, '\(\d+,', '(24,'),
        'options', source.options - array['formula', 'rollup'])
      else '{"type": "integer", "column_type": "bigint", "options": {}}'
    end;
end;
$$;
comment on function engine.rollup_shape is 'What a rollup becomes: type, column_type, options. Reason invalid_rollup.';

create function engine.clean_rollup(entity config.entities, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  op constant text := coalesce(options ->> 'op', 'count');
  child config.entities;
  relation config.fields;
  source config.fields;
  column_type text;
begin
  child := engine.require_entity(options ->> 'entity');
  relation := engine.require_field(child.name, options ->> 'by');
  if not exists (
    select from engine.foreign_keys as k
    where (k.table_name, k.column_name, k.target_table, k.target_schema) = (child.name, relation.name, entity.name, 'public')
  ) then
    perform engine.refuse_rollup('no_relation');
  elsif op not in ('count', 'sum', 'min', 'max', 'avg') then
    perform engine.refuse_rollup('unknown_operation');
  elsif op <> 'count' then
    source := engine.require_field(child.name, options ->> 'field');
    select c.type_name into column_type from engine.columns as c
    where c.table_name = child.name and c.column_name = source.name;
  end if;
  return engine.rollup_shape(source, column_type, op) || jsonb_build_object('rollup', jsonb_strip_nulls(jsonb_build_object(
    'entity', child.name, 'by', relation.name, 'op', op, 'field', source.name
  )));
end;
$$;
comment on function engine.clean_rollup is
  'A rollup with everything decided, from {entity, by, op, field}. Reasons unknown_entity, unknown_field, invalid_rollup.';

create function engine.rollup_readers(rollup jsonb)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text from config.roles as r
    join config.permissions as p on p.role_id = r.id and p.action = 'read' and p.scope_id is null
    join config.entities as e on e.id = p.entity_id and e.name = rollup ->> 'entity'
    where not exists (
      select from config.fields as f
      where f.entity_id = e.id and f.name in (rollup ->> 'by', rollup ->> 'field')
        and r.key <> all (engine.field_roles(e.id, f.id, '{read}'))
    )
  );
$$;
comment on function engine.rollup_readers is 'Roles that read all that a rollup is made of: only they may see it.';

create function engine.plan_add_rollup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  shape constant jsonb := engine.clean_rollup(entity, change -> 'options');
  field constant jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique'] || '{"type": "integer"}'
  );
  is_full constant boolean := shape -> 'rollup' ->> 'op' in ('count', 'sum');
begin
  return query select s.* from engine.new_field_steps(entity, field || shape || jsonb_build_object(
    'options', shape -> 'options' || jsonb_build_object('rollup', shape -> 'rollup'),
    'default_sql', case when is_full then '0' end, 'is_required', is_full, 'is_unique', false, 'is_read_only', true,
    'access', jsonb_build_object('edit', '[]'::jsonb, 'see', to_jsonb(array(
      select k from jsonb_array_elements_text(field -> 'access' -> 'see') as k
      where k = any (engine.rollup_readers(shape -> 'rollup'))
    ))),
    'after_sql', format('select engine.start_rollup(%L, %L)', entity.name, field ->> 'name')
  )) as s;
end;
$$;
comment on function engine.plan_add_rollup is 'Steps that add a column which counts or adds the records below, and keep it right.';

-- supabase/schemas/89_types_rollup_change.sql
-- Another count or sum in the column of a rollup: what stood there is computed, so nothing is lost.

create function engine.plan_change_rollup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  shape jsonb;
  is_full boolean;
begin
  if not field.options ? 'rollup' then
    perform engine.refuse_rollup('no_rollup');
  end if;
  shape := engine.clean_rollup(entity, change -> 'options');
  is_full := shape -> 'rollup' ->> 'op' in ('count', 'sum');
  return next engine.step('change_rollup', entity.name || '.' || field.name,
    format('Compute “%s” another way', label ->> 'en'), format('修改“%s”的汇总方式', label ->> 'zh-CN'),
    format($sql$select engine.stop_rollup(%1$L, %2$L, %3$L);
alter table public.%1$I alter column %2$I drop not null, alter column %2$I drop default;
alter table public.%1$I alter column %2$I type %4$s using %5$s::%4$s%6$s;
update config.fields set type = %7$L, options = %8$L where id = %9$L;
select engine.start_rollup(%1$L, %2$L)$sql$,
      entity.name, field.name, field.options -> 'rollup' ->> 'entity', shape ->> 'column_type',
      case when is_full then '0' else 'null' end,
      case when is_full then format(', alter column %1$I set default 0, alter column %1$I set not null', field.name) else '' end,
      shape ->> 'type', (field.options - array['rollup', 'scale', 'max', 'currency', 'unit']) || (shape -> 'options')
        || jsonb_build_object('rollup', shape -> 'rollup'), field.id), 'look_twice');
end;
$$;
comment on function engine.plan_change_rollup is
  'Step that lets a rollup count or add something else: {entity, field, options: {entity, by, op, field}}. Reason invalid_rollup.';

-- supabase/schemas/90_access.sql
-- Who reaches one record: asked where row security cannot answer, that is for files, and for members other than the caller.

create function engine.reaches(role_key text, wanted_action text, entity config.entities, record_id text)
returns boolean
language plpgsql stable security definer set search_path = '' -- looks at the row with the role's own scope written out
as $$
declare
  scope jsonb;
  key_type text;
  key_column constant text := engine.primary_key(entity.name);
  reached boolean;
begin
  select coalesce(s.condition, '{"all": []}') into scope
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and r.key = reaches.role_key and r.is_active
  left join config.scopes as s on s.id = p.scope_id
  where p.entity_id = entity.id and p.action = wanted_action;
  if not found then
    return false;
  end if;
  select c.type_name into key_type from engine.columns as c
  where c.table_name = entity.name and c.column_name = key_column;
  if key_type is null or not pg_input_is_valid(record_id, key_type) then
    return false;
  end if;
  execute format('select %s from public.%I as t where t.%I = $1::%s',
    engine.condition_sql(entity.name, 't', scope, 1, role_key), entity.name, key_column, key_type
  ) into reached using record_id;
  return coalesce(reached, false);
end;
$$;
comment on function engine.reaches is
  'Whether a role may read, update or delete one record, for the member that the token names.';

create function engine.entity_of(entity_id uuid)
returns config.entities
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select e.* from config.entities as e where e.id = entity_of.entity_id;
$$;
comment on function engine.entity_of is 'An entity by its id.';

-- With his own sets, in any role that he holds: he can always switch to it.
create function engine.member_reaches(member config.members, entity config.entities, record_id text)
returns boolean
language plpgsql volatile security definer set search_path = '' -- asks in another member's name
as $$
declare
  claims_before constant text := current_setting('request.jwt.claims', true);
  headers_before constant text := current_setting('request.headers', true);
  reached boolean;
begin
  perform set_config('request.jwt.claims', jsonb_build_object('sub', member.user_id)::text, true);
  perform set_config('request.headers', '', true);
  select coalesce(bool_or(engine.reaches(r.key, 'read', entity, record_id)), false) into reached
  from config.member_roles as mr
  join config.roles as r on r.id = mr.role_id
  where mr.member_id = member.id;
  perform set_config('request.jwt.claims', coalesce(claims_before, ''), true);
  perform set_config('request.headers', coalesce(headers_before, ''), true);
  return reached;
end;
$$;
comment on function engine.member_reaches is 'Whether a member may read one record in one of his roles.';

create function engine.require_record(entity_name text, record_id text, wanted_action text default 'read')
returns config.entities
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
  role_key constant text := engine.current_role_key();
begin
  if role_key is null then
    return entity; -- the operator
  elsif not engine.reaches(role_key, 'read', entity, record_id) then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  elsif wanted_action <> 'read' and not engine.reaches(role_key, wanted_action, entity, record_id) then
    perform engine.refuse('not_allowed_or_gone', 'This record is gone, or you may not change it', errcode => '42501');
  end if;
  return entity;
end;
$$;
comment on function engine.require_record is
  'The entity of a record that the caller''s role may read, and change if that is asked. Reasons not_found (404), not_allowed_or_gone (403).';

-- supabase/schemas/90_comments.sql
-- What people say to each other about a record. Who may read the record reads it and joins in; a mention tells somebody.

create table config.comments (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  record_id text not null,
  member_id uuid references config.members (id) on delete set null,
  body text not null constraint comment_has_1_to_5000_characters check (length(btrim(body)) between 1 and 5000),
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz
);
comment on table config.comments is
  'Comments on records. A mention is written @[<member id>]; a deleted comment leaves a trace, but not its text.';
create index comments_record_idx on config.comments (entity_id, record_id, created_at);
create index comments_member_id_idx on config.comments (member_id);
alter table config.comments enable row level security;

create table engine.earlier_comments (
  comment_id uuid not null references config.comments (id) on delete cascade,
  until timestamptz not null default now(),
  body text not null
);
comment on table engine.earlier_comments is 'What a comment said before its author changed it.';
create index earlier_comments_comment_id_idx on engine.earlier_comments (comment_id);
alter table engine.earlier_comments enable row level security;

create function engine.mentions_of(body text)
returns setof uuid
language sql immutable security invoker set search_path = ''
as $$
  select distinct m[1]::uuid
  from regexp_matches(body, '@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]', 'g') as m;
$$;
comment on function engine.mentions_of is 'Ids of the members that a comment mentions.';

create function config.mentionable_members(entity text, record_id text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- asks for the rights of others
as $$
declare
  found_entity constant config.entities := engine.require_record(entity, record_id);
begin
  return (
    select coalesce(jsonb_agg(engine.person_json(m) order by m.name), '[]')
    from config.members as m
    where m.is_active and m.user_id is not null and engine.member_reaches(m, found_entity, record_id)
  );
end;
$$;
comment on function config.mentionable_members is 'Members who may see a record in one of their roles. Reason not_found (404).';

create function config.add_comment(entity text, record_id text, body text)
returns uuid
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  added config.comments;
  found_entity constant config.entities := engine.require_record(entity, record_id);
begin
  perform engine.require_comment(body);
  insert into config.comments as c (entity_id, record_id, member_id, body)
  values (found_entity.id, record_id, engine.member_id(), btrim(body))
  returning c.* into added;
  perform engine.notify_mentioned(added);
  return added.id;
end;
$$;
comment on function config.add_comment is
  'Comments on a record that the caller may read; returns the id. Reasons not_found (404), invalid_comment.';

create function engine.require_comment(body text)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if coalesce(length(btrim(body)), 0) not between 1 and 5000 then
    perform engine.refuse('invalid_comment', 'A comment has 1 to 5000 characters', '{"setting": "body"}');
  end if;
end;
$$;
comment on function engine.require_comment is 'Refuses an empty or endless comment (reason invalid_comment).';

create function engine.own_comment(comment_id uuid)
returns config.comments
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_comment config.comments;
begin
  select c.* into found_comment from config.comments as c where c.id = comment_id and c.deleted_at is null for update;
  if not found then
    perform engine.refuse('comment_gone', 'This comment does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_record((engine.entity_of(found_comment.entity_id)).name, found_comment.record_id);
  if found_comment.member_id is distinct from engine.member_id() then
    perform engine.refuse('not_own_comment', 'Only its author may change a comment', errcode => '42501');
  end if;
  return found_comment;
end;
$$;
comment on function engine.own_comment is 'A comment that the caller wrote. Reasons comment_gone, not_found (404), not_own_comment (403).';

create function config.change_comment(comment_id uuid, body text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  comment config.comments := engine.own_comment(comment_id);
begin
  perform engine.require_comment(body);
  insert into engine.earlier_comments (comment_id, body) values (comment.id, comment.body);
  update config.comments as c set body = btrim(change_comment.body), edited_at = now()
  where c.id = comment.id returning c.* into comment;
  perform engine.notify_mentioned(comment);
end;
$$;
comment on function config.change_comment is
  'Changes an own comment; what it said before stays readable. Reasons comment_gone, not_own_comment, invalid_comment.';

create function config.delete_comment(comment_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  comment constant config.comments := engine.own_comment(comment_id);
begin
  update config.comments as c set deleted_at = now() where c.id = comment.id;
  delete from config.notifications as n where n.comment_id = comment.id;
end;
$$;
comment on function config.delete_comment is 'Deletes an own comment. Reasons comment_gone, not_own_comment.';

create function config.record_comments(entity text, record_id text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with the_record as materialized (
    select e.id from engine.require_record(record_comments.entity, record_comments.record_id) as e
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'member', c.member_id, 'memberName', m.name, 'at', c.created_at, 'editedAt', c.edited_at,
    'isDeleted', c.deleted_at is not null,
    'body', case when c.deleted_at is null then c.body end,
    'isOwn', coalesce(c.member_id = engine.member_id(), false),
    'earlier', case when c.deleted_at is null then (
      select coalesce(jsonb_agg(jsonb_build_object('body', h.body, 'until', h.until) order by h.until desc), '[]')
      from engine.earlier_comments as h where h.comment_id = c.id
    ) else '[]' end
  ) order by c.created_at, c.id), '[]')
  from the_record as r
  join config.comments as c on c.entity_id = r.id and c.record_id = record_comments.record_id
  left join config.members as m on m.id = c.member_id;
$$;
comment on function config.record_comments is 'Comments on a record that the caller may read, oldest first. Reason not_found (404).';

-- supabase/schemas/90_files.sql
-- Files of records. The bytes are in Supabase Storage, in one private bucket; which file belongs to which record stands
-- here, and the policies of the bucket ask the same rights as the tables do. A field holds `<id>/<name>` per file.

create table config.files (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  field_id uuid,
  record_id text,
  name text not null constraint file_has_a_plain_name check (
    length(name) between 1 and 200 and name !~ '[/\\[:cntrl:]]'
  ),
  media_type text not null,
  size bigint not null,
  member_id uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
comment on table config.files is 'Every file that was announced for a field of an entity, or for a record as a whole (field_id null).';
comment on column config.files.field_id is 'No foreign key: a field in the trash keeps its files.';
comment on column config.files.record_id is 'Null until a record with the file is saved.';
comment on column config.files.removed_at is 'Since when no record has it any more; 30 days later it is gone.';
create index files_record_idx on config.files (entity_id, record_id);
create index files_member_id_idx on config.files (member_id);
create index files_field_id_idx on config.files (field_id);
alter table config.files enable row level security;

insert into storage.buckets (id, name, public, file_size_limit)
values ('files', 'files', false, 52428800)
on conflict (id) do nothing;

create function engine.object_folder(file config.files)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select file.id::text;
$$;
comment on function engine.object_folder is 'Where the objects of a file are in the bucket: `original`, and `small` for a picture.';

create function engine.is_file_type(type text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select type in ('file', 'image');
$$;
comment on function engine.is_file_type is 'Whether a field of this type holds files.';

-- Announcing: the caller says what he is going to upload, and learns where to.
create function config.add_file(entity text, name text, size bigint, media_type text, field text default null, record_id text default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  found_entity config.entities;
  found_field config.fields;
  added config.files;
  clean_name constant text := left(btrim(regexp_replace(name, '[/\\[:cntrl:]]+', ' ', 'g')), 200);
begin
  if field is null then
    found_entity := engine.require_record(entity, record_id, 'update');
  else
    found_field := engine.require_field(entity, field);
    found_entity := engine.require_entity(entity);
    if not engine.is_file_type(found_field.type) or engine.current_role_key() is not null and not exists (
      select from unnest(array['insert', 'update']) as privilege
      where has_column_privilege(current_setting('role'), to_regclass(format('public.%I', entity)), field, privilege)
    ) then
      perform engine.refuse('file_not_allowed', 'Your role may not put files into this field',
        jsonb_build_object('field', field), '42501');
    end if;
    perform engine.check_file(found_field, size, media_type);
  end if;
  if clean_name = '' or size is null or size < 0 or size > 52428800 then
    perform engine.refuse('file_too_large', 'A file has a name and at most 50 MB', jsonb_build_object('limit', 50));
  end if;
  insert into config.files as f (entity_id, field_id, record_id, name, media_type, size, member_id)
  values (found_entity.id, found_field.id, case when field is null then record_id end, clean_name,
    left(coalesce(media_type, ''), 100), size, engine.member_id())
  returning f.* into added;
  return jsonb_build_object('id', added.id, 'value', added.id || '/' || added.name);
end;
$$;
comment on function config.add_file is
  'Announces a file for a field, or for a record as a whole: returns its id, which is its folder in the bucket `files`, and the
value that the field will hold. Reasons file_not_allowed, file_too_large, not_an_image, not_found, not_allowed_or_gone.';

create function engine.check_file(field config.fields, size bigint, media_type text)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
declare
  most constant integer := coalesce((field.options ->> 'max_size')::integer, 20);
begin
  if size > most * 1048576::bigint then
    perform engine.refuse('file_too_large', format('A file here has at most %s MB', most),
      jsonb_build_object('field', field.name, 'limit', most));
  elsif field.type = 'image' and coalesce(media_type, '') !~ '^image/(png|jpeg|gif|webp|avif|bmp|svg\+xml)$' then
    perform engine.refuse('not_an_image', 'Only pictures fit here', jsonb_build_object('field', field.name));
  end if;
end;
$$;
comment on function engine.check_file is 'Refuses what a field does not take: file_too_large with the limit in MB, not_an_image.';

-- A record takes a file: only one that its writer has uploaded for this field, or that it had before.
create function engine.claim_file(field config.fields, record_id text, item text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config or storage
as $$
declare
  file config.files;
  stored jsonb;
begin
  if pg_input_is_valid(split_part(item, '/', 1), 'uuid') then
    select f.* into file from config.files as f where f.id = split_part(item, '/', 1)::uuid for update;
  end if;
  if file.id is null or file.field_id is distinct from field.id or item <> file.id || '/' || file.name
    or (file.record_id is null and engine.current_role_key() is not null and file.member_id is distinct from engine.member_id())
    or file.record_id <> claim_file.record_id
  then
    perform engine.refuse('unknown_file', 'This file was not uploaded for this record', jsonb_build_object('field', field.name), '42501');
  end if;
  select o.metadata into stored from storage.objects as o
  where o.bucket_id = 'files' and o.name = engine.object_folder(file) || '/original';
  if not found then
    perform engine.refuse('file_missing', 'The upload of this file did not finish, or it was removed for good',
      jsonb_build_object('field', field.name, 'file', file.name));
  end if;
  -- What was announced may differ from what was uploaded.
  perform engine.check_file(field, (stored ->> 'size')::bigint, stored ->> 'mimetype');
  update config.files as f
  set record_id = claim_file.record_id, size = (stored ->> 'size')::bigint, media_type = stored ->> 'mimetype', removed_at = null
  where f.id = file.id;
end;
$$;
comment on function engine.claim_file is
  'Makes a file belong to a record. Reasons unknown_file, file_missing, file_too_large, not_an_image.';

create function engine.claim_files()
returns trigger
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  field config.fields;
  items text[];
  before text[] := '{}';
  most integer;
begin
  select f.* into field from config.fields as f where f.id = tg_argv[0]::uuid;
  if not found then
    return null;
  end if;
  items := engine.text_array(nullif(to_jsonb(new) -> field.name, 'null'));
  if tg_op = 'UPDATE' then
    before := engine.text_array(nullif(to_jsonb(old) -> field.name, 'null'));
  end if;
  most := coalesce((field.options ->> 'max_files')::integer, 1);
  if cardinality(items) > most and items <> before then
    perform engine.refuse('too_many_files', format('At most %s files fit here', most),
      jsonb_build_object('field', field.name, 'limit', most));
  end if;
  perform engine.claim_file(field, to_jsonb(new) ->> engine.primary_key(tg_table_name), item)
  from unnest(items) as item where item <> all (before);
  return null;
end;
$$;
comment on function engine.claim_files is 'Trigger of a field of files; its argument is the id of the field. Reasons too_many_files and those of engine.claim_file.';

-- A field of files brings its trigger along, whichever way it comes and goes.
create function engine.watch_file_fields()
returns trigger
language plpgsql volatile security definer set search_path = '' -- makes triggers
as $$
declare
  field constant config.fields := case when tg_op = 'DELETE' then old else new end;
  its_table constant text := (engine.entity_of(field.entity_id)).name;
begin
  if its_table is null or not exists (
    select from engine.columns as c
    where c.table_name = its_table and c.column_name = field.name and c.type_name = 'text[]'
  ) then
    return null;
  end if;
  execute format('drop trigger if exists %I on public.%I', 'files of ' || field.id, its_table);
  if tg_op <> 'DELETE' then
    execute format(
      'create trigger %1$I after insert or update of %2$I on public.%3$I for each row when (new.%2$I is not null)
       execute function engine.claim_files(%4$L)', 'files of ' || field.id, field.name, its_table, field.id
    );
  end if;
  return null;
end;
$$;
comment on function engine.watch_file_fields is 'Gives the table of a field of files its trigger, and takes it away with the field.';
create trigger fields__watch_new_files
  after insert or update of type on config.fields
  for each row when (new.type in ('file', 'image')) execute function engine.watch_file_fields();
create trigger fields__watch_old_files
  after delete on config.fields
  for each row when (old.type in ('file', 'image')) execute function engine.watch_file_fields();

-- Files of a record as a whole.
create function config.record_files(entity text, record_id text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with the_record as materialized (
    select e.*, engine.reaches(engine.current_role_key(), 'update', e, record_files.record_id) as may_change
    from engine.require_record(record_files.entity, record_files.record_id) as e
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', f.id, 'name', f.name, 'size', (o.metadata ->> 'size')::bigint,
    'mediaType', o.metadata ->> 'mimetype', 'member', f.member_id, 'memberName', m.name, 'at', f.created_at,
    'mayRemove', r.may_change
  ) order by f.created_at desc), '[]')
  from the_record as r
  join config.files as f on f.entity_id = r.id and f.record_id = record_files.record_id
    and f.field_id is null and f.removed_at is null
  join storage.objects as o on o.bucket_id = 'files' and o.name = engine.object_folder(f) || '/original'
  left join config.members as m on m.id = f.member_id;
$$;
comment on function config.record_files is 'Files of a record that are in no field, newest first. Reason not_found (404).';

create function config.remove_file(file_id uuid, is_undone boolean default false)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  file config.files;
begin
  select f.* into file from config.files as f where f.id = file_id and f.field_id is null;
  if not found then
    perform engine.refuse('not_found', 'This record does not exist, or you may not see it', errcode => 'PT404');
  end if;
  perform engine.require_record((engine.entity_of(file.entity_id)).name, file.record_id, 'update');
  update config.files as f set removed_at = case when not is_undone then now() end where f.id = file_id;
end;
$$;
comment on function config.remove_file is
  'Removes a file of a record, or brings it back within 30 days. Who may change the record may. Reasons not_found, not_allowed_or_gone.';

-- supabase/schemas/90_files_storage.sql
-- What Storage asks before it hands out or takes an object of the bucket `files`. It runs as `authenticated` and knows
-- nothing of the app's roles, so the role is found here as pre_request finds it.

create function engine.storage_role(is_writing boolean)
returns text
language plpgsql stable security definer set search_path = '' -- reads auth and config
as $$
declare
  detail text;
begin
  return substr(engine.role_of(engine.uid()), 4);
exception when others then
  get stacked diagnostics detail = pg_exception_detail;
  -- The last thing that is asked of somebody who looks through other eyes; Storage reads in a transaction that could write.
  if not is_writing and coalesce(detail, '') like '{"reason": "view_as_read_only"%' then
    return (select r.key from config.roles as r where r.id = engine.viewed_role_id());
  end if;
  return null;
end;
$$;
comment on function engine.storage_role is 'Key of the role in which the caller of Storage acts, or looks; null when he may not act at all.';

create function engine.file_of_object(object_name text)
returns config.files
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.* from config.files as f
  where f.id = case when pg_input_is_valid(split_part(object_name, '/', 1), 'uuid') then split_part(object_name, '/', 1)::uuid end
    and object_name in (engine.object_folder(f) || '/original', engine.object_folder(f) || '/small');
$$;
comment on function engine.file_of_object is 'The file that an object of the bucket belongs to.';

create function engine.may_read_file(object_name text, role_key text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  file constant config.files := engine.file_of_object(object_name);
  entity config.entities;
begin
  if role_key is null or file.id is null then
    return false;
  elsif file.record_id is null then
    return file.member_id = engine.member_id();
  end if;
  entity := engine.entity_of(file.entity_id);
  return engine.reaches(role_key, 'read', entity, file.record_id) and case
    when file.field_id is null then file.removed_at is null
    else exists (
      select from config.fields as f
      where f.id = file.field_id
        and has_column_privilege(engine.role_name(role_key), to_regclass(format('public.%I', entity.name)), f.name, 'select')
    )
  end;
end;
$$;
comment on function engine.may_read_file is
  'Whether a role may read an object: it reads the field of the record that has it, or the record; before that only its uploader.';

create function engine.may_write_file(object_name text, role_key text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  file constant config.files := engine.file_of_object(object_name);
begin
  return coalesce(
    role_key is not null and file.member_id = engine.member_id() and file.created_at > now() - interval '1 day'
    and (file.record_id is null or file.field_id is null) and file.removed_at is null, false
  );
end;
$$;
comment on function engine.may_write_file is 'Whether an object is one that the caller has announced and that no record has yet.';

create policy "Members read the files of records that they read" on storage.objects for select to authenticated
  using (bucket_id = 'files' and engine.may_read_file(name, (select engine.storage_role(false))));
create policy "Members upload the files that they announced" on storage.objects for insert to authenticated
  with check (bucket_id = 'files' and engine.may_write_file(name, (select engine.storage_role(true))));
create policy "Members take back what no record has yet" on storage.objects for delete to authenticated
  using (bucket_id = 'files' and engine.may_write_file(name, (select engine.storage_role(true))));

grant execute on function
  engine.storage_role(boolean), engine.may_read_file(text, text), engine.may_write_file(text, text)
to authenticated;

-- Nobody but the service removes bytes: what has no record for 30 days, and uploads that were never saved.
create function engine.mark_unused_files()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, looks at all records
as $$
declare
  field record;
begin
  for field in
    select f.id, f.name, e.id as entity_id, e.name as table_name, engine.primary_key(e.name) as key_column
    from config.fields as f join config.entities as e on e.id = f.entity_id
    where engine.is_file_type(f.type)
  loop
    execute format(
      'update config.files as f set removed_at = case when is_used then null else now() end
       from (
         select c.id, exists (
           select from public.%1$I as t
           where t.%2$I::text = c.record_id and c.id || ''/'' || c.name = any (t.%3$I)
         ) as is_used
         from config.files as c where c.field_id = $1 and c.record_id is not null
       ) as found
       where f.id = found.id and is_used = (f.removed_at is not null)',
      field.table_name, field.key_column, field.name
    ) using field.id;
  end loop;
  update config.files as f set removed_at = now()
  where f.record_id is null and f.removed_at is null and f.created_at < now() - interval '1 day';
end;
$$;
comment on function engine.mark_unused_files is 'Notes which files no record has any more, and which were never saved; a job.';
insert into engine.jobs (key, routine, every) values ('mark_unused_files', 'engine.mark_unused_files()', '1 day');

create function config.unused_files(is_removed boolean default false)
returns text[]
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  folders text[];
begin
  if current_setting('role') not in ('none', 'postgres', 'service_role') then
    perform engine.refuse('right_missing', 'Only the service removes files for good', errcode => '42501');
  end if;
  if is_removed then
    delete from config.files as f
    where f.removed_at < now() - interval '30 days' and not exists (
      select from storage.objects as o where o.bucket_id = 'files' and o.name like engine.object_folder(f) || '/%'
    );
  end if;
  select coalesce(array_agg(engine.object_folder(f)), '{}') into folders
  from (
    select * from config.files as f where f.removed_at < now() - interval '30 days' order by f.removed_at limit 200
  ) as f;
  return folders;
end;
$$;
comment on function config.unused_files is
  'Folders of the bucket whose files no record has had for 30 days, at most 200; with is_removed those that are empty by now
are forgotten first. For the service only.';

-- supabase/schemas/90_notifications.sql
-- What members are told: that somebody mentions them, and what an app finds worth telling to some of its roles.

create table engine.notice_kinds (
  key engine.identifier primary key,
  label jsonb not null constraint label_has_both_languages check (label ?& array['en', 'zh-CN']),
  entity_name text,
  role_keys text[] not null default '{}'
);
comment on table engine.notice_kinds is
  'Kinds of notices, about records of which entity, and which roles are told; without roles, whom it concerns.';
alter table engine.notice_kinds enable row level security;
insert into engine.notice_kinds (key, label) values ('mention', '{"en": "Somebody mentions me", "zh-CN": "有人提到我"}');

create table engine.muted_notices (
  member_id uuid not null references config.members (id) on delete cascade,
  kind text not null,
  primary key (member_id, kind)
);
comment on table engine.muted_notices is 'Which kinds of notices a member does not want.';
alter table engine.muted_notices enable row level security;

create table engine.told_notices (
  kind text not null,
  subject text not null,
  at timestamptz not null default now(),
  primary key (kind, subject)
);
comment on table engine.told_notices is 'What has been told, so that it is told once, whoever triggers it again.';
alter table engine.told_notices enable row level security;

create table config.notifications (
  id bigint generated always as identity primary key,
  member_id uuid not null references config.members (id) on delete cascade,
  kind text not null default 'mention',
  comment_id uuid references config.comments (id) on delete cascade,
  entity_id uuid references config.entities (id) on delete cascade,
  record_id text,
  record_count integer not null default 1 constraint count_is_positive check (record_count > 0),
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (comment_id, member_id),
  constraint notice_is_about_a_comment_or_an_entity check ((comment_id is null) = (entity_id is not null))
);
comment on table config.notifications is 'Who was told what, and whether he has read it. Many records at once are one notice without a record.';
create index notifications_member_idx on config.notifications (member_id, id desc);
create index notifications_entity_idx on config.notifications (entity_id);
alter table config.notifications enable row level security;

create function engine.define_notice(key text, label jsonb, entity text, variadic role_keys text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into engine.notice_kinds as k (key, label, entity_name, role_keys)
  values (define_notice.key, define_notice.label, define_notice.entity, define_notice.role_keys)
  on conflict on constraint notice_kinds_pkey do update
  set label = excluded.label, entity_name = excluded.entity_name, role_keys = excluded.role_keys;
$$;
comment on function engine.define_notice is 'A kind of notice about records of an entity, for members who hold one of the roles.';

-- Looking with the rights of each member is dear, so it is asked only where a row condition limits what a role reads.
create function engine.is_noticed_by(member config.members, entity config.entities, record_id text)
returns boolean
language plpgsql volatile security definer set search_path = '' -- asks for the rights of others
as $$
begin
  if exists (
    select from config.member_roles as mr
    join config.roles as r on r.id = mr.role_id and r.is_active
    join config.permissions as p on p.role_id = r.id and p.action = 'read' and p.scope_id is null
    where mr.member_id = member.id and p.entity_id = entity.id
  ) then
    return true;
  end if;
  return record_id is not null and engine.member_reaches(member, entity, record_id);
end;
$$;
comment on function engine.is_noticed_by is 'Whether a member may be told of a record; of many at once only who reads all of them.';

create function engine.notify(kind text, records text[], moment text default '')
returns void
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  most_alone constant integer := 5;
  told_kind engine.notice_kinds;
  entity config.entities;
  fresh text[];
begin
  select k.* into told_kind from engine.notice_kinds as k where k.key = notify.kind;
  select e.* into entity from config.entities as e where e.name = told_kind.entity_name;
  if not found then
    return; -- records that nobody may see are no news
  end if;
  with told as (
    insert into engine.told_notices (kind, subject)
    select notify.kind, r || moment from unnest(records) as r
    on conflict do nothing returning subject
  )
  select array_agg(r) into fresh from unnest(records) as r join told on told.subject = r || moment;
  if fresh is null then
    return;
  end if;
  insert into config.notifications (member_id, kind, entity_id, record_id, record_count)
  select m.id, notify.kind, entity.id, about.record_id, about.count
  from config.members as m
  cross join (
    select r as record_id, 1 as count from unnest(fresh) as r where cardinality(fresh) <= most_alone
    union all
    select null, cardinality(fresh) where cardinality(fresh) > most_alone
  ) as about
  where m.is_active and m.user_id is not null and m.id is distinct from engine.member_id()
    and exists (
      select from config.member_roles as mr join config.roles as r on r.id = mr.role_id
      where mr.member_id = m.id and r.is_active and r.key = any (told_kind.role_keys)
    )
    and not exists (
      select from engine.muted_notices as s where s.member_id = m.id and s.kind = notify.kind
    )
    and engine.is_noticed_by(m, entity, about.record_id);
end;
$$;
comment on function engine.notify is
  'Tells the members of a kind''s roles about records, once per record and moment; not who did it himself, nor who may not see it.';

create function engine.notify_member(kind text, member_id uuid, record_id text, moment text default '')
returns boolean
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  told config.members;
  entity config.entities;
begin
  select m.* into told from config.members as m
  where m.id = notify_member.member_id and m.is_active and m.user_id is not null;
  select e.* into entity
  from engine.notice_kinds as k join config.entities as e on e.name = k.entity_name where k.key = notify_member.kind;
  if told.id is null or entity.id is null or not engine.is_noticed_by(told, entity, record_id) then
    return false;
  end if;
  insert into engine.told_notices (kind, subject) values (notify_member.kind, record_id || moment || ' ' || told.id)
  on conflict do nothing;
  if found and not exists (
    select from engine.muted_notices as s where s.member_id = told.id and s.kind = notify_member.kind
  ) then
    insert into config.notifications (member_id, kind, entity_id, record_id)
    values (told.id, notify_member.kind, entity.id, record_id);
  end if;
  return true;
end;
$$;
comment on function engine.notify_member is
  'Tells one member of a record that concerns him, whatever his role, once per moment; false when he cannot see it or is gone.';

-- Nobody learns from a mention of something that he may not see.
create function engine.notify_mentioned(comment config.comments)
returns void
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  entity constant config.entities := engine.entity_of(comment.entity_id);
begin
  insert into config.notifications (member_id, comment_id)
  select m.id, comment.id
  from engine.mentions_of(comment.body) as mentioned (id)
  join config.members as m on m.id = mentioned.id and m.is_active
  where m.id is distinct from comment.member_id and engine.member_reaches(m, entity, comment.record_id)
    and not exists (
      select from engine.muted_notices as s where s.member_id = m.id and s.kind = 'mention'
    )
  on conflict do nothing;
end;
$$;
comment on function engine.notify_mentioned is 'Tells the members that a comment mentions, as far as they may see the record.';

create function engine.forget_notices()
returns void
language sql volatile security definer set search_path = '' -- a job, of all members
as $$
  delete from config.notifications as n where n.created_at < now() - interval '90 days';
  delete from engine.told_notices as t where t.at < now() - interval '1 year';
$$;
comment on function engine.forget_notices is 'Drops notices after 90 days, and that something was told after a year; a job.';
insert into engine.jobs (key, routine, every) values ('forget_notices', 'engine.forget_notices()', '1 day');

-- supabase/schemas/90_notifications_read.sql
-- What a member reads of what he was told, and what he wants to be told.

create function engine.readable_title(role_key text, entity config.entities, record_id text)
returns text
language plpgsql stable security definer set search_path = '' -- the caller looks with the rights of his role
as $$
declare
  title text;
  key_column constant text := engine.primary_key(entity.name);
begin
  if record_id is null or not engine.reaches(role_key, 'read', entity, record_id)
    or not has_column_privilege(
      engine.role_name(role_key), to_regclass(format('public.%I', entity.name)), entity.title_field, 'select'
    )
  then
    return null;
  end if;
  execute format('select t.%I::text from public.%I as t where t.%I::text = $1', entity.title_field, entity.name, key_column)
    into title using record_id;
  return title;
end;
$$;
comment on function engine.readable_title is 'What a record is called, for a role that may read it and that; null otherwise.';

-- A text is shown only while the reader may still see the record.
create function config.my_notifications(before_id bigint default null, entry_limit integer default 20)
returns jsonb
language sql stable security definer set search_path = '' -- shows each member what is his
as $$
  select jsonb_build_object(
    'unread', (
      select count(*) from config.notifications as n where n.member_id = engine.signed_in_member_id() and n.read_at is null
    ),
    'list', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', n.id, 'at', n.created_at, 'isRead', n.read_at is not null, 'memberName', m.name,
        'kind', n.kind, 'kindLabel', k.label, 'count', n.record_count,
        'entity', e.name, 'entityLabel', engine.label_of_entity(e.name), 'record', about.record_id,
        'body', case
          when n.comment_id is null then engine.readable_title(engine.current_role_key(), e, about.record_id)
          when engine.reaches(engine.current_role_key(), 'read', e, about.record_id) then left(c.body, 300)
        end
      ) order by n.id desc)
      from (
        select * from config.notifications as n
        where n.member_id = engine.signed_in_member_id() and n.id < coalesce(before_id, n.id + 1)
        order by n.id desc limit least(entry_limit, 50)
      ) as n
      left join config.comments as c on c.id = n.comment_id
      left join engine.notice_kinds as k on k.key = n.kind
      join config.entities as e on e.id = coalesce(c.entity_id, n.entity_id)
      left join config.members as m on m.id = c.member_id
      cross join lateral (select coalesce(c.record_id, n.record_id)) as about (record_id)
    ), '[]')
  );
$$;
comment on function config.my_notifications is
  'What the caller was told, newest first, and how much of it is unread. A text is null in a role that may not see the record.';

create function config.read_notifications(notification_id bigint default null)
returns void
language sql volatile security definer set search_path = '' -- a member may change what is his
as $$
  update config.notifications as n set read_at = now()
  where n.member_id = engine.signed_in_member_id() and n.read_at is null
    and n.id = coalesce(notification_id, n.id);
$$;
comment on function config.read_notifications is 'Marks one of the caller''s notifications as read, or all of them.';

create function config.my_notice_kinds()
returns jsonb
language sql stable security definer set search_path = '' -- shows each member what is his
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'key', k.key, 'label', k.label, 'isWanted', not exists (
      select from engine.muted_notices as s where s.member_id = engine.signed_in_member_id() and s.kind = k.key
    )
  ) order by k.role_keys <> '{}', k.key), '[]')
  from engine.notice_kinds as k
  where k.role_keys = '{}' or exists (
    select from config.member_roles as mr join config.roles as r on r.id = mr.role_id
    where mr.member_id = engine.signed_in_member_id() and r.is_active and r.key = any (k.role_keys)
  );
$$;
comment on function config.my_notice_kinds is 'Kinds of notices that concern the caller by his roles, and which of them he wants.';

create function config.want_notice(kind text, is_wanted boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- a member may change what is his
as $$
begin
  if not exists (select from engine.notice_kinds as k where k.key = want_notice.kind) then
    perform engine.refuse('unknown_notice', format('There is no kind of notice %s', left(kind, 60)), errcode => 'PT404');
  elsif is_wanted then
    delete from engine.muted_notices as s where s.member_id = engine.signed_in_member_id() and s.kind = want_notice.kind;
  else
    insert into engine.muted_notices (member_id, kind) values (engine.signed_in_member_id(), want_notice.kind)
    on conflict do nothing;
  end if;
end;
$$;
comment on function config.want_notice is 'Whether the caller is told of a kind of notice from now on. Reason unknown_notice (404).';

-- supabase/schemas/91_appearance.sql
-- How the workspace looks: name, colour, logo, and what those begin with who have not chosen for themselves.

create function engine.luminance(color text)
returns numeric
language sql immutable security invoker set search_path = ''
as $$
  select sum(weight * case when part <= 0.04045 then part / 12.92 else power((part + 0.055) / 1.055, 2.4) end)
  from unnest(array[0.2126, 0.7152, 0.0722], array[2, 4, 6]) as c (weight, place)
  cross join lateral (
    select get_byte(decode(substr(color, place, 2), 'hex'), 0) / 255.0
  ) as p (part);
$$;
comment on function engine.luminance is 'How bright a colour (#rrggbb) is, from 0 to 1, as WCAG measures it.';

create function engine.check_appearance()
returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  -- What is no colour at all is refused by its constraint.
  contrast constant numeric := case when new.brand_color ~ '^#[0-9a-f]{6}$'
    then 1.05 / (engine.luminance(new.brand_color) + 0.05) end;
begin
  if contrast < 4.5 then
    perform engine.refuse('contrast_too_low', 'White letters could not be read on this colour; take a darker one',
      '{"field": "color"}');
  end if;
  return new;
end;
$$;
comment on function engine.check_appearance is 'Refuses (reason contrast_too_low) a colour on which white is not readable.';
create trigger settings__check_appearance
  before insert or update of brand_color on config.settings
  for each row execute function engine.check_appearance();

create function config.save_appearance(appearance jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_right('settings');
  if appearance ? 'name' then
    perform engine.require_label(appearance -> 'name');
  end if;
  update config.settings as s set
    name = coalesce(appearance -> 'name', s.name::jsonb),
    brand_color = case when appearance ? 'color' then lower(appearance ->> 'color') else s.brand_color end,
    logo = case when appearance ? 'logo' then appearance ->> 'logo' else s.logo end,
    default_theme = coalesce(appearance ->> 'theme', s.default_theme),
    default_density = coalesce(appearance ->> 'density', s.default_density),
    updated_at = now()
  where s.id;
  update engine.installation set configuration_version = configuration_version + 1 where id;
exception when check_violation then
  perform engine.refuse('invalid_appearance', 'A colour is #rrggbb, a logo a PNG or SVG of up to 64 kB',
    jsonb_build_object('rule', sqlerrm));
end;
$$;
comment on function config.save_appearance is
  'Changes name, color (#rrggbb or null), logo (data URL of a picture or null), theme and density. Needs the right settings.
Reasons right_missing, contrast_too_low, invalid_appearance, invalid_label.';

-- supabase/schemas/91_form_pages.sql
-- The doors of the form designer. All need the right entities.

create function config.forms_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', e.name, 'label', engine.label_of_entity(e.name), 'icon', e.icon, 'group', e.group_key,
      'isHidden', e.is_hidden,
      'layouts', (select count(*) from config.forms as f where f.entity_id = e.id),
      'rules', (select count(*) from config.form_rules as r where r.entity_id = e.id and r.is_enabled),
      'enforced', (select count(*) from config.form_rules as r where r.entity_id = e.id and r.is_enabled and r.is_enforced)
    ) order by e.position, e.name), '[]')
    from config.entities as e
  );
end;
$$;
comment on function config.forms_page is 'All entities with the number of their layouts and rules. Needs the right entities.';

create function config.form_page(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  shown config.entities;
  document jsonb;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  document := engine.form_document(shown.id);
  return document || jsonb_build_object(
    'version', engine.document_version(document),
    'label', engine.label_of_entity(shown.name),
    'fields', engine.field_rows(shown),
    'roles', (
      select coalesce(jsonb_agg(engine.role_json(r) order by r.rank, r.key), '[]')
      from config.roles as r
      where exists (
        select from config.permissions as p where p.role_id = r.id and p.entity_id = shown.id and p.action = 'read'
      )
    ),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'label', v.label, 'entity', e.name) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    )
  );
end;
$$;
comment on function config.form_page is
  'Layouts and rules of an entity with the version to hand back, its fields and the roles that read it. Reason unknown_entity.';

create function engine.require_form(entity text, document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  shown constant config.entities := engine.require_entity(entity);
begin
  if not engine.is_list(document -> 'layouts', 100) or not engine.is_list(document -> 'rules', 100) then
    perform engine.refuse('invalid_document', 'A form has a list of layouts and a list of rules', errcode => '22023');
  elsif document ? 'version' and document ->> 'version' <> engine.document_version(engine.form_document(shown.id)) then
    perform engine.refuse('changed_meanwhile', 'Somebody else changed this form; look at it again', errcode => 'PT409');
  elsif exists (
    select from jsonb_array_elements(document -> 'layouts') as l
    where l ->> 'role' is not null and not exists (select from config.roles as r where r.key = l ->> 'role')
  ) then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  elsif exists (
    select from jsonb_array_elements(document -> 'layouts') as l group by l ->> 'role' having count(*) > 1
  ) or exists (
    select from jsonb_array_elements(document -> 'rules') as r group by r ->> 'key' having count(*) > 1
  ) then
    perform engine.refuse('invalid_document', 'A role has one layout, a rule has a key of its own', errcode => '22023');
  end if;
  perform engine.check_layout(shown.name, l -> 'layout') from jsonb_array_elements(document -> 'layouts') as l;
  perform engine.check_form_rule(shown.name, r) from jsonb_array_elements(document -> 'rules') as r;
  return document || jsonb_build_object('entity', shown.name);
end;
$$;
comment on function engine.require_form is 'The document, when it can be saved. Reasons as config.save_form.';

create function engine.save_form(entity text, document jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
begin
  perform engine.require_right('entities');
  perform engine.lock_configuration();
  perform engine.write_form(engine.require_form(entity, document));
  perform engine.publish_forms(array[entity]);
  return engine.record_version(coalesce(nullif(btrim(note), ''), format('Form of %s', engine.label_of_entity(entity) ->> 'en')));
end;
$$;
comment on function engine.save_form is 'The work behind config.save_form.';

create function config.save_form(entity text, document jsonb, note text default '')
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  return engine.save_form(entity, document, note);
end;
$$;
comment on function config.save_form is
  'Saves layouts and rules of an entity and compiles the enforced ones, in one transaction; returns the number of the
version. Reasons right_missing, changed_meanwhile (409), unknown_entity, unknown_role, unknown_field, invalid_layout,
invalid_form_rule, invalid_condition, invalid_preset, rule_…, show_is_not_enforced, busy.';

create function config.count_rule_breaks(entity text, rule jsonb)
returns bigint
language plpgsql stable security definer set search_path = '' -- counts as the owner
as $$
declare
  shown config.entities;
  kind constant text := rule ->> 'kind';
  broken text;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  if kind not in ('require', 'check') then
    return 0;
  end if;
  perform engine.check_condition(rule -> 'condition');
  broken := engine.condition_sql(shown.name, 't', rule -> 'condition');
  if kind = 'check' then
    broken := format('not coalesce(%s, false)', broken);
  else
    broken := format('%s and (%s)', broken, (
      select string_agg(engine.emptiness_sql(format('t.%I', c.column_name), c.type_name), ' or ')
      from engine.columns as c
      where c.table_name = shown.name and c.column_name = any (engine.text_array(rule -> 'fields'))
    ));
  end if;
  return engine.count_broken(shown.name, broken);
end;
$$;
comment on function config.count_rule_breaks is
  'How many records break a rule now; once it is enforced they can only be saved when they are put right.';

create function engine.count_broken(table_name text, condition text)
returns bigint
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_rows bigint;
begin
  execute format('select count(*) from public.%I as t where %s', table_name, coalesce(condition, 'false')) into found_rows;
  return found_rows;
end;
$$;
comment on function engine.count_broken is 'Rows of a table (alias t) for which a compiled condition holds.';

-- supabase/schemas/91_forms.sql
-- Designing forms: layouts and rules of an entity are one document, saved and compiled in one transaction.

-- Writes only what differs, so that the audit log shows what was meant.
create function engine.write_form(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  its_entity constant uuid := engine.entity_id(document ->> 'entity');
begin
  with wanted as (
    select r.id as role_id, w ->> 'role' as role_key, w -> 'layout' as layout
    from jsonb_array_elements(coalesce(document -> 'layouts', '[]')) as w left join config.roles as r on r.key = w ->> 'role'
  ), gone as (
    delete from config.forms as f
    where f.entity_id = its_entity and not exists (
      select from wanted as w where w.role_id is not distinct from f.role_id and (w.role_key is null or w.role_id is not null)
    )
  )
  insert into config.forms as f (entity_id, role_id, layout)
  select its_entity, w.role_id, w.layout from wanted as w where w.role_key is null or w.role_id is not null
  on conflict on constraint one_form_for_each_role do update set layout = excluded.layout
  where f.layout is distinct from excluded.layout;

  with wanted as (
    select w.*, place
    from jsonb_array_elements(coalesce(document -> 'rules', '[]')) with ordinality as t (item, place)
    cross join lateral jsonb_populate_record(null::config.form_rules, item || jsonb_build_object(
      'value', nullif(item -> 'value', 'null'), 'message', nullif(item -> 'message', 'null')
    )) as w
  ), gone as (
    delete from config.form_rules as r
    where r.entity_id = its_entity and not exists (select from wanted as w where w.key = r.key)
  )
  insert into config.form_rules as r
    (entity_id, key, label, kind, fields, condition, value, message, is_enforced, is_enabled, position)
  select its_entity, w.key, w.label, w.kind, coalesce(w.fields, '{}'), w.condition, w.value, w.message,
    coalesce(w.is_enforced, false), coalesce(w.is_enabled, true), w.place
  from wanted as w
  on conflict on constraint rule_has_a_key_of_its_own do update set
    label = excluded.label, kind = excluded.kind, fields = excluded.fields, condition = excluded.condition,
    value = excluded.value, message = excluded.message, is_enforced = excluded.is_enforced,
    is_enabled = excluded.is_enabled, position = excluded.position
  where engine.form_rule_json(r) is distinct from engine.form_rule_json(excluded) or r.position <> excluded.position;
end;
$$;
comment on function engine.write_form is 'Makes layouts and rules of an entity what a document says, without compiling them.';

create function engine.define_form(entity text, layout jsonb, rules jsonb default '[]')
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.check_layout(entity, layout);
  perform engine.check_form_rule(entity, r) from jsonb_array_elements(rules) as r;
  perform engine.write_form(jsonb_build_object(
    'entity', entity, 'layouts', jsonb_build_array(jsonb_build_object('role', null, 'layout', layout)), 'rules', rules
  ));
end;
$$;
comment on function engine.define_form is 'For setup by SQL: the form of an entity for everybody; compiled by the next sync.';

create function engine.without_gone_fields(document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  fields constant jsonb := (
    select jsonb_object_agg(f.name, '') from config.fields as f join config.entities as e on e.id = f.entity_id
    where e.name = document ->> 'entity'
  );
  rule jsonb;
  rules jsonb := '[]';
begin
  for rule in select * from jsonb_array_elements(document -> 'rules') loop
    begin
      perform engine.check_form_rule(document ->> 'entity', rule);
      rules := rules || rule;
    exception when raise_exception or invalid_parameter_value then null; -- its fields do not exist any more
    end;
  end loop;
  return document || jsonb_build_object('rules', rules, 'layouts', (
    select coalesce(jsonb_agg(l || jsonb_build_object('layout', engine.layout_of(l -> 'layout', fields))), '[]')
    from jsonb_array_elements(document -> 'layouts') as l
  ));
end;
$$;
comment on function engine.without_gone_fields is 'A form without fields that are gone since, and without the rules about them.';

create function engine.write_forms(documents jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if documents is not null and documents is distinct from engine.forms_document() then
    perform engine.require_right('entities');
    perform engine.write_form(engine.without_gone_fields(coalesce(d, jsonb_build_object('entity', e.name, 'layouts', '[]'::jsonb, 'rules', '[]'::jsonb))))
    from config.entities as e left join jsonb_array_elements(documents) as d on d ->> 'entity' = e.name
    where engine.form_document(e.id) is distinct from d;
  end if;
end;
$$;
comment on function engine.write_forms is
  'Makes all forms what a configuration says; of what is gone since nothing comes back. Null = leaves them. Needs the right entities.';

create function engine.layout_section(label jsonb, columns integer, variadic fields text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('label', label, 'columns', columns, 'fields', (
    select jsonb_agg(case when name ~ '\*$' then jsonb_build_object('name', rtrim(name, '*'), 'width', columns)
      else jsonb_build_object('name', name) end order by place)
    from unnest(fields) with ordinality as f (name, place)
  ));
$$;
comment on function engine.layout_section is 'For setup by SQL: a section; a field that ends in * takes the whole width.';

create function engine.layout_tab(label jsonb, variadic sections jsonb[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('label', label, 'sections', to_jsonb(sections));
$$;
comment on function engine.layout_tab is 'For setup by SQL: a tab of a layout.';

create function engine.layout(variadic tabs jsonb[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('hidden', '[]'::jsonb, 'tabs', jsonb_agg(
    jsonb_build_object('key', 't' || t, 'label', tab -> 'label', 'sections', (
      select jsonb_agg('{}' || section || jsonb_build_object('key', format('s%s_%s', t, s)) order by s)
      from jsonb_array_elements(tab -> 'sections') with ordinality as i (section, s)
    )) order by t
  ))
  from unnest(tabs) with ordinality as j (tab, t);
$$;
comment on function engine.layout is 'For setup by SQL: a layout of these tabs, with keys.';

-- supabase/schemas/92_draft.sql
-- The draft as a page: what waits, in words, and what stands in the way of it. Versions tell their steps.

create function config.add_to_draft(changes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_changes(coalesce(changes, '[]'));
  insert into config.draft_changes (change, author_id)
  select c, engine.member_id() from jsonb_array_elements(changes) as c;
  -- Whatever the whole draft would be refused for is refused now.
  perform engine.plan(null);
end;
$$;
comment on function config.add_to_draft is
  'Puts changes of fields and entities behind those that wait. Needs the right entities. Reasons: those of the changes.';

create function config.drop_from_draft(change_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('entities');
  delete from config.draft_changes as d where d.id = change_id;
end;
$$;
comment on function config.drop_from_draft is 'Takes one change out of the draft. Needs the right entities.';

create function engine.draft_steps()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the changes and takes them back
as $$
declare
  waiting record;
  told jsonb := '[]';
  steps jsonb;
  problem text;
  detail text;
begin
  for waiting in
    select d.id, d.at, d.change, m.name as author
    from config.draft_changes as d left join config.members as m on m.id = d.author_id
    order by d.id
  loop
    problem := null;
    detail := null;
    begin
      steps := engine.make_changes(jsonb_build_array(waiting.change));
    exception when others then
      steps := '[]';
      get stacked diagnostics problem = message_text, detail = pg_exception_detail;
    end;
    told := told || jsonb_build_object('id', waiting.id, 'at', waiting.at, 'author', waiting.author, 'steps', steps,
      'problem', problem, 'detail', detail);
  end loop;
  return told;
end;
$$;
comment on function engine.draft_steps is 'Makes the changes of the draft one after the other and tells their steps, or why one cannot be made.';

create function config.draft_page()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the changes and takes them back
set lock_timeout = '2s'
as $$
declare
  told jsonb;
begin
  perform engine.require_right('entities');
  begin
    told := engine.draft_steps();
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return told;
end;
$$;
comment on function config.draft_page is
  'The changes that wait, each with author, time, steps, and the problem that it has by now. Needs the right entities.';

create function config.version_steps(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return (select v.steps from config.versions as v where v.id = version_id);
end;
$$;
comment on function config.version_steps is 'What a version did to fields, entities and everything else, as steps. Needs the right roles.';

-- supabase/schemas/92_file_contents.sql
-- Which tables of configuration stand in the file, and their rows with names instead of ids. A line here is all that
-- a table needs; entities with their fields, roles and scopes have ways of their own.

create table engine.file_sections (
  name text primary key,
  "position" integer not null,
  keys text[] not null,
  label engine.label not null,
  left_out text[] not null default '{}',
  only_where text not null default 'true',
  checked_by text,
  finished_by text
);
comment on table engine.file_sections is 'Tables of schema config whose rows stand in the configuration file.';
comment on column engine.file_sections.keys is 'What names a row: keys of its JSON, a dot leads deeper.';
comment on column engine.file_sections.left_out is 'Columns that stay behind, besides ids, stamps and members.';
comment on column engine.file_sections.checked_by is 'Function that refuses a row (jsonb) before it is written.';
comment on column engine.file_sections.finished_by is 'Function without arguments that compiles the rows once all is written.';
alter table engine.file_sections enable row level security;

insert into engine.file_sections (name, "position", keys, label, only_where, checked_by, finished_by)
values
  ('settings', 10, '{}', '{"en": "settings", "zh-CN": "设置"}', 'true', null, null),
  ('navigation_groups', 20, '{key}', '{"en": "group", "zh-CN": "分组"}', 'true', null, null),
  ('lookups', 35, '{entity,name}', '{"en": "lookup", "zh-CN": "引用字段"}', 'true', null, null),
  ('variables', 40, '{key}', '{"en": "variable", "zh-CN": "变量"}', 'true', null, null),
  ('operations', 45, '{name}', '{"en": "operation", "zh-CN": "操作"}', 'true', 'engine.check_file_operation', null),
  ('views', 70, '{entity,key}', '{"en": "view", "zh-CN": "视图"}', 't.sharing <> ''personal''', 'engine.check_file_view', null),
  ('view_defaults', 80, '{entity,role}', '{"en": "first view", "zh-CN": "默认视图"}', 'true', null, null),
  ('forms', 85, '{entity,role}', '{"en": "form", "zh-CN": "表单"}', 'true', 'engine.check_file_form', null),
  ('form_rules', 86, '{entity,key}', '{"en": "form rule", "zh-CN": "表单规则"}', 'true', 'engine.check_file_rule', 'engine.publish_forms');

create function engine.check_file_operation(operation jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.define_operation(operation ->> 'name', operation -> 'label', operation ->> 'entity');
$$;
comment on function engine.check_file_operation is 'Refuses an operation without a function. Reason unknown_function.';

create function engine.check_file_form(form jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.check_layout(form ->> 'entity', form -> 'layout');
$$;
comment on function engine.check_file_form is 'Refuses a layout that config.save_form would refuse.';

create function engine.check_file_rule(rule jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not read config
as $$
  select engine.check_form_rule(rule ->> 'entity', rule);
$$;
comment on function engine.check_file_rule is 'Refuses a rule that config.save_form would refuse.';

create function engine.check_file_view(view jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
begin
  if coalesce(view ->> 'sharing', '') not in ('shared', 'locked') then
    perform engine.refuse('invalid_view', 'A view of the file is shared or locked', errcode => '22023');
  elsif coalesce(view ->> 'key', '') !~ '^[a-z][a-z0-9_]{0,39}$' then
    perform engine.refuse('invalid_view', 'A view of the file has a key of small letters, digits and _', errcode => '22023');
  end if;
  perform engine.check_view_type(engine.entity_id(view ->> 'entity'), view ->> 'type', coalesce(view -> 'settings', '{}'));
  perform engine.check_view_settings(view ->> 'entity', coalesce(view -> 'settings', '{}'));
end;
$$;
comment on function engine.check_file_view is 'Refuses a view that config.save_view would refuse.';

create function engine.without_nulls(value jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(without_nulls.value) as e where e.value <> 'null';
$$;
comment on function engine.without_nulls is 'An object without those of its own keys that hold null.';

create view engine.file_references with (security_invoker = true) as
select child.relname::text as section, ca.attname::text as column_name, regexp_replace(ca.attname, '_id$', '') as key,
  parent.relname::text as target, n.name_sql
from pg_catalog.pg_constraint as c
join pg_catalog.pg_class as child on child.oid = c.conrelid and child.relnamespace = 'config'::regnamespace
join pg_catalog.pg_class as parent on parent.oid = c.confrelid and parent.relnamespace = 'config'::regnamespace
join pg_catalog.pg_attribute as ca on ca.attrelid = c.conrelid and ca.attnum = c.conkey[1]
join pg_catalog.pg_attribute as pa on pa.attrelid = c.confrelid and pa.attnum = c.confkey[1] and pa.attname = 'id'
left join (
  values ('entities', 'r.name'), (
    'fields', '(select e.name from config.entities as e where e.id = r.entity_id) || ''.'' || r.name'
  ), ('roles', 'r.key'), ('scopes', 'r.key'), ('views', 'r.key')
) as n (target, name_sql) on n.target = parent.relname
where c.contype = 'f' and cardinality(c.conkey) = 1;
comment on view engine.file_references is
  'Columns of configuration that hold an id of other configuration, and how the file names that; null for what stays behind.';

create function engine.file_row_sql(section engine.file_sections)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format('engine.without_nulls((to_jsonb(t) - %L::text[])%s)',
    section.left_out || array['id', 'created_at', 'updated_at', 'version'] || coalesce(array_agg(f.column_name), '{}'),
    string_agg(format(' || jsonb_build_object(%L, (select %s from config.%I as r where r.id = t.%I))',
      f.key, f.name_sql, f.target, f.column_name), '') filter (where f.name_sql is not null))
  from engine.file_references as f where f.section = section.name;
$$;
comment on function engine.file_row_sql is 'Expression that tells a row t of a section as the file does.';

create function engine.file_row_key(section engine.file_sections, file_row jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(string_agg(coalesce(file_row #>> string_to_array(k, '.'), ''), ' / ' order by n), '')
  from unnest(section.keys) with ordinality as t (k, n);
$$;
comment on function engine.file_row_key is 'What names a row of the file within its section.';

create function engine.file_rows(section engine.file_sections)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_rows jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(described order by described ->> ''entity'' collate "C",
       case when jsonb_typeof(described -> ''position'') = ''number'' then (described ->> ''position'')::numeric end,
       engine.file_row_key($1, described) collate "C"), ''[]'')
     from (select %s as described from config.%I as t where %s) as rows',
    engine.file_row_sql(section), section.name, section.only_where
  ) into found_rows using section;
  return found_rows;
end;
$$;
comment on function engine.file_rows is 'The rows of a section as the file has them.';

create function engine.find_reference(target text, name_sql text, wanted text, its_entity text)
returns uuid
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  found_id uuid;
begin
  execute format('select r.id from config.%I as r where %s = $1 %s', target, name_sql,
    case when target = 'views' then 'and r.entity_id = engine.entity_id($2) and r.sharing <> ''personal''' else '' end || ' order by r.id limit 1')
  into found_id using wanted, its_entity;
  if found_id is null then
    perform engine.refuse('unknown_in_file', format('The file names %s “%s”, which is not there', target, left(wanted, 100)),
      jsonb_build_object('target', target, 'name', left(wanted, 100)));
  end if;
  return found_id;
end;
$$;
comment on function engine.find_reference is 'Id of what the file names. Reason unknown_in_file.';

create function engine.nullable_columns(section engine.file_sections)
returns table (column_name text, key text)
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select a.attname::text, coalesce(f.key, a.attname::text)
  from pg_catalog.pg_attribute as a
  left join engine.file_references as f on f.section = section.name and f.column_name = a.attname
  where a.attrelid = format('config.%I', section.name)::regclass and a.attnum > 0 and not a.attisdropped
    and not a.attnotnull and a.attgenerated = '' and a.attname <> all (section.left_out)
    and (f.column_name is null or f.name_sql is not null);
$$;
comment on function engine.nullable_columns is 'Columns of a section that are empty where the file does not name them.';

create function engine.nullable_keys(section engine.file_sections)
returns text[]
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select array(select c.key from engine.nullable_columns(section) as c);
$$;
comment on function engine.nullable_keys is 'The same columns by their names in the file.';

create function engine.drop_file_row(section_name text, row_key text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  section engine.file_sections;
begin
  select s.* into section from engine.file_sections as s where s.name = section_name;
  execute format('delete from config.%I as t where %s and engine.file_row_key($1, %s) = $2',
    section.name, section.only_where, engine.file_row_sql(section)) using section, row_key;
end;
$$;
comment on function engine.drop_file_row is 'Removes a row of a section.';

create function engine.put_file_row(section_name text, file_row jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  section engine.file_sections;
  stored jsonb := file_row;
  reference record;
  columns text;
  written bigint;
begin
  select s.* into section from engine.file_sections as s where s.name = section_name;
  if section.checked_by is not null then
    execute format('select %s($1)', section.checked_by) using file_row;
  end if;
  for reference in
    select f.* from engine.file_references as f where f.section = section_name and f.name_sql is not null and file_row ? f.key
  loop
    stored := (stored - reference.key) || jsonb_build_object(reference.column_name, engine.find_reference(
      reference.target, reference.name_sql, file_row ->> reference.key, file_row ->> 'entity'
    ));
  end loop;
  stored := (
    select coalesce(jsonb_object_agg(c.column_name, null), '{}') from engine.nullable_columns(section) as c
  ) || stored;
  select string_agg(quote_ident(a.attname), ', ') into columns from pg_catalog.pg_attribute as a
  where a.attrelid = format('config.%I', section_name)::regclass and a.attnum > 0 and stored ? a.attname
    and a.attgenerated = '' and a.attname <> all (section.left_out || array['id', 'created_at', 'updated_at', 'version']);
  execute format('update config.%1$I as t set (%2$s) = (select %2$s from jsonb_populate_record(t, $3) as p)
    where %3$s and engine.file_row_key($1, %4$s) = engine.file_row_key($1, $2)',
    section_name, columns, section.only_where, engine.file_row_sql(section)) using section, file_row, stored;
  get diagnostics written = row_count;
  if written = 0 then
    execute format('insert into config.%1$I (%2$s) select %2$s from jsonb_populate_record(null::config.%1$I, $1)',
      section_name, columns) using stored;
  end if;
end;
$$;
comment on function engine.put_file_row is 'Writes a row of a section: changes the one of that name or adds it.';

-- supabase/schemas/92_file_document.sql
-- The configuration as one document that people read and compare: names instead of ids, no members, no secrets.

create function engine.without_defaults(value jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(without_defaults.value) as e
  where e.value not in ('null', 'false', '{}', '[]');
$$;
comment on function engine.without_defaults is 'An object without those of its own keys that say nothing: null, false, {} and [].';

-- Only literals and our three words; what else a column starts with belongs to whoever made the table.
create function engine.default_json(expression text, type text)
returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' -- reads field types
as $$
declare
  literal jsonb;
  fallback jsonb;
begin
  if expression ~ '^engine\.(today|member_id)\(\)$' or expression = 'now()' then
    return jsonb_build_object('variable', case expression
      when 'now()' then 'now' when 'engine.today()' then 'today' else 'me' end);
  elsif expression !~ '^(''([^'']|'''')*''(::[a-z0-9 ,()\[\]]+)?|[(]?-?[0-9.]+[)]?(::[a-z0-9 ,()]+)?|true|false)$' then
    return null;
  end if;
  execute format('select to_jsonb(%s)', expression) into literal;
  execute (select format('select to_jsonb(%L::%s)', t.fallback, t.column_type) from engine.field_types as t where t.name = type)
    into fallback;
  return nullif(literal, fallback);
exception when others then
  return null;
end;
$$;
comment on function engine.default_json is 'The default of a column as a field change says it; null for none, and for one of others.';

-- The table of links has a name of its own in every database.
create function engine.links_in_file(field config.fields)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when field.options ? 'links' then jsonb_strip_nulls(jsonb_build_object(
    'target', field.options -> 'links' -> 'entity', 'on_delete', case when exists (
      select from pg_catalog.pg_constraint as c
      where c.conrelid = to_regclass(format('public.%I', field.options -> 'links' ->> 'table')) and c.contype = 'f'
        and c.confdeltype = 'r'
    ) then 'refuse' end
  )) else '{}' end;
$$;
comment on function engine.links_in_file is 'What a relation to many points at, as a change that adds one says it; {} for any other field.';

create function engine.file_fields(entity config.entities)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with columns as materialized (
    select c.* from engine.columns as c where c.table_name = entity.name
  ), labels as materialized (
    select l.* from engine.labels as l where l.table_oid = to_regclass(format('public.%I', entity.name))
  ), uniques as materialized (
    select u.column_name from engine.unique_columns as u where u.table_name = entity.name
  ), targets as materialized (
    select k.column_name, k.target_table from engine.foreign_keys as k
    where k.table_name = entity.name and k.target_schema = 'public'
  )
  select coalesce(jsonb_agg(engine.without_defaults(jsonb_build_object(
    'name', f.name, 'type', f.type,
    'label', coalesce(f.label::jsonb, l.label, engine.label_of_name(f.name)), 'help', l.help,
    'options', f.options - 'links' || engine.links_in_file(f) || coalesce((
      select jsonb_build_object('target', t.target_table) from targets as t
      where t.column_name = f.name and f.type = 'relation' limit 1
    ), '{}'),
    'is_hidden', f.is_hidden, 'is_made_here', f.is_made_here
  ) || case when f.is_made_here and not c.is_generated and not f.is_read_only then jsonb_build_object(
    'is_required', c.is_required,
    'is_unique', exists (select from uniques as u where u.column_name = f.name),
    'is_indexed', to_regclass(format('public.%I', engine.short_name(format('%s_%s_idx', entity.name, f.name)))) is not null,
    'default', engine.default_json(pg_get_expr(d.adbin, d.adrelid), f.type)
  ) else '{}' end) order by f.position, f.name), '[]')
  from config.fields as f
  join columns as c on c.column_name = f.name
  left join labels as l on l.column_number = c.column_number
  left join pg_catalog.pg_attrdef as d on d.adrelid = c.table_oid and d.adnum = c.column_number
  where f.entity_id = entity.id and f.name !~ '_(grams|hash)$';
$$;
comment on function engine.file_fields is 'The fields of an entity as the file has them, in their order.';

create function engine.file_entities()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(engine.without_defaults(jsonb_build_object(
    'name', e.name, 'origin', e.origin, 'label', engine.label_of_entity(e.name), 'help', l.help, 'group', e.group_key,
    'icon', e.icon, 'position', e.position, 'is_hidden', e.is_hidden, 'title_field', e.title_field,
    'search_fields', e.search_fields, 'list_fields', e.list_fields, 'default_sort', e.default_sort
  )) || jsonb_build_object('fields', engine.file_fields(e)) order by e.position, e.name collate "C"), '[]')
  from config.entities as e
  left join engine.labels as l on l.table_oid = to_regclass(format('public.%I', e.name)) and l.column_number = 0;
$$;
comment on function engine.file_entities is 'All entities with their fields as the file has them.';

create function engine.sorted(list jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select case when jsonb_typeof(list) = 'array' then (
    select coalesce(jsonb_agg(item order by item #>> '{}' collate "C"), '[]') from jsonb_array_elements(list) as item
  ) else list end;
$$;
comment on function engine.sorted is 'A list of texts in an order that no database disagrees about; anything else as it is.';

create function engine.file_role(document jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select '{"rank": 50, "is_active": true, "requires_mfa": false, "can_view_as": false}' || document || jsonb_build_object(
    'may_configure', coalesce(engine.sorted(document -> 'may_configure'), '[]'),
    'operations', coalesce(engine.sorted(document -> 'operations'), '[]'),
    'permissions', (
      select coalesce(jsonb_agg(engine.without_defaults(p - 'fields')
        || case when jsonb_typeof(p -> 'fields') = 'array' then jsonb_build_object('fields', engine.sorted(p -> 'fields')) else '{}' end
        order by p ->> 'entity' collate "C", p ->> 'action' collate "C"), '[]')
      from jsonb_array_elements(document -> 'permissions') as p
    )
  );
$$;
comment on function engine.file_role is 'A role as the file has it: everything sorted, nothing that says nothing.';

create function engine.configuration_file()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'format', 'kontor/1',
    'entities', engine.file_entities(),
    'scopes', (
      select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition)
        order by s.key collate "C"), '[]')
      from config.scopes as s
    ),
    'roles', (
      select coalesce(jsonb_agg(engine.file_role(engine.role_document(r.id)) order by r.rank, r.key collate "C"), '[]')
      from config.roles as r
    )
  ) || (
    select jsonb_object_agg(s.name, engine.file_rows(s)) from engine.file_sections as s
    where to_regclass(format('config.%I', s.name)) is not null
  );
$$;
comment on function engine.configuration_file is 'The whole configuration as the file has it.';

create function config.configuration_file()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_right('roles');
  return engine.configuration_file();
end;
$$;
comment on function config.configuration_file is
  'The whole configuration with names instead of ids: no members, no secrets. Needs the rights entities and roles.';

-- supabase/schemas/92_file_gaps.sql
-- What lies between the file and the database, as changes of fields and entities. Asked again after every pass:
-- a relation waits for its target, a formula for its fields.

create function engine.differing(wanted jsonb, present jsonb, keys text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(k, coalesce(wanted -> k, case when k like 'is\_%' then 'false' else 'null' end::jsonb)), '{}')
  from unnest(keys) as k where wanted -> k is distinct from present -> k;
$$;
comment on function engine.differing is 'Those of the keys that differ, with what is wanted; what is not said is false or null.';

-- As far as the roles are there; what they may do at last is written after all fields.
create function engine.access_in_file(file jsonb, entity_name text, field_name text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with covered as (
    select distinct r.role ->> 'key' as key, p ->> 'action' = 'read' as is_read
    from jsonb_array_elements(file -> 'roles') as r (role), jsonb_array_elements(r.role -> 'permissions') as p
    where p ->> 'entity' = entity_name and p ->> 'action' in ('read', 'create', 'update')
      and (not p ? 'fields' or p -> 'fields' ? field_name)
      and exists (
        select from config.permissions as held join config.roles as k on k.id = held.role_id and k.key = r.role ->> 'key'
        join config.entities as e on e.id = held.entity_id and e.name = entity_name
        where held.action = 'read'
      )
  )
  select case when file ? 'roles' then jsonb_build_object(
    'see', (select coalesce(jsonb_agg(c.key), '[]') from covered as c where c.is_read),
    'edit', (select coalesce(jsonb_agg(c.key), '[]') from covered as c where not c.is_read)
  ) end;
$$;
comment on function engine.access_in_file is 'Who sees and edits a new field by the file, among the roles that reach its entity now.';

create function engine.field_gap(entity_name text, wanted jsonb, present jsonb)
returns setof jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  head constant jsonb := jsonb_build_object('entity', entity_name, 'field', wanted -> 'name');
  -- Looks only: they need no other column, and the database knows them of fields of the app, too.
  looks constant text[] := case when (present ->> 'is_made_here')::boolean then array['unit', 'currency', 'currency_field']
    else array(select k from jsonb_object_keys(coalesce(wanted -> 'options', '{}') || coalesce(present -> 'options', '{}')) as k
      where k not in ('choices', 'formula', 'target', 'max', 'scale')) end;
  options constant jsonb := coalesce(wanted -> 'options', '{}');
  old_options constant jsonb := coalesce(present -> 'options', '{}');
  changed jsonb;
begin
  if old_options ? 'rollup' and options ? 'rollup' and options -> 'rollup' <> old_options -> 'rollup' then
    return next head || '{"kind": "change_rollup"}' || jsonb_build_object('options', options -> 'rollup');
    return;
  end if;
  if wanted ->> 'type' <> present ->> 'type'
    or engine.differing(options, old_options, array['max', 'scale', 'target']) <> '{}'
  then
    return next head || '{"kind": "change_type"}' || jsonb_build_object('type', wanted -> 'type', 'options', options);
    return;
  end if;
  changed := engine.differing(wanted, present,
    array['label', 'help', 'is_hidden', 'is_required', 'is_unique', 'is_indexed', 'default']);
  if options - looks <> old_options - looks then
    changed := changed || jsonb_build_object('options', options);
  end if;
  if changed <> '{}' then
    return next head || '{"kind": "change_field"}' || changed;
  end if;
  changed := engine.differing(options, old_options, looks);
  if changed <> '{}' then
    return next head || '{"kind": "set_options"}' || jsonb_build_object('options', changed);
  end if;
end;
$$;
comment on function engine.field_gap is 'Changes that bring a field to what the file says.';

create function engine.field_gaps(file jsonb, wanted jsonb, present jsonb)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  entity_name constant text := wanted ->> 'name';
  pair record;
begin
  for pair in
    select coalesce(w.field, p.field) ->> 'name' as name, engine.without_defaults(w.field) as wanted, p.field as present
    from (
      select f as field, f ->> 'name' as name, n from jsonb_array_elements(wanted -> 'fields') with ordinality as t (f, n)
    ) as w
    full join (select f as field, f ->> 'name' as name from jsonb_array_elements(present -> 'fields') as f) as p using (name)
    order by w.n nulls first
  loop
    if pair.present is null and exists (
      select from config.trash as t where t.entity_name = wanted ->> 'name' and t.field_name = pair.name
    ) then
      return next jsonb_build_object('kind', 'restore_field', 'entity', entity_name, 'field', pair.name);
    elsif pair.present is null then
      return next jsonb_build_object('kind', 'add_field', 'entity', entity_name) || pair.wanted
        -- A rollup takes its type from what it counts or adds.
        || case when pair.wanted -> 'options' ? 'rollup'
          then jsonb_build_object('type', 'rollup', 'options', pair.wanted -> 'options' -> 'rollup') else '{}' end
        || engine.without_nulls(jsonb_build_object('access', engine.access_in_file(file, entity_name, pair.name)));
    elsif pair.wanted is null or pair.wanted = '{}' then
      return next jsonb_build_object('kind', 'trash_field', 'entity', entity_name, 'field', pair.name);
    else
      return query select * from engine.field_gap(entity_name, pair.wanted, pair.present);
    end if;
  end loop;
end;
$$;
comment on function engine.field_gaps is 'Changes that bring the fields of an entity to the file.';

create function engine.order_gap(wanted jsonb, present jsonb)
returns setof jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('kind', 'order_fields', 'entity', wanted -> 'name', 'fields', jsonb_path_query_array(wanted, '$.fields[*].name'))
  where jsonb_path_query_array(wanted, '$.fields[*].name') <> jsonb_path_query_array(present, '$.fields[*].name')
    and engine.sorted(jsonb_path_query_array(wanted, '$.fields[*].name'))
      = engine.sorted(jsonb_path_query_array(present, '$.fields[*].name'));
$$;
comment on function engine.order_gap is 'Puts fields in the order of the file, once they are the same.';

create function engine.entity_gaps(file jsonb)
returns setof jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  there constant jsonb := engine.file_entities();
  pair record;
  looks jsonb;
begin
  for pair in
    select coalesce(w.entity, p.entity) ->> 'name' as name, w.entity as wanted, p.entity as present
    from (
      select e as entity, e ->> 'name' as name, n from jsonb_array_elements(file -> 'entities') with ordinality as t (e, n)
    ) as w
    full join (select e as entity, e ->> 'name' as name from jsonb_array_elements(there) as e) as p using (name)
    where w.entity is distinct from p.entity
    order by p.entity is not null, w.n nulls last
  loop
    if pair.present is null and exists (
      select from config.trash as t where t.entity_name = pair.name and t.field_name is null
    ) then
      return next jsonb_build_object('kind', 'restore_entity', 'entity', pair.name);
    elsif pair.present is null then
      return next case when pair.wanted ->> 'origin' = 'adopted'
        then jsonb_build_object('kind', 'adopt_table', 'table', pair.name, 'entity', pair.name)
        else jsonb_build_object('kind', 'create_entity', 'entity', pair.name) end
        || (pair.wanted - array['fields', 'origin', 'title_field', 'search_fields', 'list_fields', 'default_sort']);
    elsif pair.wanted is null then
      return next jsonb_build_object('kind', 'trash_entity', 'entity', pair.name);
    else
      return query select * from engine.field_gaps(file, pair.wanted, pair.present);
      -- What cannot be empty stays as it is where the file does not say it.
      looks := engine.differing(engine.without_defaults(pair.wanted), pair.present, array['help', 'group', 'icon', 'is_hidden',
        'search_fields', 'list_fields', 'default_sort'] || array(
          select k from unnest(array['label', 'position', 'title_field']) as k where pair.wanted ? k
        ));
      if looks <> '{}' then
        return next jsonb_build_object('kind', 'change_entity', 'entity', pair.name) || looks || (
          select coalesce(jsonb_object_agg(k, '[]'::jsonb), '{}') from unnest(array['search_fields', 'list_fields', 'default_sort']) as k
          where looks -> k = 'null'
        );
      end if;
      return query select * from engine.order_gap(pair.wanted, pair.present);
    end if;
  end loop;
end;
$$;
comment on function engine.entity_gaps is 'Changes of entities and fields that bring the database to the file, as far as they can be made now.';

create function engine.plan_set_options(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  options constant jsonb := change -> 'options';
begin
  if jsonb_typeof(options) is distinct from 'object' or length(options::text) > 4096
    or options ?| array['choices', 'formula', 'target', 'max', 'scale']
  then
    perform engine.refuse('invalid_value', 'These options need a change of the field itself', '{"setting": "options"}');
  end if;
  return next engine.step('change_field', entity.name || '.' || field.name,
    format('Change the settings of “%s”', label ->> 'en'), format('修改“%s”的设置', label ->> 'zh-CN'),
    format('update config.fields set options = engine.without_nulls(options || %L) where id = %L', options, field.id));
end;
$$;
comment on function engine.plan_set_options is 'Step for options that are looks only; null takes one away. Reason invalid_value.';

-- supabase/schemas/92_file_steps.sql
-- The file becomes the configuration: every difference as a step with words and SQL, all in one transaction or none.

create function engine.require_file(file jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  names text;
begin
  if jsonb_typeof(file) is distinct from 'object' or file ->> 'format' is distinct from 'kontor/1' or exists (
    select from jsonb_each(file) as e where e.key <> 'format' and jsonb_typeof(e.value) <> 'array'
  ) then
    perform engine.refuse('unknown_format', 'This is no configuration file of format kontor/1', errcode => '22023');
  end if;
  select string_agg(e.key, ', ') into names from jsonb_each(file) as e
  where e.key not in ('format', 'entities', 'scopes', 'roles') and not exists (
    select from engine.file_sections as s where s.name = e.key and to_regclass(format('config.%I', s.name)) is not null
  );
  if names is not null then
    perform engine.refuse('unknown_section', format('Nothing here is called %s', left(names, 200)),
      jsonb_build_object('sections', left(names, 200)), '22023');
  end if;
  select string_agg(t.name, ', ') into names
  from (
    select x ->> 'name' as name from jsonb_array_elements(file -> 'entities') as x
    where coalesce(x ->> 'origin', 'app') = 'app' and not exists (select from config.entities as e where e.name = x ->> 'name')
    union
    select e.name from config.entities as e
    where e.origin = 'app' and file ? 'entities'
      and not exists (select from jsonb_array_elements(file -> 'entities') as x where x ->> 'name' = e.name)
  ) as t;
  if names is not null then
    perform engine.refuse('other_app', format('The file belongs to another app or version: %s', left(names, 300)),
      jsonb_build_object('entities', left(names, 300)));
  end if;
end;
$$;
comment on function engine.require_file is
  'Refuses what is no configuration file (unknown_format, unknown_section), or one of other tables (other_app).';

create function engine.name_of_row(section engine.file_sections, file_row jsonb, language text)
returns text
language sql stable security definer set search_path = '' -- reads configuration
as $$
  select coalesce(file_row -> 'label' ->> language, nullif(engine.file_row_key(section, file_row), ''), section.label ->> language);
$$;
comment on function engine.name_of_row is 'What people call a row of the file.';

create function engine.row_steps(section engine.file_sections, file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when is_removal then engine.step('remove_row', section.name,
      format('Remove the %s “%s”', section.label ->> 'en', engine.name_of_row(section, p.item, 'en')),
      format('删除%s“%s”', section.label ->> 'zh-CN', engine.name_of_row(section, p.item, 'zh-CN')),
      format('select engine.drop_file_row(%L, %L)', section.name, key), 'look_twice')
    else engine.step(case when p.item is null then 'add_row' else 'change_row' end, section.name,
      format('%s the %s “%s”', case when p.item is null then 'Add' else 'Change' end, section.label ->> 'en',
        engine.name_of_row(section, w.item, 'en')),
      format('%s%s“%s”', case when p.item is null then '添加' else '修改' end, section.label ->> 'zh-CN',
        engine.name_of_row(section, w.item, 'zh-CN')),
      format('select engine.put_file_row(%L, %L)', section.name, w.item)) end
  from (
    select item, engine.file_row_key(section, item) as key, n
    from jsonb_array_elements(file -> section.name) with ordinality as t (item, n)
  ) as w
  full join (
    select item, engine.file_row_key(section, item) as key from jsonb_array_elements(engine.file_rows(section)) as item
  ) as p using (key)
  where file ? section.name and case when is_removal then w.item is null
    else w.item is not null and (
      p.item is null or (p.item - engine.nullable_keys(section)) || engine.without_nulls(w.item) <> p.item
    ) end
  order by w.n;
$$;
comment on function engine.row_steps is 'Steps that add, change or remove the rows of a section.';

create function engine.put_file_role(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  written_id uuid;
begin
  insert into config.roles (key, label) values (document ->> 'key', document -> 'label')
  on conflict on constraint roles_key_key do nothing;
  select r.id into written_id from config.roles as r where r.key = document ->> 'key';
  perform engine.write_role(written_id, document);
end;
$$;
comment on function engine.put_file_role is 'Writes a role of the file without compiling it.';

create function engine.drop_file_role(role_key text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  if exists (
    select from config.member_roles as mr join config.roles as r on r.id = mr.role_id and r.key = role_key
  ) then
    perform engine.refuse('role_in_use', 'Members still hold this role: choose the role they get instead',
      jsonb_build_object('roles', jsonb_build_array(role_key)));
  end if;
  delete from config.roles as r where r.key = role_key;
  perform engine.drop_postgres_role(role_key);
end;
$$;
comment on function engine.drop_file_role is 'Removes a role that the file does not have. Reasons role_in_use, last_admin.';

create function engine.put_file_scope(scope jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_label(scope -> 'label');
  perform engine.check_condition(scope -> 'condition');
  perform engine.define_scope(scope ->> 'key', scope -> 'label', scope -> 'condition');
end;
$$;
comment on function engine.put_file_scope is 'Writes a scope of the file without compiling it. Reasons invalid_label, invalid_condition.';

create function engine.role_words(wanted jsonb, present jsonb)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array[
    format('Change the role “%s”: %s rights more, %s fewer', wanted -> 'label' ->> 'en', gained, lost),
    format('修改角色“%s”：增加 %s 项权限，减少 %s 项', wanted -> 'label' ->> 'zh-CN', gained, lost)
  ]
  from (
    select jsonb_array_length(engine.array_without(after, before)) as gained,
      jsonb_array_length(engine.array_without(before, after)) as lost
    from (select engine.document_rights(wanted) as after, engine.document_rights(present) as before) as rights
  ) as counts;
$$;
comment on function engine.role_words is 'What a changed role gains and loses, in words of both languages.';

create function engine.role_steps(file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with pairs as (
    select key, w.role as wanted, p.role as present, w.n
    from (
      select engine.file_role(r) as role, r ->> 'key' as key, n from jsonb_array_elements(file -> 'roles') with ordinality as t (r, n)
    ) as w
    full join (select engine.file_role(engine.role_document(r.id)) as role, r.key::text as key from config.roles as r) as p using (key)
    where file ? 'roles' and w.role is distinct from p.role
  )
  select case when is_removal then engine.step('remove_role', key,
      format('Remove the role “%s”', present -> 'label' ->> 'en'), format('删除角色“%s”', present -> 'label' ->> 'zh-CN'),
      format('select engine.drop_file_role(%L)', key), 'look_twice')
    when present is null then engine.step('add_role', key,
      format('Add the role “%s”', wanted -> 'label' ->> 'en'), format('添加角色“%s”', wanted -> 'label' ->> 'zh-CN'),
      format('select engine.put_file_role(%L)', wanted), 'look_twice')
    else engine.step('change_role', key, (engine.role_words(wanted, present))[1], (engine.role_words(wanted, present))[2],
      format('select engine.put_file_role(%L)', wanted), 'look_twice') end
  from pairs where (wanted is null) = is_removal
  -- Roles that may configure first: somebody must be admin at every moment.
  order by not (coalesce(wanted, present) -> 'may_configure') ? 'members', n;
$$;
comment on function engine.role_steps is 'Steps that add, change or remove roles.';

create function engine.scope_steps(file jsonb, is_removal boolean)
returns setof engine.step
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select case when is_removal then engine.step('remove_scope', key,
      format('Remove the row condition “%s”', p.scope -> 'label' ->> 'en'), format('删除行条件“%s”', p.scope -> 'label' ->> 'zh-CN'),
      format('delete from config.scopes where key = %L', key))
    else engine.step(case when p.scope is null then 'add_scope' else 'change_scope' end, key,
      format('%s the row condition “%s”', case when p.scope is null then 'Add' else 'Change' end, w.scope -> 'label' ->> 'en'),
      format('%s行条件“%s”', case when p.scope is null then '添加' else '修改' end, w.scope -> 'label' ->> 'zh-CN'),
      format('select engine.put_file_scope(%L)', w.scope), case when p.scope is null then 'none' else 'look_twice' end) end
  from (select s as scope, s ->> 'key' as key from jsonb_array_elements(file -> 'scopes') as s) as w
  full join (
    select jsonb_build_object('key', s.key, 'label', s.label, 'condition', s.condition) as scope, s.key::text as key
    from config.scopes as s
  ) as p using (key)
  where file ? 'scopes' and (w.scope is null) = is_removal and w.scope is distinct from p.scope
  order by key;
$$;
comment on function engine.scope_steps is 'Steps that add, change or remove scopes.';

-- supabase/schemas/92_file_use.sql
-- Plan and apply a configuration file.

create function engine.steps_around_entities(file jsonb, part text)
returns setof engine.step
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  section engine.file_sections;
begin
  for section in
    select s.* from engine.file_sections as s
    where to_regclass(format('config.%I', s.name)) is not null
      and case part when 'before' then s."position" < 30 when 'between' then s."position" between 30 and 49
        when 'after' then s."position" >= 50 when 'removals' then true end
    order by case part when 'removals' then -s."position" else s."position" end
  loop
    return query select * from engine.row_steps(section, file, part = 'removals');
  end loop;
end;
$$;
comment on function engine.steps_around_entities is 'Steps of the sections before, between and after entities and roles, and their removals.';

create function engine.execute_steps(steps engine.step[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  perform engine.execute_step(s) from unnest(steps) as s;
  return coalesce(to_jsonb(steps), '[]');
end;
$$;
comment on function engine.execute_steps is 'Executes steps one after the other; returns them.';

create function engine.make_entities(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  gaps jsonb[];
  gap jsonb;
  made jsonb;
  steps jsonb := '[]';
  has_moved boolean := true;
  passes integer := 0;
  code text;
  message text;
  detail text;
begin
  if not file ? 'entities' then
    return steps;
  end if;
  loop
    gaps := array(select g from engine.entity_gaps(file) as g);
    exit when gaps = '{}';
    passes := passes + 1;
    if not has_moved or passes > 8 then
      perform engine.refuse('not_exact', format('The file cannot be reached: %s', left(gaps[1]::text, 300)), jsonb_build_object('object', concat_ws('.', gaps[1] ->> 'entity', gaps[1] ->> 'field')))
      where code is null;
      raise exception using errcode = code, message = message, detail = coalesce(detail, '');
    end if;
    has_moved := false;
    code := null;
    foreach gap in array gaps loop
      begin
        made := engine.make_changes(jsonb_build_array(gap));
        steps := steps || made;
        has_moved := has_moved or made <> '[]';
      exception when others then
        -- What it waits for may come in this pass; if nothing comes any more, this is the answer.
        if code is null then
          get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail;
        end if;
      end;
    end loop;
    -- A list may name lookups, which need their fields first.
    begin
      made := engine.execute_steps(array(
        select r from engine.file_sections as s, engine.row_steps(s, file, false) as r where s.name = 'lookups'
      ));
      steps := steps || made;
      has_moved := has_moved or made <> '[]';
    exception when others then null;
    end;
  end loop;
  return steps;
end;
$$;
comment on function engine.make_entities is
  'Brings entities and fields to the file, in as many passes as they need for each other. Reason not_exact and those of the changes.';

create function engine.make_file(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  steps jsonb;
begin
  steps := engine.execute_steps(array(select s from engine.steps_around_entities(file, 'before') as s));
  steps := steps || engine.make_entities(file);
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'between') as s));
  steps := steps || engine.execute_steps(array(select s from engine.scope_steps(file, false) as s));
  steps := steps || engine.execute_steps(array(select s from engine.role_steps(file, false) as s));
  steps := steps || engine.execute_steps(array(select s from engine.role_steps(file, true) as s));
  steps := steps || engine.execute_steps(array(select s from engine.scope_steps(file, true) as s));
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'after') as s));
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'removals') as s));
  return steps;
end;
$$;
comment on function engine.make_file is 'Brings the configuration to the file without compiling it; returns the steps.';

create function engine.require_reach_of_file(file jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right(r) from unnest(array['entities', 'roles', 'views', 'settings']) as r;
  perform engine.require_file(file);
  perform engine.require_version(jsonb_build_object(
    'roles', case when file ? 'roles' then (
      -- An unchanged role as it stands: only what changes must be within reach.
      select coalesce(jsonb_agg(case when engine.file_role(w) = engine.file_role(engine.role_document(r.id))
        then engine.role_document(r.id) else engine.file_role(w) end), '[]')
      from jsonb_array_elements(file -> 'roles') as w left join config.roles as r on r.key = w ->> 'key'
    ) else engine.configuration_document() -> 'roles' end,
    'scopes', coalesce(file -> 'scopes', engine.configuration_document() -> 'scopes')
  ));
end;
$$;
comment on function engine.require_reach_of_file is
  'Refuses whoever may not configure everything, and roles above or beyond the caller. Reasons right_missing, above_own_rank.';

-- A file that contradicts itself would change something again each time.
create function engine.require_exact(file jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- tries the file once more
as $$
declare
  left_over constant jsonb := engine.make_file(file);
begin
  if left_over <> '[]' then
    perform engine.refuse('not_exact', format('The file contradicts itself: %s', left_over -> 0 -> 'words' ->> 'en'),
      jsonb_build_object('object', left_over -> 0 -> 'object'));
  end if;
end;
$$;
comment on function engine.require_exact is 'Refuses (reason not_exact) a file of which something is left to do after it was applied.';

create function config.plan_file(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the change and takes it back
set lock_timeout = '2s' set statement_timeout = '2min'
as $$
declare
  steps jsonb;
begin
  perform engine.require_reach_of_file(file);
  begin
    steps := engine.make_file(file);
    perform engine.require_exact(file) where steps <> '[]';
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return steps;
end;
$$;
comment on function config.plan_file is
  'What a configuration file would change, as steps with kind, object, words, risk and SQL; [] when all is as it says.
Changes nothing. Needs the rights entities, roles, views and settings.';

create function engine.apply_file(file jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  done jsonb;
  version_id bigint;
  finisher text;
begin
  perform engine.require_reach_of_file(file);
  perform engine.lock_configuration();
  done := engine.make_file(file);
  if done = '[]' then
    return null;
  end if;
  for finisher in select s.finished_by from engine.file_sections as s where s.finished_by is not null order by s."position" loop
    execute format('select %s()', finisher);
  end loop;
  perform engine.publish_roles(array(select r.key::text from config.roles as r order by r.rank, r.key));
  perform engine.require_exact(file);
  version_id := engine.record_version(coalesce(nullif(btrim(note), ''), 'Applied a configuration file'));
  update config.versions as v set steps = done where v.id = version_id;
  update engine.installation set configuration_version = configuration_version + 1 where id;
  notify pgrst, 'reload schema';
  return version_id;
end;
$$;
comment on function engine.apply_file is 'The work behind config.apply_file.';

select engine.add_helper('engine.apply_file(jsonb, text)');

create function config.apply_file(file jsonb, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = '' set statement_timeout = '2min'
as $$
declare
  version_id bigint;
begin
  version_id := engine.apply_file(file, note);
  if version_id is not null then
    perform engine.require_verified(engine.role_keys());
  end if;
  return version_id;
end;
$$;
comment on function config.apply_file is
  'Makes the configuration what a file says, in one transaction or not at all; returns the number of the version, null when
nothing differed. Needs the rights entities, roles, views and settings. Reasons: those of the changes, unknown_format,
unknown_section, other_app, unknown_in_file, role_in_use, above_own_rank, not_exact, verification_failed, busy.';

-- supabase/schemas/92_trash_entities.sql
-- Whole entities that go to the trash and come back: the configuration is kept, the table and its records stay 30 days.

-- Whatever hangs on the entity, by the catalog: what other files add later comes along by itself.
create function engine.rows_of_entity(entity_name text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  kept jsonb := (
    select jsonb_build_object('entities', jsonb_build_array(to_jsonb(e))) from config.entities as e where e.name = entity_name
  );
  link record;
  found_rows jsonb;
  has_grown boolean := true;
begin
  while has_grown loop
    has_grown := false;
    for link in
      select child.relname as child, ca.attname as child_column, parent.relname as parent, pa.attname as parent_column
      from pg_catalog.pg_constraint as c
      join pg_catalog.pg_class as child on child.oid = c.conrelid and child.relnamespace = 'config'::regnamespace
      join pg_catalog.pg_class as parent on parent.oid = c.confrelid and parent.relnamespace = 'config'::regnamespace
      join pg_catalog.pg_attribute as ca on ca.attrelid = c.conrelid and ca.attnum = c.conkey[1]
      join pg_catalog.pg_attribute as pa on pa.attrelid = c.confrelid and pa.attnum = c.confkey[1]
      where c.contype = 'f' and c.confdeltype = 'c' and cardinality(c.conkey) = 1
    loop
      execute format(
        'select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from config.%1$I as t
         where t.%2$I::text in (select p ->> %3$L from jsonb_array_elements($1) as p)
           and to_jsonb(t) not in (select k from jsonb_array_elements($2) as k)',
        link.child, link.child_column, link.parent_column
      ) into found_rows using coalesce(kept -> link.parent, '[]'), coalesce(kept -> link.child, '[]');
      if found_rows is not null then
        kept := kept || jsonb_build_object(link.child, coalesce(kept -> link.child, '[]') || found_rows);
        has_grown := true;
      end if;
    end loop;
  end loop;
  return kept;
end;
$$;
comment on function engine.rows_of_entity is 'All rows of configuration that would go with an entity, per table.';

-- Parents first, whatever the order of the tables; what lost its own parent meanwhile stays away.
create function engine.put_back_rows(kept jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  waiting jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('table', key, 'row', item)), '[]')
    from jsonb_each(kept), jsonb_array_elements(value) as item
  );
  missed jsonb;
  each jsonb;
begin
  loop
    missed := '[]';
    for each in select * from jsonb_array_elements(waiting) loop
      begin
        execute format('insert into config.%1$I overriding system value
          select (jsonb_populate_record(null::config.%1$I, $1)).*', each ->> 'table') using each -> 'row';
      exception when foreign_key_violation then
        missed := missed || each;
      end;
    end loop;
    exit when missed = '[]' or missed = waiting;
    waiting := missed;
  end loop;
end;
$$;
comment on function engine.put_back_rows is 'Writes back rows of configuration, without those whose parents are gone.';

create function engine.uses_of_entity(entity_name text)
returns text[]
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  select array(
    select k.table_name || '.' || k.column_name from engine.foreign_keys as k
    join config.entities as e on e.name = k.table_name
    join config.fields as f on f.entity_id = e.id and f.name = k.column_name
    where k.target_schema = 'public' and k.target_table = entity_name and k.table_name <> entity_name
    union
    select p.polname::text from pg_catalog.pg_depend as d
    join pg_catalog.pg_policy as p on d.classid = 'pg_catalog.pg_policy'::regclass and p.oid = d.objid
    where d.refobjid = to_regclass(format('public.%I', entity_name)) and p.polrelid <> d.refobjid
    union
    select v.relname::text from pg_catalog.pg_depend as d
    join pg_catalog.pg_rewrite as w on d.classid = 'pg_catalog.pg_rewrite'::regclass and w.oid = d.objid
    join pg_catalog.pg_class as v on v.oid = w.ev_class
    where d.refobjid = to_regclass(format('public.%I', entity_name)) and w.ev_class <> d.refobjid
    union
    select e.name || '.' || f.name from config.fields as f join config.entities as e on e.id = f.entity_id
    where entity_name in (f.options -> 'rollup' ->> 'entity', f.options -> 'links' ->> 'entity') and e.name <> entity_name
    union
    select v.key::text from config.variables as v join config.entities as e on e.id = v.entity_id and e.name = entity_name
    union
    select o.name::text from config.operations as o join config.entities as e on e.id = o.entity_id and e.name = entity_name
  );
$$;
comment on function engine.uses_of_entity is
  'Names of what needs an entity: relations of others, row rules of others, views, variables, operations.';

create function engine.trash_entity(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  insert into config.trash (entity_name, label, author_id, kept)
  values (trash_entity.entity_name, engine.label_of_entity(trash_entity.entity_name), engine.member_id(),
    engine.rows_of_entity(trash_entity.entity_name));
  delete from config.entities as e where e.name = trash_entity.entity_name;
end;
$$;
comment on function engine.trash_entity is 'Moves an entity to the trash with all that is needed to bring it back.';

create function engine.plan_trash_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  label constant jsonb := engine.label_of_entity(entity.name);
  uses text[];
  records bigint;
begin
  if entity.origin = 'app' then
    perform engine.refuse('built_in_entity', 'This came with the app, whose functions count on it: it can be renamed and hidden only',
      jsonb_build_object('entity', entity.name));
  end if;
  uses := engine.uses_of_entity(entity.name);
  if uses <> '{}' then
    perform engine.refuse('entity_in_use', format('%s is still used by %s', entity.name, array_to_string(uses, ', ')),
      jsonb_build_object('entity', entity.name, 'uses', array_to_string(uses, ', ')));
  end if;
  records := engine.count_where(entity.name, 'true');
  return next engine.step('trash_entity', entity.name,
    case entity.origin when 'created' then format('Move “%s” with its %s records to the trash; they stay for 30 days', label ->> 'en', records)
      else format('Show “%s” no more; its table stays as it is', label ->> 'en') end,
    case entity.origin when 'created' then format('将“%s”及其 %s 条记录移入回收站，保留 30 天', label ->> 'zh-CN', records)
      else format('不再显示“%s”，其数据表保持不变', label ->> 'zh-CN') end,
    format('select engine.trash_entity(%L)', entity.name),
    case when records > 0 and entity.origin = 'created' then 'destructive' else 'look_twice' end);
end;
$$;
comment on function engine.plan_trash_entity is 'Step that moves an entity to the trash. Reasons built_in_entity, entity_in_use with the uses.';

create function engine.restore_entity(entity_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  kept jsonb;
begin
  delete from config.trash as t
  where t.entity_name = restore_entity.entity_name and t.field_name is null
  returning t.kept into kept;
  perform engine.put_back_rows(kept);
end;
$$;
comment on function engine.restore_entity is 'Brings an entity back from the trash with fields, rights and views.';

create function engine.plan_restore_entity(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_trash config.trash;
begin
  select t.* into found_trash from config.trash as t
  where t.entity_name = change ->> 'entity' and t.field_name is null;
  if not found or to_regclass(format('public.%I', found_trash.entity_name)) is null then
    perform engine.refuse('not_in_trash', 'This is not in the trash any more', errcode => 'PT404');
  end if;
  return next engine.step('restore_entity', found_trash.entity_name,
    format('Bring back “%s” with its records, rights and views', found_trash.label ->> 'en'),
    format('恢复“%s”及其记录、权限和视图', found_trash.label ->> 'zh-CN'),
    format('select engine.restore_entity(%L)', found_trash.entity_name));
end;
$$;
comment on function engine.plan_restore_entity is 'Step that brings an entity back. Reason not_in_trash (404).';

create function engine.empty_trash_of_entities()
returns void
language plpgsql volatile security definer set search_path = '' -- a job, runs DDL
as $$
declare
  old config.trash;
begin
  for old in select t.* from config.trash as t where t.at < now() - interval '30 days' and t.field_name is null loop
    if old.kept #>> '{entities,0,origin}' = 'created' then
      perform engine.lock_tables(array[old.entity_name::text]);
      -- Only columns that lie in the trash themselves can still point here.
      execute format('drop table if exists public.%I cascade', old.entity_name);
    end if;
    delete from config.trash as t where t.entity_name = old.entity_name;
  end loop;
end;
$$;
comment on function engine.empty_trash_of_entities is
  'Drops tables created in the app that have been in the trash for 30 days, and forgets tables of others; a job.';
insert into engine.jobs (key, routine, every) values ('empty_trash_of_entities', 'engine.empty_trash_of_entities()', '1 hour');

-- supabase/schemas/93_define_view.sql
-- Views that an app brings along.

create function engine.define_view(entity text, label jsonb, type text, settings jsonb)
returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  its_entity constant uuid := engine.entity_id(entity);
  saved_id uuid;
begin
  perform engine.require_label(label);
  perform engine.check_view_type(its_entity, type, settings);
  perform engine.check_view_settings(entity, settings);
  update config.views as v set type = define_view.type, settings = define_view.settings, version = v.version + 1
  where v.entity_id = its_entity and v.owner_id is null
    and v.key = engine.free_key(define_view.label ->> 'en', 'view', '{}')
  returning v.id into saved_id;
  if not found then
    insert into config.views (entity_id, type, label, sharing, settings, position)
    select its_entity, define_view.type, define_view.label, 'shared', define_view.settings,
      coalesce(max(v.position), 0) + 1
    from config.views as v where v.entity_id = its_entity
    returning id into saved_id;
  end if;
  return saved_id;
end;
$$;
comment on function engine.define_view is
  'A shared view of the app, told by the key that its label makes; everybody who may configure views can change it. Returns its id.
Reasons invalid_view, view_needs_field, invalid_condition, unknown_entity.';

-- supabase/schemas/93_own_indexes.sql
-- Indexes that somebody accepted for a slow list. They are built and removed outside of transactions, so that nobody
-- waits: by the local server's timer, on Supabase by pg_cron. Only what is wanted is stored; what is there, the catalog knows.

create table config.own_indexes (
  name engine.identifier primary key,
  entity_id uuid not null references config.entities (id) on delete cascade,
  columns jsonb not null,
  is_wanted boolean not null default true,
  attempts integer not null default 0,
  problem text,
  created_by uuid references config.members (id) on delete set null,
  created_at timestamptz not null default now()
);
comment on table config.own_indexes is 'Indexes offered by the cost check and accepted; a removed one stays until it is gone.';
comment on column config.own_indexes.columns is 'Up to four of {"field", "descending"}.';
create index own_indexes_entity_id_idx on config.own_indexes (entity_id);
create index own_indexes_created_by_idx on config.own_indexes (created_by);
alter table config.own_indexes enable row level security;

do $$
declare
  event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute engine.audit_trigger_sql('config.own_indexes', event, '{name}');
  end loop;
end;
$$;

create function config.create_index(entity text, columns jsonb)
returns text
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
declare
  its_entity uuid;
  its_name text;
begin
  perform engine.require_right('views');
  its_entity := engine.entity_id(entity);
  perform engine.require_readable(its_entity);
  if jsonb_typeof(columns) is distinct from 'array' or jsonb_array_length(columns) not between 1 and 4 or exists (
    select from jsonb_array_elements(columns) as item
    where jsonb_typeof(item) <> 'object' or not coalesce(
      engine.readable_fields(engine.role_name(engine.current_role_key())) -> entity ? (item ->> 'field'), false
    )
  ) then
    perform engine.refuse('invalid_index', 'An index has one to four fields that you may read', errcode => '22023');
  elsif engine.has_index(entity, columns) then
    perform engine.refuse('index_exists', 'There is such an index already');
  elsif (select count(*) from config.own_indexes as i where i.entity_id = its_entity and i.is_wanted) >= 10 then
    perform engine.refuse('too_many_indexes', 'Ten indexes were made for this already: remove one that is not used');
  end if;
  -- The same columns have the same name, so that two people ask for one index.
  its_name := left(entity, 30) || '_own_' || left(md5(columns::text), 12);
  insert into config.own_indexes (name, entity_id, columns, created_by)
  values (its_name, its_entity, columns, engine.member_id())
  on conflict (name) do update set is_wanted = true, attempts = 0, problem = null;
  return its_name;
end;
$$;
comment on function config.create_index is
  'Asks for an index; it is built within a minute or two while everybody goes on working. Returns its name.
Reasons right_missing, invalid_index, index_exists, too_many_indexes.';

create function config.remove_index(index_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('views');
  update config.own_indexes as i set is_wanted = false, attempts = 0, problem = null where i.name = index_name;
  if not found then
    perform engine.refuse('unknown_index', 'This index was not made here', errcode => 'PT404');
  end if;
end;
$$;
comment on function config.remove_index is 'Lets go of an index that was made here. Reasons right_missing, unknown_index.';

create function engine.index_state(index_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when i.indexrelid is null then 'absent'
    when exists (select from pg_catalog.pg_stat_progress_create_index as p where p.index_relid = i.indexrelid) then 'building'
    when i.indisvalid then 'ready'
    else 'broken' -- a build that was interrupted leaves it behind
  end
  from (select to_regclass(format('public.%I', index_name)) as found) as f
  left join pg_catalog.pg_index as i on i.indexrelid = f.found;
$$;
comment on function engine.index_state is 'absent, building, ready or broken.';

create function engine.next_index_statement()
returns text
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  next record;
begin
  delete from config.own_indexes as i where not i.is_wanted and engine.index_state(i.name) = 'absent';
  select i.*, e.name as entity, engine.index_state(i.name) as state into next
  from config.own_indexes as i join config.entities as e on e.id = i.entity_id
  where i.attempts < 3 and to_regclass(format('public.%I', e.name)) is not null
    and engine.index_state(i.name) = any (case when i.is_wanted then '{absent,broken}'::text[] else '{ready,broken}' end)
  order by i.created_at limit 1;
  if not found then
    return null;
  elsif next.state <> 'absent' then
    if not next.is_wanted then
      update config.own_indexes as i set attempts = attempts + 1 where i.name = next.name;
    end if;
    return format('drop index concurrently if exists public.%I', next.name);
  end if;
  update config.own_indexes as i set attempts = attempts + 1, problem = null where i.name = next.name;
  return format('create index concurrently if not exists %I on public.%I (%s)', next.name, next.entity, (
    select string_agg(format('%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
      ', ' order by position)
    from jsonb_array_elements(next.columns) with ordinality as c (item, position)
  ));
end;
$$;
comment on function engine.next_index_statement is
  'What has to be run next, outside of a transaction, so that the indexes are those that are wanted; null when all is
done. An interrupted build is dropped first; after three attempts an index is given up.';

create function engine.note_index_problem(problem text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  update config.own_indexes as i set problem = left(note_index_problem.problem, 500)
  where i.attempts > 0 and engine.index_state(i.name) <> 'ready' and i.is_wanted
    or i.attempts > 0 and not i.is_wanted;
$$;
comment on function engine.note_index_problem is 'Keeps why the last statement failed.';

create function config.indexes_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads config and statistics for those who configure
as $$
begin
  perform engine.require_right('views');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', i.name, 'entity', e.name, 'columns', i.columns, 'createdAt', i.created_at, 'createdBy', m.name,
      'state', case when not i.is_wanted then 'removing'
        when engine.index_state(i.name) = 'ready' then 'ready'
        when i.attempts >= 3 then 'failed' else 'building' end,
      'problem', i.problem, 'bytes', pg_catalog.pg_relation_size(s.indexrelid), 'uses', coalesce(s.idx_scan, 0),
      'lastUse', s.last_idx_scan,
      'isUnused', s.indexrelid is not null and coalesce(s.last_idx_scan, i.created_at) < now() - interval '30 days'
    ) order by e.name, i.created_at), '[]')
    from config.own_indexes as i
    join config.entities as e on e.id = i.entity_id
    left join config.members as m on m.id = i.created_by
    left join pg_catalog.pg_stat_user_indexes as s on s.schemaname = 'public' and s.indexrelname = i.name
  );
end;
$$;
comment on function config.indexes_page is
  'Indexes that were made here, with size and use; isUnused = not read for 30 days. Reason right_missing.';

-- pg_cron runs each statement by itself; one schedule at a time, taken away once there is nothing to do.
create function engine.schedule_indexes()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  statement text;
begin
  if to_regnamespace('cron') is null then
    return;
  end if;
  execute 'select cron.unschedule(jobid) from cron.job where jobname = ''kontor_index''';
  statement := engine.next_index_statement();
  if statement is not null then
    execute 'select cron.schedule(''kontor_index'', ''* * * * *'', $1)' using statement;
  end if;
end;
$$;
comment on function engine.schedule_indexes is 'Has pg_cron run what engine.next_index_statement asks for; a job.';

insert into engine.jobs (key, routine, every)
values ('schedule_indexes', 'engine.schedule_indexes()', '2 minutes');

-- supabase/schemas/93_page_cost.sql
-- Whether a list is slow to show, and which index would help. Postgres plans it as whoever asks, over the real rows.

create function engine.page_order(entity text, sorts jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with used as (
    select item, s.position
    from config.entities as e, jsonb_array_elements(
      case when jsonb_array_length(sorts) > 0 then sorts else e.default_sort end
    ) with ordinality as s (item, position)
    where e.name = page_order.entity and exists (
      select from engine.columns as c where c.table_name = e.name and c.column_name = item ->> 'field'
    )
  )
  select coalesce(jsonb_agg(item order by position), '[]') || case
    when exists (select from used where item ->> 'field' = engine.primary_key(entity)) then '[]'::jsonb
    else jsonb_build_array(jsonb_build_object('field', engine.primary_key(entity), 'descending',
      coalesce((select (item ->> 'descending')::boolean from used order by position desc limit 1), false)))
  end
  from used;
$$;
comment on function engine.page_order is
  'The sorts of a list as it is read: its own, else the usual ones, and the key at the end so that no row moves.';

create function engine.page_sql(entity text, condition jsonb, sorts jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select format('select t.%I from public.%I as t where %s order by %s limit 50',
    engine.primary_key(entity), entity,
    engine.condition_sql(entity, 't', coalesce(condition, '{"all": []}')),
    (select string_agg(format('t.%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
      ', ' order by position)
    from jsonb_array_elements(engine.page_order(entity, sorts)) with ordinality as s (item, position)));
$$;
comment on function engine.page_sql is 'The statement behind the first page of a list.';

create function engine.index_columns(entity text, condition jsonb, sorts jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with compared as (
    select c.column_name as field, min(case node ->> 'op' when 'eq' then 1 when 'in' then 2 else 3 end) as kind,
      min(position) as position
    from jsonb_array_elements(
      case when condition ? 'all' then condition -> 'all' when condition ? 'field' then jsonb_build_array(condition) else '[]' end
    ) with ordinality as n (node, position)
    join engine.columns as c on c.table_name = entity and c.column_name = node ->> 'field'
      and c.type_name !~ '^json|\[\]$'
    where node ->> 'op' in ('eq', 'in', 'lt', 'lte', 'gt', 'gte')
    group by c.column_name
  ), equal as (
    select field, 1 as part, position from compared where kind = 1
  ), sorted as (
    select item ->> 'field' as field, 2 as part, position, (item ->> 'descending')::boolean as descending
    from jsonb_array_elements(engine.page_order(entity, sorts)) with ordinality as s (item, position)
    where item ->> 'field' not in (select field from equal)
  ), chosen as (
    select field, part, position, false as descending from equal
    union all
    -- Without anything that is equal, what narrows comes first and is sorted afterwards.
    select field, 1, position, false from compared
    where kind > 1 and not exists (select from equal)
      and field is distinct from (select s.field from sorted as s order by s.position limit 1)
    union all
    select field, part, position, descending from sorted
    where exists (select from equal) or not exists (select from compared where kind > 1)
      or field in (select c.field from compared as c)
  )
  select jsonb_agg(jsonb_build_object('field', field, 'descending', descending) order by part, position)
  from (select * from chosen order by part, position limit 4) as first_four;
$$;
comment on function engine.index_columns is
  'Columns of an index that would find the first page of a list: what is equal, then the order; null when none would.';

create function engine.has_index(entity text, columns jsonb)
returns boolean
language sql stable security definer set search_path = '' -- reads the catalog of a table
as $$
  select exists (
    select from pg_catalog.pg_index as i
    where i.indrelid = format('public.%I', entity)::regclass and i.indisvalid and i.indpred is null and (
      select array_agg(a.attname::text order by k.position)
      from unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
      join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where k.position <= jsonb_array_length(columns)
    ) = array(select item ->> 'field' from jsonb_array_elements(columns) as item)
  );
$$;
comment on function engine.has_index is 'Whether a whole index begins with these columns.';

create function engine.page_cost(entity text, condition jsonb, sorts jsonb, plan jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'isSlow', cost > 5000, -- some 50 ms
    'cost', round(cost),
    -- How many there are in all is for those who configure.
    'rows', case when engine.may_configure('views') then (
      select greatest(c.reltuples, 0)::bigint from pg_catalog.pg_class as c
      where c.oid = format('public.%I', entity)::regclass
    ) end,
    'columns', case when cost > 5000 and columns is not null and not engine.has_index(entity, columns) then columns end,
    'canCreate', engine.may_configure('views') and coalesce(
      engine.readable_fields(engine.role_name(engine.current_role_key())) -> entity
        ?& array(select item ->> 'field' from jsonb_array_elements(columns) as item), false)
  )
  from (
    select (plan -> 0 -> 'Plan' ->> 'Total Cost')::numeric as cost, engine.index_columns(entity, condition, sorts) as columns
  ) as p;
$$;
comment on function engine.page_cost is 'What a plan says: slow or not, and the index that is worth a try.';

select engine.add_helper(signature)
from unnest(array['engine.page_sql(text, jsonb, jsonb)', 'engine.page_cost(text, jsonb, jsonb, jsonb)']) as signature;

create function config.list_cost(entity text, condition jsonb default null, sorts jsonb default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  plan jsonb;
begin
  execute 'explain (format json) ' || engine.page_sql(entity, condition, sorts) into plan;
  return engine.page_cost(entity, condition, sorts, plan);
end;
$$;
comment on function config.list_cost is
  'How Postgres would read the first page of a list for the caller: {isSlow, cost, rows, columns, canCreate}. columns is
an index that would help, absent when there is one or none would. Nothing is read. Columns that may not be read: 403.';

create function config.scope_cost(scope_id uuid default null, role_id uuid default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- plans over whole tables for whoever configures roles
as $$
declare
  used record;
  plan jsonb;
  verdict jsonb;
  answer jsonb := '[]';
begin
  perform engine.require_right('roles');
  for used in
    select distinct e.name, s.condition
    from config.permissions as p
    join config.scopes as s on s.id = p.scope_id
    join config.entities as e on e.id = p.entity_id
    where (p.scope_id = scope_cost.scope_id or p.role_id = scope_cost.role_id) and p.action = 'read'
    order by e.name
  loop
    execute 'explain (format json) ' || engine.page_sql(used.name, used.condition, null) into plan;
    verdict := engine.page_cost(used.name, used.condition, null, plan);
    if (verdict ->> 'isSlow')::boolean then
      answer := answer || jsonb_build_array(verdict || jsonb_build_object('entity', used.name));
    end if;
  end loop;
  return answer;
end;
$$;
comment on function config.scope_cost is
  'Of the entities whose rows depend on a scope, or on the scopes of a role, those that are slow to list, as
config.list_cost. Reason right_missing.';

-- supabase/schemas/94_live.sql
-- Tells open pages that records have changed: keys and nothing else, over Supabase Realtime. A page then reads anew
-- with its own rights, so a right that was taken away acts at once, and no value ever travels here.

create function engine.live_trigger_sql(table_name text, event text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(
    'create trigger %I after %s on public.%I referencing %s table as changed
     for each statement execute function engine.announce_change(%L)',
    'entity__live_' || event, event, live_trigger_sql.table_name,
    case event when 'delete' then 'old' else 'new' end, engine.primary_key(live_trigger_sql.table_name)
  );
$$;
comment on function engine.live_trigger_sql is 'Statement that attaches the trigger telling of one kind of change to a table of public.';

-- A key that people choose, such as a code or an address, would be a value: only numbers and uuids are told.
create function engine.tellable_key(key text)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select key ~ '^(-?[0-9]{1,19}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$';
$$;
comment on function engine.tellable_key is 'Whether a key says nothing but which record is meant.';

-- The setting keeps what this transaction has told: `1,2|3` are two messages. Taking back to a savepoint takes it back too.
create function engine.announce_change()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may neither send nor read the key
as $$
declare
  most_keys constant integer := 100;
  most_messages constant integer := 8;
  setting constant text := 'engine.told_' || tg_table_name;
  told text := coalesce(current_setting(setting, true), '');
  keys text[];
begin
  if not exists (select from changed) then
    return null;
  end if;
  if told = 'many' or to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    return null;
  end if;
  execute format('select array_agg(key) from (select %I::text as key from changed limit $1) as c', tg_argv[0])
    into keys using most_keys + 1;
  if told <> '' and cardinality(keys) <= most_keys then
    keys := array(select unnest(keys) except select unnest(string_to_array(translate(told, '|', ','), ',')));
  end if;
  if coalesce(cardinality(keys), 0) = 0 then
    return null;
  end if;
  if cardinality(keys) > most_keys or cardinality(string_to_array(told, '|')) >= most_messages
    or not (select bool_and(engine.tellable_key(k)) from unnest(keys) as k)
  then
    told := 'many';
  else
    told := concat_ws('|', nullif(told, ''), array_to_string(keys, ','));
  end if;
  perform set_config(setting, told, true);
  perform realtime.send(
    case told when 'many' then '{"many": true}' else jsonb_build_object('ids', keys) end
      || jsonb_build_object('op', lower(tg_op)),
    'change', 'entity:' || tg_table_name, true
  );
  return null;
end;
$$;
comment on function engine.announce_change is
  'Sends one message per statement to the topic of the entity: {"ids": [at most 100], "op"} or {"many": true, "op"}. What a
transaction has told it does not tell again, and after eight messages it says "many" and no more.';

create function engine.announce_notification()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may not send
as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send('{}', 'notification', 'member:' || n.member_id, true)
    from (select distinct member_id from added) as n;
  end if;
  return null;
end;
$$;
comment on function engine.announce_notification is 'Rings at members who were told something; what it was they read themselves.';

create trigger notifications__ring after insert on config.notifications
  referencing new table as added for each statement execute function engine.announce_notification();

-- Who listens to an entity need not read the record: only its key is told, as with changes.
create function engine.announce_comment()
returns trigger
language plpgsql volatile security definer set search_path = '' -- the caller may not send
as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send(
      case when bool_and(engine.tellable_key(c.record_id)) then jsonb_build_object('ids', jsonb_agg(distinct c.record_id))
        else '{"many": true}' end || '{"op": "comment"}', 'change', 'entity:' || e.name, true
    )
    from said as c join config.entities as e on e.id = c.entity_id
    group by e.name;
  end if;
  return null;
end;
$$;
comment on function engine.announce_comment is
  'Tells the topic of the entity on which records somebody commented: {"ids", "op": "comment"}. What was said is read with the
rights of each reader.';
create trigger comments__tell_of_new after insert on config.comments
  referencing new table as said for each statement execute function engine.announce_comment();
create trigger comments__tell_of_changed after update on config.comments
  referencing new table as said for each statement execute function engine.announce_comment();

create function engine.can_topic(topic text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_key constant text := engine.storage_role(true); -- null also for somebody who looks through other eyes
  subject constant text := substr(topic, position(':' in topic) + 1);
begin
  return role_key is not null and case split_part(topic, ':', 1)
    when 'entity' then exists (
      select from config.permissions as p
      join config.entities as e on e.id = p.entity_id and e.name = subject
      join config.roles as r on r.id = p.role_id and r.key = role_key
      where p.action = 'read'
    )
    when 'member' then subject = engine.signed_in_member_id()::text
    else false
  end;
end;
$$;
comment on function engine.can_topic is
  'Whether the caller may hear a topic: entity:<name> of an entity that his active role reads, member:<id> his own.';
grant execute on function engine.can_topic(text) to authenticated;

-- A project may have switched Realtime off; then pages read anew when somebody looks at them.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    create policy "Members hear of what they may read" on realtime.messages for select to authenticated
      using (extension = 'broadcast' and (select engine.can_topic((select realtime.topic()))));
  end if;
end;
$$;

-- supabase/schemas/94_offered_operations.sql
-- The public door of an operation: made from the private function that does the work, so that every operation asks
-- first whether the caller sees the record, and answers a retried call with what it answered before.

create table engine.answered_calls (
  member_id uuid not null,
  key text not null constraint key_is_short check (length(key) between 1 and 200),
  operation text not null,
  arguments jsonb not null,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (member_id, key)
);
comment on table engine.answered_calls is
  'Calls with the header Idempotency-Key and what they answered, kept for two days. The member is a copy.';
create index answered_calls_at_idx on engine.answered_calls (at);
alter table engine.answered_calls enable row level security;

-- Two calls with one key at the same time: the second waits at the key until the first has ended.
create function engine.earlier_answer(operation text, arguments jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read other people's calls
as $$
declare
  call_key constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'idempotency-key';
  caller_id constant uuid := engine.member_id();
  earlier engine.answered_calls;
begin
  if call_key is null or caller_id is null then
    return null;
  end if;
  insert into engine.answered_calls (member_id, key, operation, arguments)
  values (caller_id, call_key, earlier_answer.operation, earlier_answer.arguments)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select c.* into earlier from engine.answered_calls as c where c.member_id = caller_id and c.key = call_key;
  if (earlier.operation, earlier.arguments) is distinct from (operation, arguments) then
    perform engine.refuse(
      'key_used_otherwise', 'This Idempotency-Key belongs to another call', jsonb_build_object('operation', earlier.operation), 'PT409'
    );
  end if;
  return earlier.answer;
end;
$$;
comment on function engine.earlier_answer is
  'What the call with this Idempotency-Key answered before; null when it is new or has no key. Reason key_used_otherwise (409).';

create function engine.keep_answer(answer jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not write answers
as $$
declare
  call_key constant text := nullif(current_setting('request.headers', true), '')::jsonb ->> 'idempotency-key';
begin
  if call_key is not null then
    update engine.answered_calls as c set answer = coalesce(keep_answer.answer, 'null')
    where c.member_id = engine.member_id() and c.key = call_key;
  end if;
  return answer;
end;
$$;
comment on function engine.keep_answer is 'Remembers the answer for a retry, and hands it back.';

create function engine.forget_answers()
returns void
language sql volatile security definer set search_path = '' -- a job
as $$
  delete from engine.answered_calls as c where c.at < now() - interval '2 days';
$$;
comment on function engine.forget_answers is 'Forgets answers that nobody will ask for any more, as a job.';
insert into engine.jobs (key, routine, every) values ('forget_answers', 'engine.forget_answers()', '1 hour');

create function engine.require_visible(entity text, keys text[])
returns void
language plpgsql stable security invoker set search_path = ''
as $$
declare
  address record;
  seen integer;
begin
  select * into address from engine.row_address(entity);
  execute format(
    'select count(*) from public.%I as t where t.%I = any ($1::%s[])', entity, address.key_column, address.key_type
  ) into seen using keys;
  if seen < (select count(distinct k) from unnest(keys) as k) then
    perform engine.refuse('unknown_record', 'There is no such record, or you may not see it', jsonb_build_object('entity', entity), 'PT404');
  end if;
end;
$$;
comment on function engine.require_visible is 'Refuses records that the caller does not see (reason unknown_record, 404).';

create function engine.try_again(tries integer)
returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tries >= 3 then
    perform engine.refuse('busy', 'Others work on the same records right now; try again', errcode => 'PT409');
  end if;
  return tries + 1;
end;
$$;
comment on function engine.try_again is
  'Counts how often an operation was begun again after a deadlock. Reason busy (409) when that does not help, or when others
have kept its records too long.';

create function engine.offer_operation(routine regprocedure, label jsonb, entity text default null)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  work record;
  passed text;
  bridge regprocedure;
begin
  select p.proname::text as name, p.proargnames as names, p.provolatile <> 'v' as is_reading,
    n.nspname::text as schema, pg_get_function_arguments(p.oid) as signature, oidvectortypes(p.proargtypes) as types,
    obj_description(p.oid) as comment, p.proargtypes[0] = any (array['bigint[]', 'uuid[]', 'text[]']::regtype[]) as is_list
  into work
  from pg_catalog.pg_proc as p join pg_catalog.pg_namespace as n on n.oid = p.pronamespace where p.oid = routine;
  passed := (select string_agg('$' || n, ', ' order by n) from generate_subscripts(work.names, 1) as n);
  -- Roles reach no schema but their own, so the way into the private one leads over a bridge.
  execute format(
    'create function engine.%1$I(%2$s) returns jsonb language sql %3$s security definer set search_path = '''' as %4$L',
    'run_' || work.name, work.signature, case when work.is_reading then 'stable' else 'volatile' end,
    format('select %I.%I(%s)', work.schema, work.name, passed)
  );
  bridge := format('engine.%I(%s)', 'run_' || work.name, work.types)::regprocedure;
  execute format('comment on function %s is %L', bridge, 'Lets public.' || work.name || ' do its work.');
  execute format(
    'create function public.%1$I(%2$s) returns jsonb language plpgsql %3$s security invoker set search_path = '''' %5$s as %4$L',
    work.name, work.signature, case when work.is_reading then 'stable' else 'volatile' end, concat(
      'declare answer jsonb; tries integer := 0; begin ',
      case when entity is not null then format(
        'perform engine.require_visible(%L, %s); ', entity, case when work.is_list then '$1::text[]' else 'array[$1::text]' end
      ) end,
      case
        when work.is_reading then format('return engine.%I(%s); end', 'run_' || work.name, passed)
        else format(
          -- Whom Postgres picks to end a deadlock has changed nothing: the work is simply begun again.
          'loop begin answer := engine.earlier_answer(%L, jsonb_build_array(%s)); '
            'if answer is not null then return answer; end if; answer := engine.%I(%s); exit; '
            'exception when deadlock_detected or serialization_failure then tries := engine.try_again(tries); '
            'when lock_not_available or query_canceled then perform engine.try_again(3); '
            'end; end loop; return engine.keep_answer(answer); end',
          work.name, passed, 'run_' || work.name, passed
        )
      end
    ),
    -- Nobody waits so long for others that Postgres or the gateway gives up before there is an answer.
    case when not work.is_reading then 'set lock_timeout = ''4s''' end
  );
  execute format('comment on function public.%I is %L', work.name, work.comment);
  perform engine.add_helper(bridge::text);
  perform engine.define_operation(work.name, label, entity);
end;
$$;
comment on function engine.offer_operation is
  'Makes a private function, which answers jsonb, an operation: public.<name> with the same arguments. When it belongs to
an entity, its first argument is the key of a record, or a list of keys, that the caller must see.';

create function engine.show_operation(name text, screen jsonb)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update config.operations as o set screen = show_operation.screen where o.name = show_operation.name;
  if not found then
    perform engine.refuse('unknown_operation', format('There is no operation %s', left(name, 100)));
  end if;
end;
$$;
comment on function engine.show_operation is
  'Offers an operation on the records of its entity, with a form for its arguments (config.operations.screen).
Reason unknown_operation.';

select engine.add_helper(signature)
from unnest(array[
  'engine.earlier_answer(text, jsonb)', 'engine.keep_answer(jsonb)', 'engine.require_visible(text, text[])',
  'engine.try_again(integer)'
]) as signature;

-- supabase/schemas/94_queues.sql
-- Work queues: views whose settings say `queue` are counted on the first page of everybody who may read them.

create function engine.check_queue(entity_name text, queue jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  readable constant jsonb := engine.readable_fields(engine.role_name(engine.current_role_key()));
  setting text;
begin
  if jsonb_typeof(queue) <> 'object' or exists (
    select from jsonb_object_keys(queue) as k where k not in ('position', 'due', 'since', 'operations')
  ) or jsonb_typeof(coalesce(queue -> 'position', '0')) <> 'number'
    or jsonb_typeof(coalesce(queue -> 'operations', '[]')) <> 'array'
  then
    perform engine.refuse('invalid_view', 'A queue has a position, two dates and operations', errcode => '22023');
  end if;
  foreach setting in array array['due', 'since'] loop
    if queue ? setting and not exists (
      select from config.fields as f
      where f.entity_id = engine.entity_id(entity_name) and f.name = queue ->> setting and f.type in ('date', 'datetime')
        and readable -> entity_name ? f.name::text
    ) then
      perform engine.refuse('invalid_view', 'A queue is late by a date that you may read', errcode => '22023');
    end if;
  end loop;
end;
$$;
comment on function engine.check_queue is
  'Refuses (reason invalid_view) what is no queue: {position, due, since, operations}, all optional; due and since are dates.';

create function engine.queue_sql(view config.views, entity text, readable jsonb)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with said as (
    select engine.primary_key(entity) as key,
      engine.condition_sql(entity, 't', coalesce(view.settings -> 'filter', '{"all": []}')) as condition,
      case when readable -> entity ? (view.settings -> 'queue' ->> 'due') then view.settings -> 'queue' ->> 'due' end as due,
      case when readable -> entity ? (view.settings -> 'queue' ->> 'since') then view.settings -> 'queue' ->> 'since' end as since,
      -- A relation has a name of its own, which the app would have to look up.
      (select e.title_field::text from config.entities as e
        where e.name = entity and readable -> entity ->> e.title_field::text = '') as title,
      (select string_agg(format('t.%I %s', item ->> 'field', case when (item ->> 'descending')::boolean then 'desc' else 'asc' end),
          ', ' order by position)
        from jsonb_array_elements(engine.page_order(entity, view.settings -> 'sort')) with ordinality as s (item, position)
        where readable -> entity ? (item ->> 'field')) as sorting
  )
  select format(
    'select %1$L as view, (select count(*) from (select from public.%2$I as t where %3$s limit 10000) as c) as count,
      %4$s as overdue, (select jsonb_agg(to_jsonb(c)) from (
        select t.%5$I as id, %6$s as title, %7$s as due, %8$s as since from public.%2$I as t where %3$s order by %9$s limit 3
      ) as c) as first',
    view.id, entity, condition, case when due is null then '0' else format(
      '(select count(*) from (select from public.%I as t where (%s) and t.%I < now() limit 10000) as c)', entity, condition, due
    ) end,
    key, coalesce('t.' || quote_ident(title) || '::text', 'null'), coalesce('t.' || quote_ident(due), 'null'),
    coalesce('t.' || quote_ident(since), 'null'), sorting
  )
  from said;
$$;
comment on function engine.queue_sql is
  'The statement that counts a queue up to 10,000 and reads the first three of it; only fields that are readable occur in it.';

create function engine.queues_sql()
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with readable as materialized (
    select engine.readable_fields(engine.role_name(engine.current_role_key())) as fields
  )
  select format('select coalesce(jsonb_agg(to_jsonb(q)), ''[]'') from (%s) as q', string_agg(
    engine.queue_sql(v, e.name, readable.fields), ' union all '
  ))
  from config.views as v
  join config.entities as e on e.id = v.entity_id
  cross join readable
  where v.settings ? 'queue' and (v.sharing <> 'personal' or v.owner_id = engine.member_id())
    and readable.fields ? e.name::text and readable.fields -> e.name ? engine.primary_key(e.name)
    -- Of a queue whose condition cannot be read in full, any number would be wrong.
    and (not v.settings ? 'filter'
      or engine.readable_condition(v.settings -> 'filter', e.name, readable.fields) = v.settings -> 'filter');
$$;
comment on function engine.queues_sql is 'Statement behind config.work_queues; null when there is no queue.';
select engine.add_helper('engine.queues_sql()');

create function config.work_queues()
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  answer jsonb;
begin
  execute coalesce(engine.queues_sql(), 'select ''[]''::jsonb') into answer;
  return answer;
end;
$$;
comment on function config.work_queues is
  'How much waits in each queue that the caller may read, among the rows that he sees: [{view, count, overdue, first}]. Counts
end at 10,000; first are up to three records {id, title, due, since} in the order of the view.';

-- supabase/schemas/95_translations.sql
-- All names that people gave, in both languages, wherever they stand: in comments, in columns, deep inside layouts and
-- options. One page shows them, one kind of change sets them.

create function engine.labels_within(value jsonb, above text[] default '{}')
returns table (path text[], label jsonb)
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  part record;
begin
  if jsonb_typeof(value) = 'object' and engine.is_label(value) then
    return query select above, labels_within.value;
  else
    for part in
      select e.key, e.value from jsonb_each(case when jsonb_typeof(labels_within.value) = 'object' then labels_within.value end) as e
      union all
      select (n - 1)::text, e.value
      from jsonb_array_elements(case when jsonb_typeof(labels_within.value) = 'array' then labels_within.value end)
        with ordinality as e (value, n)
    loop
      return query select w.* from engine.labels_within(part.value, above || part.key) as w;
    end loop;
  end if;
end;
$$;
comment on function engine.labels_within is 'Every text in both languages inside a JSON value, with the path that leads to it.';

-- Where names stand that are not comments: table, column, what tells its rows apart, and the right to change them.
create function engine.label_places()
returns table (kind text, table_name text, column_name text, key_name text, needed text)
language sql immutable security invoker set search_path = ''
as $$
  values ('option', 'fields', 'options', 'id', 'entities'), ('view', 'views', 'label', 'id', 'views'),
    ('role', 'roles', 'label', 'key', 'roles'), ('scope', 'scopes', 'label', 'key', 'roles'),
    ('group', 'navigation_groups', 'label', 'key', 'entities'), ('operation', 'operations', 'label', 'name', 'entities'),
    ('question', 'operations', 'screen', 'name', 'entities'), ('variable', 'variables', 'label', 'key', 'entities'),
    ('form', 'forms', 'layout', 'id', 'entities'), ('rule', 'form_rules', 'label', 'id', 'entities'),
    ('message', 'form_rules', 'message', 'id', 'entities'), ('workspace', 'settings', 'name', 'id', 'settings');
$$;
comment on function engine.label_places is 'Columns of configuration in which names stand.';

create function engine.stored_names()
returns table (kind text, id text, path text[], label jsonb, entity_id uuid, parent jsonb, place integer)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select s.kind, s.id, w.path, w.label, s.entity_id, s.parent, s.place
  from (
    select 'option' as kind, f.id::text as id, f.options::jsonb as value, f.entity_id, null::jsonb as parent, f.position as place
      from config.fields as f
    union all select 'view', v.id::text, v.label, v.entity_id, null, v.position from config.views as v where v.key is not null
    union all select 'role', r.key, r.label, null, null, r.rank from config.roles as r
    union all select 'scope', s.key, s.label, null, null, 0 from config.scopes as s
    union all select 'group', g.key, g.label, null, null, g.position from config.navigation_groups as g
    union all select 'operation', o.name, o.label, o.entity_id, null, 0 from config.operations as o
    union all select 'question', o.name, o.screen, o.entity_id, o.label, 0 from config.operations as o
    union all select 'variable', v.key, v.label, null, null, 0 from config.variables as v
    union all select 'form', f.id::text, f.layout, f.entity_id, null, 0 from config.forms as f
    union all select 'rule', r.id::text, r.label, r.entity_id, null, r.position from config.form_rules as r
    union all select 'message', r.id::text, r.message, r.entity_id, r.label, r.position from config.form_rules as r
    union all select 'workspace', s.id::text, s.name, null, null, 0 from config.settings as s
  ) as s
  cross join lateral engine.labels_within(s.value) as w;
$$;
comment on function engine.stored_names is 'Names that are no comments: where they stand, and the entity or the label that they belong to.';

create function engine.translations()
returns table (kind text, id text, path text[], parent jsonb, label jsonb)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with fields as materialized (
    select f.entity_id, f.described ->> 'id' as id, f.described ->> 'name' as name, f.described -> 'label' as label, f.position
    from engine.described_fields(null) as f where f.described ->> 'name' !~ '_(grams|hash)$'
  ), entities as materialized (
    select e.id, e.name::text as name, e.position, engine.label_of_entity(e.name) as label from config.entities as e
  )
  select t.kind, t.id, t.path, t.parent, t.label
  from (
    select 'entity' as kind, e.name as id, '{}'::text[] as path, null::jsonb as parent, e.label, e.position as place,
      e.name as entity, -1 as inner_place
    from entities as e
    union all
    select 'field', e.name || '.' || f.name, '{}', e.label, f.label, e.position, e.name, f.position
    from fields as f join entities as e on e.id = f.entity_id
    union all
    select s.kind, s.id, s.path, coalesce(s.parent, f.label, e.label), s.label, coalesce(e.position, -1), coalesce(e.name, s.kind), s.place
    from engine.stored_names() as s
    left join entities as e on e.id = s.entity_id
    left join fields as f on s.kind = 'option' and f.id = s.id
  ) as t
  order by t.place, t.entity, t.inner_place, t.kind, t.id, t.path;
$$;
comment on function engine.translations is 'All names with what they belong to (a label) and where they stand (kind, id, path).';

create function engine.write_label(kind text, id text, path text[], label jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  place record;
begin
  select p.* into strict place from engine.label_places() as p where p.kind = write_label.kind;
  execute format('update config.%1$I as t set %2$I = %3$s where t.%4$I::text = $1',
    place.table_name, place.column_name,
    case when write_label.path = '{}' then '$3' else format('jsonb_set(t.%I, $2, $3, false)', place.column_name) end, place.key_name)
  using id, write_label.path, label;
end;
$$;
comment on function engine.write_label is 'Sets a name that is no comment.';

create function engine.plan_translate(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  named constant jsonb := change -> 'of';
  its_path constant text[] := engine.text_array(coalesce(named -> 'path', '[]'));
  label constant jsonb := engine.clean_label(change -> 'label');
  old record;
begin
  if named ->> 'kind' in ('entity', 'field') then
    return query select s.* from engine.steps_of(jsonb_build_object('kind', 'change_' || (named ->> 'kind'), 'label', label,
      'entity', split_part(named ->> 'id', '.', 1), 'field', split_part(named ->> 'id', '.', 2))) as s;
    return;
  end if;
  select n.* into old from engine.stored_names() as n where (n.kind, n.id, n.path) = (named ->> 'kind', named ->> 'id', its_path);
  if not found then
    perform engine.refuse('unknown_label', 'What is named here is not there any more', errcode => 'PT404');
  elsif old.label = label then
    return;
  end if;
  perform engine.require_right(p.needed) from engine.label_places() as p where p.kind = old.kind;
  perform engine.require_reach(r.rank) from config.roles as r where old.kind = 'role' and r.key = old.id;
  return next engine.step('translate', old.kind || ' ' || old.id,
    format('Call “%s” “%s”', old.label ->> 'en', label ->> 'en'),
    format('将“%s”改名为“%s”', old.label ->> 'zh-CN', label ->> 'zh-CN'),
    format('select engine.write_label(%L, %L, %L, %L)', old.kind, old.id, its_path, label));
end;
$$;
comment on function engine.plan_translate is
  'Step that gives something another name, in both languages. Reasons unknown_label, unknown_entity,
unknown_field (404), invalid_label, right_missing, above_own_rank.';

create function config.translations_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', t.kind, 'id', t.id, 'path', t.path, 'parent', t.parent, 'label', t.label
    ) order by n), '[]')
    from engine.translations() with ordinality as t (kind, id, path, parent, label, n)
  );
end;
$$;
comment on function config.translations_page is
  'All names of the configuration in both languages, each with where it stands and what it belongs to. Needs the right entities.';
