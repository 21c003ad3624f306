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
