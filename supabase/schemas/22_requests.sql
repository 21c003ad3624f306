-- Runs before every REST statement: admits the member and switches to the Postgres role of his one active role.

create function engine.role_of(user_id uuid)
returns text
language plpgsql stable security definer set search_path = '' -- reads auth and config, which callers may not
as $$
declare
  claims constant jsonb := engine.claims();
  found_member record;
  found_role config.roles;
begin
  select m.id, m.is_active, m.initial_password_digest, u.banned_until, u.encrypted_password,
    exists (
      select from auth.sessions as s
      where s.id = (claims ->> 'session_id')::uuid and s.user_id = u.id
        and (s.not_after is null or s.not_after > now())
        and s.created_at >= coalesce(m.sessions_valid_from, '-infinity')
    ) as has_session,
    exists (
      select from auth.mfa_factors as f where f.user_id = u.id and f.status = 'verified'
    ) as has_factor
  into found_member
  from auth.users as u
  left join config.members as m on m.user_id = u.id
  where u.id = role_of.user_id and u.deleted_at is null;

  if not found or not found_member.has_session then
    perform engine.refuse('session_ended', 'The session has ended; sign in again', errcode => 'PT401');
  elsif found_member.id is null then
    perform engine.refuse('not_a_member', 'This account is not a member here', errcode => '42501');
  elsif found_member.banned_until > now() then
    perform engine.refuse('user_banned', 'This account is locked', errcode => '42501');
  elsif not found_member.is_active then
    perform engine.refuse('member_inactive', 'This member is deactivated', errcode => '42501');
  elsif found_member.initial_password_digest = engine.password_digest(found_member.encrypted_password) then
    perform engine.refuse('password_change_required', 'Choose a password of your own first', errcode => '42501');
  end if;

  select r.* into found_role from config.roles as r where r.id = engine.active_role_id(found_member.id);
  if not found then
    perform engine.refuse('no_active_role', 'No role is assigned to this member', errcode => '42501');
  elsif (found_role.requires_mfa or found_member.has_factor) and claims ->> 'aal' is distinct from 'aal2' then
    perform engine.refuse('mfa_required', 'Two-step verification is required', errcode => '42501');
  end if;

  if engine.view_as_header() is null then
    return engine.role_name(found_role.key);
  end if;
  return engine.viewed_role_name();
end;
$$;
comment on function engine.role_of is
  'Postgres role in which this user acts now. Refuses with a reason when he may not act at all: session_ended (401),
not_a_member, user_banned, member_inactive, password_change_required, no_active_role, mfa_required, view_as_… (403).';

create function engine.viewed_role_name()
returns text
language plpgsql stable security definer set search_path = '' -- reads config, which callers may not
as $$
declare
  viewed_key text;
begin
  select r.key into viewed_key from config.roles as r where r.id = engine.viewed_role_id();
  if not found then
    perform engine.refuse('view_as_denied', 'You may not look through the eyes of this role or member', errcode => '42501');
  elsif current_setting('transaction_read_only') = 'off' then
    perform engine.refuse('view_as_read_only', 'Nothing can be changed while viewing as someone else', errcode => '42501');
  end if;
  return engine.role_name(viewed_key);
end;
$$;
comment on function engine.viewed_role_name is 'Postgres role of the viewed role; only for reading (reasons view_as_denied, view_as_read_only).';

grant execute on function engine.uid(), engine.claims(), engine.role_of(uuid)
to anon, authenticated, service_role;
