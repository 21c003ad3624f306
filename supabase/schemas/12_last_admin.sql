-- Somebody must always be able to let people in: the last admin can be neither demoted nor removed.

create function engine.admin_count()
returns bigint
language sql stable security definer set search_path = '' -- counts members that the caller may not see
as $$
  select count(distinct m.id)
  from config.members as m
  join config.member_roles as mr on mr.member_id = m.id
  join config.roles as r on r.id = mr.role_id
  where m.is_active and m.user_id is not null
    and r.is_active and r.may_configure @> array['members', 'roles'];
$$;
comment on function engine.admin_count is 'Number of active members who may configure members and roles.';

-- The lock makes two admins who demote each other queue; without it both succeed and nobody is left.
create function engine.keep_an_admin()
returns trigger
language plpgsql volatile security definer set search_path = '' -- counts members that the caller may not see
as $$
begin
  perform pg_advisory_xact_lock(hashtext('engine.keep_an_admin'));
  if engine.admin_count() = 0 and exists (select from engine.installation where has_admin) then
    perform engine.refuse('last_admin', 'The last admin cannot be removed or demoted', errcode => '42501');
  end if;
  update engine.installation set has_admin = true where not has_admin and engine.admin_count() > 0;
  return null;
end;
$$;
comment on function engine.keep_an_admin is 'Refuses to leave the workspace without an admin (reason last_admin).';

create trigger members__keep_an_admin
  after insert or update of is_active, user_id or delete on config.members
  for each statement execute function engine.keep_an_admin();
create trigger member_roles__keep_an_admin
  after insert or update or delete on config.member_roles
  for each statement execute function engine.keep_an_admin();
create trigger roles__keep_an_admin
  after update of is_active, may_configure or delete on config.roles
  for each statement execute function engine.keep_an_admin();
