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
