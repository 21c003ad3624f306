-- What members are told: that somebody mentions them, and what an app finds worth telling to some of its roles.

create table engine.notice_kinds (
  key engine.identifier primary key,
  label jsonb not null constraint label_has_both_languages check (label ?& array['en', 'zh-CN']),
  entity_name text,
  role_keys text[] not null default '{}'
);
comment on table engine.notice_kinds is
  'Kinds of notices, about records of which entity, and which roles are told; without roles, whom it concerns.';
alter table engine.notice_kinds enable row level security;
insert into engine.notice_kinds (key, label) values ('mention', '{"en": "Somebody mentions me", "zh-CN": "有人提到我"}');

create table engine.muted_notices (
  member_id uuid not null references config.members (id) on delete cascade,
  kind text not null,
  primary key (member_id, kind)
);
comment on table engine.muted_notices is 'Which kinds of notices a member does not want.';
alter table engine.muted_notices enable row level security;

create table engine.told_notices (
  kind text not null,
  subject text not null,
  at timestamptz not null default now(),
  primary key (kind, subject)
);
comment on table engine.told_notices is 'What has been told, so that it is told once, whoever triggers it again.';
alter table engine.told_notices enable row level security;

create table config.notifications (
  id bigint generated always as identity primary key,
  member_id uuid not null references config.members (id) on delete cascade,
  kind text not null default 'mention',
  comment_id uuid references config.comments (id) on delete cascade,
  entity_id uuid references config.entities (id) on delete cascade,
  record_id text,
  record_count integer not null default 1 constraint count_is_positive check (record_count > 0),
  created_at timestamptz not null default now(),
  read_at timestamptz,
  unique (comment_id, member_id),
  constraint notice_is_about_a_comment_or_an_entity check ((comment_id is null) = (entity_id is not null))
);
comment on table config.notifications is 'Who was told what, and whether he has read it. Many records at once are one notice without a record.';
create index notifications_member_idx on config.notifications (member_id, id desc);
create index notifications_entity_idx on config.notifications (entity_id);
alter table config.notifications enable row level security;

create function engine.define_notice(key text, label jsonb, entity text, variadic role_keys text[])
returns void
language sql volatile security invoker set search_path = ''
as $$
  insert into engine.notice_kinds as k (key, label, entity_name, role_keys)
  values (define_notice.key, define_notice.label, define_notice.entity, define_notice.role_keys)
  on conflict on constraint notice_kinds_pkey do update
  set label = excluded.label, entity_name = excluded.entity_name, role_keys = excluded.role_keys;
$$;
comment on function engine.define_notice is 'A kind of notice about records of an entity, for members who hold one of the roles.';

-- Looking with the rights of each member is dear, so it is asked only where a row condition limits what a role reads.
create function engine.is_noticed_by(member config.members, entity config.entities, record_id text)
returns boolean
language plpgsql volatile security definer set search_path = '' -- asks for the rights of others
as $$
begin
  if exists (
    select from config.member_roles as mr
    join config.roles as r on r.id = mr.role_id and r.is_active
    join config.permissions as p on p.role_id = r.id and p.action = 'read' and p.scope_id is null
    where mr.member_id = member.id and p.entity_id = entity.id
  ) then
    return true;
  end if;
  return record_id is not null and engine.member_reaches(member, entity, record_id);
end;
$$;
comment on function engine.is_noticed_by is 'Whether a member may be told of a record; of many at once only who reads all of them.';

create function engine.notify(kind text, records text[], moment text default '')
returns void
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  most_alone constant integer := 5;
  told_kind engine.notice_kinds;
  entity config.entities;
  fresh text[];
begin
  select k.* into told_kind from engine.notice_kinds as k where k.key = notify.kind;
  select e.* into entity from config.entities as e where e.name = told_kind.entity_name;
  if not found then
    return; -- records that nobody may see are no news
  end if;
  with told as (
    insert into engine.told_notices (kind, subject)
    select notify.kind, r || moment from unnest(records) as r
    on conflict do nothing returning subject
  )
  select array_agg(r) into fresh from unnest(records) as r join told on told.subject = r || moment;
  if fresh is null then
    return;
  end if;
  insert into config.notifications (member_id, kind, entity_id, record_id, record_count)
  select m.id, notify.kind, entity.id, about.record_id, about.count
  from config.members as m
  cross join (
    select r as record_id, 1 as count from unnest(fresh) as r where cardinality(fresh) <= most_alone
    union all
    select null, cardinality(fresh) where cardinality(fresh) > most_alone
  ) as about
  where m.is_active and m.user_id is not null and m.id is distinct from engine.member_id()
    and exists (
      select from config.member_roles as mr join config.roles as r on r.id = mr.role_id
      where mr.member_id = m.id and r.is_active and r.key = any (told_kind.role_keys)
    )
    and not exists (
      select from engine.muted_notices as s where s.member_id = m.id and s.kind = notify.kind
    )
    and engine.is_noticed_by(m, entity, about.record_id);
end;
$$;
comment on function engine.notify is
  'Tells the members of a kind''s roles about records, once per record and moment; not who did it himself, nor who may not see it.';

create function engine.notify_member(kind text, member_id uuid, record_id text, moment text default '')
returns boolean
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  told config.members;
  entity config.entities;
begin
  select m.* into told from config.members as m
  where m.id = notify_member.member_id and m.is_active and m.user_id is not null;
  select e.* into entity
  from engine.notice_kinds as k join config.entities as e on e.name = k.entity_name where k.key = notify_member.kind;
  if told.id is null or entity.id is null or not engine.is_noticed_by(told, entity, record_id) then
    return false;
  end if;
  insert into engine.told_notices (kind, subject) values (notify_member.kind, record_id || moment || ' ' || told.id)
  on conflict do nothing;
  if found and not exists (
    select from engine.muted_notices as s where s.member_id = told.id and s.kind = notify_member.kind
  ) then
    insert into config.notifications (member_id, kind, entity_id, record_id)
    values (told.id, notify_member.kind, entity.id, record_id);
  end if;
  return true;
end;
$$;
comment on function engine.notify_member is
  'Tells one member of a record that concerns him, whatever his role, once per moment; false when he cannot see it or is gone.';

-- Nobody learns from a mention of something that he may not see.
create function engine.notify_mentioned(comment config.comments)
returns void
language plpgsql volatile security definer set search_path = '' -- writes what belongs to others
as $$
declare
  entity constant config.entities := engine.entity_of(comment.entity_id);
begin
  insert into config.notifications (member_id, comment_id)
  select m.id, comment.id
  from engine.mentions_of(comment.body) as mentioned (id)
  join config.members as m on m.id = mentioned.id and m.is_active
  where m.id is distinct from comment.member_id and engine.member_reaches(m, entity, comment.record_id)
    and not exists (
      select from engine.muted_notices as s where s.member_id = m.id and s.kind = 'mention'
    )
  on conflict do nothing;
end;
$$;
comment on function engine.notify_mentioned is 'Tells the members that a comment mentions, as far as they may see the record.';

create function engine.forget_notices()
returns void
language sql volatile security definer set search_path = '' -- a job, of all members
as $$
  delete from config.notifications as n where n.created_at < now() - interval '90 days';
  delete from engine.told_notices as t where t.at < now() - interval '1 year';
$$;
comment on function engine.forget_notices is 'Drops notices after 90 days, and that something was told after a year; a job.';
insert into engine.jobs (key, routine, every) values ('forget_notices', 'engine.forget_notices()', '1 day');
