-- Plan and publish: changes become steps, steps are executed together or not at all, and a version remembers them.

create table config.draft_changes (
  id bigint generated always as identity primary key,
  change jsonb not null constraint change_is_an_object check (jsonb_typeof(change) = 'object'),
  author_id uuid references config.members (id) on delete set null,
  at timestamptz not null default now()
);
comment on table config.draft_changes is 'Changes of fields and entities that wait to be published together.';
create index draft_changes_author_id_idx on config.draft_changes (author_id);
alter table config.draft_changes enable row level security;

create function engine.steps_of(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  kind constant text := change ->> 'kind';
begin
  if kind is null or kind <> all (array[
    'add_field', 'change_field', 'change_type', 'order_fields', 'trash_field', 'restore_field'
  ]) then
    perform engine.refuse('unknown_change', format('There is no change of kind %s', kind), errcode => '22023');
  end if;
  return query execute format('select s.* from engine.%I($1) as s', 'plan_' || kind) using change;
end;
$$;
comment on function engine.steps_of is 'The steps of one change, by its kind. Reason unknown_change and those of the kinds.';

create function engine.execute_step(step engine.step)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
begin
  execute step.sql;
exception
  when unique_violation then
    perform engine.refuse('has_duplicates', 'Some records share their value with another one',
      jsonb_build_object('setting', 'is_unique', 'object', step.object));
  when not_null_violation then
    perform engine.refuse('has_empty', 'Some records have nothing in this field',
      jsonb_build_object('setting', 'is_required', 'object', step.object));
  when check_violation then
    perform engine.refuse('values_do_not_fit', 'Some records hold values that do not fit', jsonb_build_object('object', step.object));
end;
$$;
comment on function engine.execute_step is 'Runs the SQL of a step. Reasons has_duplicates, has_empty, values_do_not_fit.';

create function engine.require_changes(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  asked constant jsonb := coalesce(changes, (
    select jsonb_agg(d.change order by d.id) from config.draft_changes as d
  ), '[]');
begin
  if jsonb_typeof(asked) <> 'array' or exists (
    select from jsonb_array_elements(case when jsonb_typeof(asked) = 'array' then asked end) as c where jsonb_typeof(c) <> 'object'
  ) then
    perform engine.refuse('invalid_document', 'Changes come as a list of objects', errcode => '22023');
  end if;
  return asked;
end;
$$;
comment on function engine.require_changes is 'The changes given, else those of the draft. Reason invalid_document.';

create function engine.tables_of_changes(changes jsonb)
returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select array(
    select c ->> 'entity' from jsonb_array_elements(changes) as c where c ->> 'kind' <> 'order_fields'
    union
    select c -> 'options' ->> 'target' from jsonb_array_elements(changes) as c where c -> 'options' ? 'target'
  );
$$;
comment on function engine.tables_of_changes is 'Tables that changes lock.';

-- Later changes may count on earlier ones, so each is planned after those before it were made.
create function engine.make_changes(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
declare
  change jsonb;
  steps engine.step[] := '{}';
  planned engine.step[];
begin
  for change in select * from jsonb_array_elements(changes) loop
    planned := array(select s from engine.steps_of(change) as s);
    if steps = '{}' and planned <> '{}' then
      perform engine.lock_tables(engine.tables_of_changes(changes));
    end if;
    perform engine.execute_step(s) from unnest(planned) as s;
    steps := steps || planned;
  end loop;
  return to_jsonb(steps);
end;
$$;
comment on function engine.make_changes is 'Plans and executes changes one after the other; returns their steps.';

create function engine.plan(changes jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads catalog and configuration
set lock_timeout = '2s'
as $$
declare
  asked jsonb;
  steps jsonb;
begin
  perform engine.require_right('entities');
  asked := engine.require_changes(changes);
  if jsonb_array_length(asked) = 1 then
    return (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from engine.steps_of(asked -> 0) as s);
  end if;
  begin
    steps := engine.make_changes(asked);
    raise exception using errcode = 'KR000'; -- variables survive, changes do not
  exception when sqlstate 'KR000' then null;
  end;
  return steps;
end;
$$;
comment on function engine.plan is 'The work behind config.plan.';

-- Column grants of a few tables only: these wait while the tables are locked, so nothing else is looked at.
create function engine.grant_gaps(table_names text[])
returns table (role_key text, verb text, table_name text, privilege text, column_name text)
language sql stable security definer set search_path = '' -- reads catalog and configuration
as $$
  with wanted as materialized (
    select p.role_key, p.table_name, t.privilege, p.column_name
    from engine.permitted_columns_of(table_names) as p
    join (values ('read', 'SELECT'), ('create', 'INSERT'), ('update', 'UPDATE')) as t (action, privilege) using (action)
  ), actual as materialized (
    select a.role_key, a.table_name, a.privilege, a.column_name
    from engine.actual_grants as a where a.table_name = any (table_names) and a.column_name is not null
  )
  select g.role_key, g.verb, g.table_name, g.privilege, g.column_name
  from (
    select 'revoke' as verb, excess.* from (table actual except table wanted) as excess
    union all
    select 'grant', missing.* from (table wanted except table actual) as missing
  ) as g;
$$;
comment on function engine.grant_gaps is 'Column privileges of some tables that differ from the configuration.';

create function engine.publish_columns(table_names text[])
returns void
language plpgsql volatile security definer set search_path = '' -- grants
as $$
declare
  statement text;
begin
  for statement in
    select format('%s %s (%s) on public.%I %s %I', g.verb, g.privilege,
      string_agg(quote_ident(g.column_name), ', ' order by g.column_name), g.table_name,
      case g.verb when 'grant' then 'to' else 'from' end, engine.role_name(g.role_key))
    from engine.grant_gaps(table_names) as g
    group by g.verb, g.privilege, g.table_name, g.role_key
    union all
    select format('grant execute on function %s to %I', f.routine, engine.role_name(r.key))
    from engine.functions_of_columns as f, config.roles as r
    where not has_function_privilege(engine.role_name(r.key), f.routine, 'execute')
    union all
    select l.statement from config.logins as login
    join config.roles as r on r.id = login.role_id
    cross join lateral engine.login_statements(r.key) as l (statement)
  loop
    execute statement;
  end loop;
  perform engine.refuse('verification_failed', format('Not published: rights to %s.%s', g.table_name, g.column_name), to_jsonb(g))
  from engine.grant_gaps(table_names) as g limit 1;
end;
$$;
comment on function engine.publish_columns is
  'Brings column grants of some tables to the configuration, and refuses (reason verification_failed) when they differ after it.';

create function engine.publish(note text, changes jsonb)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
declare
  asked jsonb;
  done jsonb;
  touched text[];
  version_id bigint;
begin
  perform engine.require_right('entities');
  perform engine.lock_configuration();
  asked := engine.require_changes(changes);
  done := engine.make_changes(asked);
  if done = '[]' then
    perform engine.refuse('nothing_to_publish', 'Nothing has changed');
  end if;
  touched := array(select distinct split_part(s ->> 'object', '.', 1) from jsonb_array_elements(done) as s);
  perform engine.publish_columns(touched);
  version_id := engine.record_version(coalesce(nullif(btrim(note), ''), done -> 0 -> 'words' ->> 'en'));
  update config.versions as v set steps = done where v.id = version_id;
  if changes is null then
    delete from config.draft_changes as d where d.id > 0;
  end if;
  update engine.installation set configuration_version = configuration_version + 1 where id;
  notify pgrst, 'reload schema';
  return version_id;
end;
$$;
comment on function engine.publish is 'The work behind config.publish.';

create function config.plan(changes jsonb default null)
returns jsonb
language sql volatile security definer set search_path = '' -- reads catalog and configuration
as $$
  select engine.plan(changes);
$$;
comment on function config.plan is
  'What changes of fields and entities would do, as steps with kind, object, words, risk and SQL; of the draft when none
are given. Changes nothing. Needs the right entities.';

create function config.publish(note text default '', changes jsonb default null)
returns bigint
language sql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
  select engine.publish(note, changes);
$$;
comment on function config.publish is
  'Makes changes of fields and entities, those of the draft when none are given: all in one transaction or none. Returns
the number of the version. Needs the right entities. Reasons: those of the changes, busy, nothing_to_publish,
verification_failed.';

create function config.keep_draft(changes jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  perform engine.require_right('entities');
  perform engine.require_changes(changes);
  delete from config.draft_changes as d where d.id > 0;
  insert into config.draft_changes (change, author_id)
  select c, engine.member_id() from jsonb_array_elements(coalesce(changes, '[]')) as c;
end;
$$;
comment on function config.keep_draft is 'Replaces the draft by these changes; [] empties it. Needs the right entities.';
