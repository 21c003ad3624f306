-- Rebuilds Postgres roles, memberships, grants and policies from configuration. Also needed after a restore:
-- dumps lose the grants to authenticator.

create view engine.sequences_of_defaults with (security_invoker = true) as
select distinct d.refobjid::regclass as sequence, t.relname::text as table_name
from pg_catalog.pg_depend as d
join pg_catalog.pg_class as s on s.oid = d.refobjid and s.relkind = 'S'
join pg_catalog.pg_attrdef as a on a.oid = d.objid
join pg_catalog.pg_class as t on t.oid = a.adrelid
where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_attrdef'::regclass
  and t.relnamespace = 'public'::regnamespace;
comment on view engine.sequences_of_defaults is 'Sequences that column defaults draw numbers from.';

create function engine.base_statements(role_key text)
returns setof text
language sql stable security invoker set search_path = ''
as $$
  with role as (
    select engine.role_name(role_key) as name
  ), helpers as (
    select unnest(array[
      'engine.claims()', 'engine.uid()', 'engine.view_as_header()', 'engine.member_id()',
      'engine.member_ids(text)', 'engine.today()', 'engine.key_of_entity(text)',
      'engine.history_of(text, text, bigint, integer)', 'engine.revertible(bigint, text[])',
      'engine.refuse(text, text, jsonb, text)'
    ]::regprocedure[]) as routine
    union
    -- Every function of config checks the caller's rights itself.
    select p.oid::regprocedure from pg_catalog.pg_proc as p where p.pronamespace = 'config'::regnamespace
    union
    select f.routine from engine.functions_of_columns as f
  )
  select format('grant usage on schema public, config, engine to %I', r.name) from role as r
  union all
  select format('grant execute on function %s to %I', h.routine, r.name)
  from helpers as h, role as r
  where not has_function_privilege(r.name, h.routine, 'execute')
  union all
  select distinct format('grant usage on sequence %s to %I', s.sequence, r.name)
  from role as r, engine.sequences_of_defaults as s
  join engine.wanted_grants as w on w.table_name = s.table_name and w.privilege = 'INSERT'
  where w.role_key = base_statements.role_key;
$$;
comment on function engine.base_statements is 'What every app role needs beside its tables: schemas, helpers, sequences.';

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

create function engine.sync_role(role_key text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  statement text;
  has_revoked boolean := true;
begin
  perform engine.ensure_postgres_role(role_key);
  for statement in select engine.base_statements(role_key) loop
    execute statement;
  end loop;
  -- Revoking a privilege on a whole table takes the column grants with it; a second look gives them back.
  while has_revoked loop
    has_revoked := false;
    for statement in select engine.grant_statements(role_key) loop
      execute statement;
      has_revoked := has_revoked or statement like 'revoke%';
    end loop;
  end loop;
  for statement in select engine.execution_statements(role_key) loop
    execute statement;
  end loop;
  perform engine.compile_policies(role_key);
  perform engine.check_policies(role_key);
end;
$$;
comment on function engine.sync_role is 'Brings one Postgres role to its configuration.';

create function engine.sync_roles()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  role_key text;
begin
  perform pg_advisory_xact_lock(hashtext('engine.sync_roles'));
  for role_key in select r.key from config.roles as r order by r.rank, r.key loop
    perform engine.sync_role(role_key);
  end loop;
  update engine.installation set configuration_version = configuration_version + 1 where id;
end;
$$;
comment on function engine.sync_roles is 'Brings all Postgres roles, grants and policies to the configuration.';
