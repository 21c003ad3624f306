-- Plan and apply a configuration file.

create function engine.steps_around_entities(file jsonb, part text)
returns setof engine.step
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  section engine.file_sections;
begin
  for section in
    select s.* from engine.file_sections as s
    where to_regclass(format('config.%I', s.name)) is not null
      and case part when 'before' then s."position" < 30 when 'between' then s."position" between 30 and 49
        when 'after' then s."position" >= 50 when 'removals' then true end
    order by case part when 'removals' then -s."position" else s."position" end
  loop
    return query select * from engine.row_steps(section, file, part = 'removals');
  end loop;
end;
$$;
comment on function engine.steps_around_entities is 'Steps of the sections before, between and after entities and roles, and their removals.';

create function engine.execute_steps(steps engine.step[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  perform engine.execute_step(s) from unnest(steps) as s;
  return coalesce(to_jsonb(steps), '[]');
end;
$$;
comment on function engine.execute_steps is 'Executes steps one after the other; returns them.';

create function engine.make_entities(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  gaps jsonb[];
  gap jsonb;
  made jsonb;
  steps jsonb := '[]';
  has_moved boolean := true;
  passes integer := 0;
  code text;
  message text;
  detail text;
begin
  if not file ? 'entities' then
    return steps;
  end if;
  loop
    gaps := array(select g from engine.entity_gaps(file) as g);
    exit when gaps = '{}';
    passes := passes + 1;
    if not has_moved or passes > 8 then
      perform engine.refuse('not_exact', format('The file cannot be reached: %s', left(gaps[1]::text, 300)), jsonb_build_object('object', concat_ws('.', gaps[1] ->> 'entity', gaps[1] ->> 'field')))
      where code is null;
      raise exception using errcode = code, message = message, detail = coalesce(detail, '');
    end if;
    has_moved := false;
    code := null;
    foreach gap in array gaps loop
      begin
        made := engine.make_changes(jsonb_build_array(gap));
        steps := steps || made;
        has_moved := has_moved or made <> '[]';
      exception when others then
        -- What it waits for may come in this pass; if nothing comes any more, this is the answer.
        if code is null then
          get stacked diagnostics code = returned_sqlstate, message = message_text, detail = pg_exception_detail;
        end if;
      end;
    end loop;
    -- A list may name lookups, which need their fields first.
    begin
      made := engine.execute_steps(array(
        select r from engine.file_sections as s, engine.row_steps(s, file, false) as r where s.name = 'lookups'
      ));
      steps := steps || made;
      has_moved := has_moved or made <> '[]';
    exception when others then null;
    end;
  end loop;
  return steps;
end;
$$;
comment on function engine.make_entities is
  'Brings entities and fields to the file, in as many passes as they need for each other. Reason not_exact and those of the changes.';

create function engine.make_file(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  steps jsonb;
begin
  steps := engine.execute_steps(array(select s from engine.steps_around_entities(file, 'before') as s));
  steps := steps || engine.make_entities(file);
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'between') as s));
  steps := steps || engine.execute_steps(array(select s from engine.scope_steps(file, false) as s));
  steps := steps || engine.execute_steps(array(select s from engine.role_steps(file, false) as s));
  steps := steps || engine.execute_steps(array(select s from engine.role_steps(file, true) as s));
  steps := steps || engine.execute_steps(array(select s from engine.scope_steps(file, true) as s));
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'after') as s));
  steps := steps || engine.execute_steps(array(select s from engine.steps_around_entities(file, 'removals') as s));
  return steps;
end;
$$;
comment on function engine.make_file is 'Brings the configuration to the file without compiling it; returns the steps.';

create function engine.require_reach_of_file(file jsonb)
returns void
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  perform engine.require_right(r) from unnest(array['entities', 'roles', 'views', 'settings']) as r;
  perform engine.require_file(file);
  perform engine.require_version(jsonb_build_object(
    'roles', case when file ? 'roles' then (
      -- An unchanged role as it stands: only what changes must be within reach.
      select coalesce(jsonb_agg(case when engine.file_role(w) = engine.file_role(engine.role_document(r.id))
        then engine.role_document(r.id) else engine.file_role(w) end), '[]')
      from jsonb_array_elements(file -> 'roles') as w left join config.roles as r on r.key = w ->> 'key'
    ) else engine.configuration_document() -> 'roles' end,
    'scopes', coalesce(file -> 'scopes', engine.configuration_document() -> 'scopes')
  ));
end;
$$;
comment on function engine.require_reach_of_file is
  'Refuses whoever may not configure everything, and roles above or beyond the caller. Reasons right_missing, above_own_rank.';

-- A file that contradicts itself would change something again each time.
create function engine.require_exact(file jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- tries the file once more
as $$
declare
  left_over constant jsonb := engine.make_file(file);
begin
  if left_over <> '[]' then
    perform engine.refuse('not_exact', format('The file contradicts itself: %s', left_over -> 0 -> 'words' ->> 'en'),
      jsonb_build_object('object', left_over -> 0 -> 'object'));
  end if;
end;
$$;
comment on function engine.require_exact is 'Refuses (reason not_exact) a file of which something is left to do after it was applied.';

create function config.plan_file(file jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- tries the change and takes it back
set lock_timeout = '2s' set statement_timeout = '2min'
as $$
declare
  steps jsonb;
begin
  perform engine.require_reach_of_file(file);
  begin
    steps := engine.make_file(file);
    perform engine.require_exact(file) where steps <> '[]';
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return steps;
end;
$$;
comment on function config.plan_file is
  'What a configuration file would change, as steps with kind, object, words, risk and SQL; [] when all is as it says.
Changes nothing. Needs the rights entities, roles, views and settings.';

create function engine.apply_file(file jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  done jsonb;
  version_id bigint;
  finisher text;
begin
  perform engine.require_reach_of_file(file);
  perform engine.lock_configuration();
  done := engine.make_file(file);
  if done = '[]' then
    return null;
  end if;
  for finisher in select s.finished_by from engine.file_sections as s where s.finished_by is not null order by s."position" loop
    execute format('select %s()', finisher);
  end loop;
  perform engine.publish_roles(array(select r.key::text from config.roles as r order by r.rank, r.key));
  perform engine.require_exact(file);
  version_id := engine.record_version(coalesce(nullif(btrim(note), ''), 'Applied a configuration file'));
  update config.versions as v set steps = done where v.id = version_id;
  update engine.installation set configuration_version = configuration_version + 1 where id;
  notify pgrst, 'reload schema';
  return version_id;
end;
$$;
comment on function engine.apply_file is 'The work behind config.apply_file.';

select engine.add_helper('engine.apply_file(jsonb, text)');

create function config.apply_file(file jsonb, note text default '')
returns bigint
language plpgsql volatile security invoker set search_path = '' set statement_timeout = '2min'
as $$
declare
  version_id bigint;
begin
  version_id := engine.apply_file(file, note);
  if version_id is not null then
    perform engine.require_verified(engine.role_keys());
  end if;
  return version_id;
end;
$$;
comment on function config.apply_file is
  'Makes the configuration what a file says, in one transaction or not at all; returns the number of the version, null when
nothing differed. Needs the rights entities, roles, views and settings. Reasons: those of the changes, unknown_format,
unknown_section, other_app, unknown_in_file, role_in_use, above_own_rank, not_exact, verification_failed, busy.';
