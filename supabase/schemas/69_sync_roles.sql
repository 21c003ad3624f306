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
