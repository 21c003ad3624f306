-- The draft as a page: what waits, in words, and what stands in the way of it. Versions tell their steps.

create function config.add_to_draft(changes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_changes(coalesce(changes, '[]'));
  insert into config.draft_changes (change, author_id)
  select c, engine.member_id() from jsonb_array_elements(changes) as c;
  -- Whatever the whole draft would be refused for is refused now.
  perform engine.plan(null);
end;
$$;
comment on function config.add_to_draft is
  'Puts changes of fields and entities behind those that wait. Needs the right entities. Reasons: those of the changes.';

create function config.drop_from_draft(change_id bigint)
returns void
language plpgsql volatile security definer set search_path = '' -- writes config
as $$
begin
  perform engine.require_right('entities');
  delete from config.draft_changes as d where d.id = change_id;
end;
$$;
comment on function config.drop_from_draft is 'Takes one change out of the draft. Needs the right entities.';

create function engine.draft_steps()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the changes and takes them back
as $$
declare
  waiting record;
  told jsonb := '[]';
  steps jsonb;
  problem text;
  detail text;
begin
  for waiting in
    select d.id, d.at, d.change, m.name as author
    from config.draft_changes as d left join config.members as m on m.id = d.author_id
    order by d.id
  loop
    problem := null;
    detail := null;
    begin
      steps := engine.make_changes(jsonb_build_array(waiting.change));
    exception when others then
      steps := '[]';
      get stacked diagnostics problem = message_text, detail = pg_exception_detail;
    end;
    told := told || jsonb_build_object('id', waiting.id, 'at', waiting.at, 'author', waiting.author, 'steps', steps,
      'problem', problem, 'detail', detail);
  end loop;
  return told;
end;
$$;
comment on function engine.draft_steps is 'Makes the changes of the draft one after the other and tells their steps, or why one cannot be made.';

create function config.draft_page()
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the changes and takes them back
set lock_timeout = '2s'
as $$
declare
  told jsonb;
begin
  perform engine.require_right('entities');
  begin
    told := engine.draft_steps();
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return told;
end;
$$;
comment on function config.draft_page is
  'The changes that wait, each with author, time, steps, and the problem that it has by now. Needs the right entities.';

create function config.version_steps(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return (select v.steps from config.versions as v where v.id = version_id);
end;
$$;
comment on function config.version_steps is 'What a version did to fields, entities and everything else, as steps. Needs the right roles.';
