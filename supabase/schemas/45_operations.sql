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
