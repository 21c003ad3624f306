-- What a member reads of what he was told, and what he wants to be told.

create function engine.readable_title(role_key text, entity config.entities, record_id text)
returns text
language plpgsql stable security definer set search_path = '' -- the caller looks with the rights of his role
as $$
declare
  title text;
  key_column constant text := engine.primary_key(entity.name);
begin
  if record_id is null or not engine.reaches(role_key, 'read', entity, record_id)
    or not has_column_privilege(
      engine.role_name(role_key), to_regclass(format('public.%I', entity.name)), entity.title_field, 'select'
    )
  then
    return null;
  end if;
  execute format('select t.%I::text from public.%I as t where t.%I::text = $1', entity.title_field, entity.name, key_column)
    into title using record_id;
  return title;
end;
$$;
comment on function engine.readable_title is 'What a record is called, for a role that may read it and that; null otherwise.';

-- A text is shown only while the reader may still see the record.
create function config.my_notifications(before_id bigint default null, entry_limit integer default 20)
returns jsonb
language sql stable security definer set search_path = '' -- shows each member what is his
as $$
  select jsonb_build_object(
    'unread', (
      select count(*) from config.notifications as n where n.member_id = engine.signed_in_member_id() and n.read_at is null
    ),
    'list', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', n.id, 'at', n.created_at, 'isRead', n.read_at is not null, 'memberName', m.name,
        'kind', n.kind, 'kindLabel', k.label, 'count', n.record_count,
        'entity', e.name, 'entityLabel', engine.label_of_entity(e.name), 'record', about.record_id,
        'body', case
          when n.comment_id is null then engine.readable_title(engine.current_role_key(), e, about.record_id)
          when engine.reaches(engine.current_role_key(), 'read', e, about.record_id) then left(c.body, 300)
        end
      ) order by n.id desc)
      from (
        select * from config.notifications as n
        where n.member_id = engine.signed_in_member_id() and n.id < coalesce(before_id, n.id + 1)
        order by n.id desc limit least(entry_limit, 50)
      ) as n
      left join config.comments as c on c.id = n.comment_id
      left join engine.notice_kinds as k on k.key = n.kind
      join config.entities as e on e.id = coalesce(c.entity_id, n.entity_id)
      left join config.members as m on m.id = c.member_id
      cross join lateral (select coalesce(c.record_id, n.record_id)) as about (record_id)
    ), '[]')
  );
$$;
comment on function config.my_notifications is
  'What the caller was told, newest first, and how much of it is unread. A text is null in a role that may not see the record.';

create function config.read_notifications(notification_id bigint default null)
returns void
language sql volatile security definer set search_path = '' -- a member may change what is his
as $$
  update config.notifications as n set read_at = now()
  where n.member_id = engine.signed_in_member_id() and n.read_at is null
    and n.id = coalesce(notification_id, n.id);
$$;
comment on function config.read_notifications is 'Marks one of the caller''s notifications as read, or all of them.';

create function config.my_notice_kinds()
returns jsonb
language sql stable security definer set search_path = '' -- shows each member what is his
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'key', k.key, 'label', k.label, 'isWanted', not exists (
      select from engine.muted_notices as s where s.member_id = engine.signed_in_member_id() and s.kind = k.key
    )
  ) order by k.role_keys <> '{}', k.key), '[]')
  from engine.notice_kinds as k
  where k.role_keys = '{}' or exists (
    select from config.member_roles as mr join config.roles as r on r.id = mr.role_id
    where mr.member_id = engine.signed_in_member_id() and r.is_active and r.key = any (k.role_keys)
  );
$$;
comment on function config.my_notice_kinds is 'Kinds of notices that concern the caller by his roles, and which of them he wants.';

create function config.want_notice(kind text, is_wanted boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- a member may change what is his
as $$
begin
  if not exists (select from engine.notice_kinds as k where k.key = want_notice.kind) then
    perform engine.refuse('unknown_notice', format('There is no kind of notice %s', left(kind, 60)), errcode => 'PT404');
  elsif is_wanted then
    delete from engine.muted_notices as s where s.member_id = engine.signed_in_member_id() and s.kind = want_notice.kind;
  else
    insert into engine.muted_notices (member_id, kind) values (engine.signed_in_member_id(), want_notice.kind)
    on conflict do nothing;
  end if;
end;
$$;
comment on function config.want_notice is 'Whether the caller is told of a kind of notice from now on. Reason unknown_notice (404).';
