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
