-- Changes of fields and entities become steps, each planned after those before it were made.

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
    'add_field', 'change_field', 'change_type', 'order_fields', 'trash_field', 'restore_field',
    'create_entity', 'adopt_table', 'change_entity', 'trash_entity', 'restore_entity',
    'set_options', 'translate', 'change_rollup'
  ]) then
    perform engine.refuse('unknown_change', format('There is no change of kind %s', kind), errcode => '22023');
  end if;
  if kind in ('change_field', 'trash_field') and engine.lookup_path(change ->> 'entity', change ->> 'field') is not null then
    return query select s.* from engine.plan_change_lookup(change) as s;
  else
    return query execute format('select s.* from engine.%I($1) as s', 'plan_' || kind) using change;
  end if;
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
      jsonb_build_object('setting', 'is_unique', 'object', step.object, 'values', ''));
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
    select c ->> 'entity' from jsonb_array_elements(changes) as c where c ? 'entity' and c ->> 'kind' <> 'order_fields'
    union
    select c ->> 'table' from jsonb_array_elements(changes) as c where c ->> 'kind' = 'adopt_table'
    union
    select c -> 'options' ->> 'target' from jsonb_array_elements(changes) as c where c -> 'options' ? 'target'
    union
    select c -> 'options' ->> 'entity' from jsonb_array_elements(changes) as c where c ->> 'type' = 'rollup'
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
