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
