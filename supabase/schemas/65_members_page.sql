-- Members as an admin sees and changes them. Logins themselves belong to Supabase Auth: the Edge Function `members`
-- creates and deletes those, and asks here whether it may.

create function engine.member_rank(member_id uuid)
returns integer
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(min(r.rank), 100)
  from config.member_roles as mr join config.roles as r on r.id = mr.role_id
  where mr.member_id = member_rank.member_id;
$$;
comment on function engine.member_rank is 'Rank of the most powerful role of a member; 100 without roles.';

-- Nobody changes his own membership, nor that of somebody above him.
create function engine.require_member_right(member_id uuid)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right('members');
  if not exists (select from config.members as m where m.id = member_id) then
    perform engine.refuse('unknown_member', 'This member does not exist any more', errcode => 'PT404');
  elsif member_id = engine.signed_in_member_id() and engine.current_role_key() is not null then
    perform engine.refuse('own_membership', 'You cannot change your own membership', errcode => '42501');
  end if;
  perform engine.require_reach(engine.member_rank(member_id));
end;
$$;
comment on function engine.require_member_right is
  'Refuses who may not change this member: right_missing, own_membership, above_own_rank (403), unknown_member (404).';

create function engine.require_role_right(role_ids uuid[])
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  given config.roles;
begin
  perform engine.require_right('members');
  for given in select r.* from config.roles as r where r.id = any (role_ids) loop
    perform engine.require_reach(given.rank, given.may_configure);
  end loop;
  if (select count(*) from config.roles as r where r.id = any (role_ids)) <> cardinality(role_ids) then
    perform engine.refuse('unknown_role', 'One of these roles does not exist any more', '{"field": "roles"}', 'PT404');
  end if;
end;
$$;
comment on function engine.require_role_right is 'Refuses to give roles above the caller''s own or with rights that he lacks.';

create function engine.member_json(member config.members)
returns jsonb
language sql stable security definer set search_path = '' -- reads auth and config
as $$
  select jsonb_build_object(
    'id', member.id, 'userId', member.user_id, 'name', member.name, 'email', member.email,
    'isActive', member.is_active, 'isBanned', coalesce(u.banned_until > now(), false),
    'roles', (
      select coalesce(jsonb_agg(mr.role_id), '[]') from config.member_roles as mr where mr.member_id = member.id
    ),
    'activeRole', engine.active_role_id(member.id),
    'values', (
      select coalesce(jsonb_object_agg(v.variable_key, v.ids), '{}')
      from (
        select mv.variable_key, jsonb_agg(mv.record_id order by mv.record_id) as ids
        from config.member_values as mv where mv.member_id = member.id group by mv.variable_key
      ) as v
    ),
    'lastSignInAt', u.last_sign_in_at,
    'hasSecondStep', exists (
      select from auth.mfa_factors as f where f.user_id = member.user_id and f.status = 'verified'
    ),
    'mustChangePassword', coalesce(member.initial_password_digest = engine.password_digest(u.encrypted_password), false),
    'sessions', (
      select count(*) from auth.sessions as s
      where s.user_id = member.user_id and s.created_at >= member.sessions_valid_from
    ),
    'changedAt', greatest(member.updated_at, member.created_at),
    'reviewedAt', member.reviewed_at,
    'reviewedBy', (select r.name from config.members as r where r.id = member.reviewed_by),
    'isReviewOverdue', coalesce(member.reviewed_at, member.created_at) < now() - interval '90 days'
  )
  from (select 1) as always
  left join auth.users as u on u.id = member.user_id;
$$;
comment on function engine.member_json is 'A member as an admin sees him; a review is overdue after 90 days.';

create function config.members_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads auth and config
as $$
begin
  perform engine.require_right('members');
  return jsonb_build_object(
    'members', (select coalesce(jsonb_agg(engine.member_json(m) order by m.name), '[]') from config.members as m),
    'roles', (
      select jsonb_agg(engine.role_json(r) || jsonb_build_object(
        'rank', r.rank, 'canGive', engine.may_give(r)
      ) order by r.rank, r.key) from config.roles as r
    ),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', v.key, 'label', v.label, 'entity', e.name, 'options', engine.record_titles(e.name, e.title_field)
      ) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    )
  );
end;
$$;
comment on function config.members_page is 'All members, the roles and the sets of records that they can be given. Needs the right members.';

create function engine.may_give(role config.roles)
returns boolean
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_reach(role.rank, role.may_configure);
  return true;
exception when insufficient_privilege then
  return false;
end;
$$;
comment on function engine.may_give is 'Whether the caller may give this role to somebody.';

create function engine.record_titles(table_name text, title_field text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- only for records that sets are made of
as $$
declare
  titles jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''id'', t.%I, ''title'', t.%I) order by t.%I), ''[]'')
     from (select * from public.%I order by %I limit 500) as t',
    engine.primary_key(table_name), title_field, title_field, table_name, title_field
  ) into titles;
  return titles;
end;
$$;
comment on function engine.record_titles is 'Ids and titles of up to 500 records, for choosing a member''s set.';
