-- What people say to each other about a record. Who may read the record reads it and joins in; a mention tells somebody.

create table config.comments (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  record_id text not null,
  member_id uuid references config.members (id) on delete set null,
  body text not null constraint comment_has_1_to_5000_characters check (length(btrim(body)) between 1 and 5000),
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz
);
comment on table config.comments is
  'Comments on records. A mention is written @[<member id>]; a deleted comment leaves a trace, but not its text.';
create index comments_record_idx on config.comments (entity_id, record_id, created_at);
create index comments_member_id_idx on config.comments (member_id);
alter table config.comments enable row level security;

create table engine.earlier_comments (
  comment_id uuid not null references config.comments (id) on delete cascade,
  until timestamptz not null default now(),
  body text not null
);
comment on table engine.earlier_comments is 'What a comment said before its author changed it.';
create index earlier_comments_comment_id_idx on engine.earlier_comments (comment_id);
alter table engine.earlier_comments enable row level security;

create function engine.mentions_of(body text)
returns setof uuid
language sql immutable security invoker set search_path = ''
as $$
  select distinct m[1]::uuid
  from regexp_matches(body, '@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]', 'g') as m;
$$;
comment on function engine.mentions_of is 'Ids of the members that a comment mentions.';

create function config.mentionable_members(entity text, record_id text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- asks for the rights of others
as $$
declare
  found_entity constant config.entities := engine.require_record(entity, record_id);
begin
  return (
    select coalesce(jsonb_agg(engine.person_json(m) order by m.name), '[]')
    from config.members as m
    where m.is_active and m.user_id is not null and engine.member_reaches(m, found_entity, record_id)
  );
end;
$$;
comment on function config.mentionable_members is 'Members who may see a record in one of their roles. Reason not_found (404).';

create function config.add_comment(entity text, record_id text, body text)
returns uuid
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  added config.comments;
  found_entity constant config.entities := engine.require_record(entity, record_id);
begin
  perform engine.require_comment(body);
  insert into config.comments as c (entity_id, record_id, member_id, body)
  values (found_entity.id, record_id, engine.member_id(), btrim(body))
  returning c.* into added;
  perform engine.notify_mentioned(added);
  return added.id;
end;
$$;
comment on function config.add_comment is
  'Comments on a record that the caller may read; returns the id. Reasons not_found (404), invalid_comment.';

create function engine.require_comment(body text)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if coalesce(length(btrim(body)), 0) not between 1 and 5000 then
    perform engine.refuse('invalid_comment', 'A comment has 1 to 5000 characters', '{"setting": "body"}');
  end if;
end;
$$;
comment on function engine.require_comment is 'Refuses an empty or endless comment (reason invalid_comment).';

create function engine.own_comment(comment_id uuid)
returns config.comments
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  found_comment config.comments;
begin
  select c.* into found_comment from config.comments as c where c.id = comment_id and c.deleted_at is null for update;
  if not found then
    perform engine.refuse('comment_gone', 'This comment does not exist any more', errcode => 'PT404');
  end if;
  perform engine.require_record((engine.entity_of(found_comment.entity_id)).name, found_comment.record_id);
  if found_comment.member_id is distinct from engine.member_id() then
    perform engine.refuse('not_own_comment', 'Only its author may change a comment', errcode => '42501');
  end if;
  return found_comment;
end;
$$;
comment on function engine.own_comment is 'A comment that the caller wrote. Reasons comment_gone, not_found (404), not_own_comment (403).';

create function config.change_comment(comment_id uuid, body text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  comment config.comments := engine.own_comment(comment_id);
begin
  perform engine.require_comment(body);
  insert into engine.earlier_comments (comment_id, body) values (comment.id, comment.body);
  update config.comments as c set body = btrim(change_comment.body), edited_at = now()
  where c.id = comment.id returning c.* into comment;
  perform engine.notify_mentioned(comment);
end;
$$;
comment on function config.change_comment is
  'Changes an own comment; what it said before stays readable. Reasons comment_gone, not_own_comment, invalid_comment.';

create function config.delete_comment(comment_id uuid)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  comment constant config.comments := engine.own_comment(comment_id);
begin
  update config.comments as c set deleted_at = now() where c.id = comment.id;
  delete from config.notifications as n where n.comment_id = comment.id;
end;
$$;
comment on function config.delete_comment is 'Deletes an own comment. Reasons comment_gone, not_own_comment.';

create function config.record_comments(entity text, record_id text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with the_record as materialized (
    select e.id from engine.require_record(record_comments.entity, record_comments.record_id) as e
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', c.id, 'member', c.member_id, 'memberName', m.name, 'at', c.created_at, 'editedAt', c.edited_at,
    'isDeleted', c.deleted_at is not null,
    'body', case when c.deleted_at is null then c.body end,
    'isOwn', coalesce(c.member_id = engine.member_id(), false),
    'earlier', case when c.deleted_at is null then (
      select coalesce(jsonb_agg(jsonb_build_object('body', h.body, 'until', h.until) order by h.until desc), '[]')
      from engine.earlier_comments as h where h.comment_id = c.id
    ) else '[]' end
  ) order by c.created_at, c.id), '[]')
  from the_record as r
  join config.comments as c on c.entity_id = r.id and c.record_id = record_comments.record_id
  left join config.members as m on m.id = c.member_id;
$$;
comment on function config.record_comments is 'Comments on a record that the caller may read, oldest first. Reason not_found (404).';
