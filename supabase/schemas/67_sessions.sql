-- Devices on which somebody is signed in. Supabase Auth keeps the sessions; whoever is asked about sees and ends them here.

create function engine.sessions_json(user_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read auth
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', s.id, 'created_at', s.created_at, 'refreshed_at', s.refreshed_at at time zone 'utc',
    'user_agent', s.user_agent, 'ip', host(s.ip), 'aal', s.aal,
    'is_current', s.id = (engine.claims() ->> 'session_id')::uuid
  ) order by coalesce(s.refreshed_at at time zone 'utc', s.created_at) desc), '[]')
  from auth.sessions as s
  join config.members as m on m.user_id = s.user_id
  where s.user_id = sessions_json.user_id
    and (s.not_after is null or s.not_after > now()) and s.created_at >= m.sessions_valid_from;
$$;
comment on function engine.sessions_json is 'Sessions of a user that are still good, the latest first.';

create function config.my_sessions()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read auth
as $$
  select engine.sessions_json(engine.uid());
$$;
comment on function config.my_sessions is 'Where the caller himself is signed in, whoever he looks as.';

create function config.member_sessions(member_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read auth
as $$
begin
  if member_id is distinct from engine.signed_in_member_id() then
    perform engine.require_member_right(member_id);
  end if;
  return engine.sessions_json((select m.user_id from config.members as m where m.id = member_sessions.member_id));
end;
$$;
comment on function config.member_sessions is
  'Where a member is signed in. Needs the right members, and nobody above oneself.';

-- Whoever may not look at others does not learn which sessions there are.
create function config.end_session(session_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write auth
as $$
declare
  member_id constant uuid := (
    select m.id from auth.sessions as s join config.members as m on m.user_id = s.user_id
    where s.id = end_session.session_id
  );
begin
  if member_id <> engine.signed_in_member_id() and engine.may_configure('members') then
    perform engine.require_member_right(member_id);
  elsif member_id is distinct from engine.signed_in_member_id() or member_id is null then
    perform engine.refuse('unknown_session', 'This device is not signed in any more', errcode => 'PT404');
  end if;
  delete from auth.sessions as s where s.id = session_id;
end;
$$;
comment on function config.end_session is
  'Signs a device out from its next request on: an own one, or with the right members another member''s.
Reasons unknown_session (404), above_own_rank (403).';
