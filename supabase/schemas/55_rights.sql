-- The right to configure. Every function of the studio asks here first; the app only hides what would be refused.

create function engine.own_role()
returns config.roles
language sql stable security definer set search_path = '' -- callers may not read config.roles
as $$
  select r.* from config.roles as r where r.key = engine.current_role_key();
$$;
comment on function engine.own_role is 'The role in which the caller acts; null in SQL sessions of the operator.';

-- The operator (postgres, the service) may do everything; a member needs the right in his active role.
create function engine.may_configure(wanted_right text)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
begin
  if engine.current_role_key() is null then
    return current_setting('role') in ('none', 'postgres', 'service_role');
  end if;
  return wanted_right = any ((engine.own_role()).may_configure);
end;
$$;
comment on function engine.may_configure is 'Whether the caller may configure members, roles, entities, views or settings.';

create function engine.require_right(wanted_right text)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
begin
  if not engine.may_configure(wanted_right) then
    perform engine.refuse(
      'right_missing', format('Your role may not configure %s', wanted_right),
      jsonb_build_object('right', wanted_right), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_right is 'Refuses with reason right_missing (403) and the right that lacks.';

-- Nobody gives more than he has, nor touches a role above his own.
create function engine.require_reach(target_rank integer, target_rights text[] default '{}')
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config.roles
as $$
declare
  own constant config.roles := engine.own_role();
begin
  if own.id is null then
    return;
  elsif target_rank < own.rank then
    perform engine.refuse('above_own_rank', 'This stands above your own role', errcode => '42501');
  elsif not target_rights <@ own.may_configure then
    perform engine.refuse(
      'right_not_held', 'You cannot give a right that you do not have',
      jsonb_build_object('right', array_to_string(array(
        select unnest(target_rights) except select unnest(own.may_configure)
      ), ', ')), '42501'
    );
  end if;
end;
$$;
comment on function engine.require_reach is
  'Refuses what stands above the caller''s role (above_own_rank) or exceeds his rights (right_not_held).';
