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
