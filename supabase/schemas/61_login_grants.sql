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
