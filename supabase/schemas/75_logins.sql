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
