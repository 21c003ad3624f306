-- Rollups: a real column of the parent that counts or adds its children, kept by triggers. Whoever writes a child first
-- locks the parents and then looks again, so two writers at once never lose each other's rows.

create function engine.rollup_sql(op text, field text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select case op
    when 'count' then 'count(*)'
    when 'sum' then format('coalesce(sum(c.%I), 0)', field)
    else format('%s(c.%I)', op, field)
  end;
$$;
comment on function engine.rollup_sql is 'The aggregate of a rollup over the children c.';

create function engine.keep_rollup()
returns trigger
language plpgsql volatile security definer set search_path = '' -- whoever writes a child need not write the parent
as $$
declare
  -- Arguments: parent, its key, its column, the relation of the child, the field that is added (or empty), the aggregate.
  watched constant text := concat_ws(', ', quote_ident(tg_argv[3]), quote_ident(nullif(tg_argv[4], '')));
  touched constant text := case tg_op
    when 'INSERT' then format('select %I from new_rows', tg_argv[3])
    when 'DELETE' then format('select %I from old_rows', tg_argv[3])
    when 'TRUNCATE' then format('select %I from public.%I', tg_argv[1], tg_argv[0])
    else format('(select %1$s from old_rows except all select %1$s from new_rows)
      union all (select %1$s from new_rows except all select %1$s from old_rows)', watched)
  end;
  parents constant text := format('select distinct k.%I as key from (%s) as k where k.%1$I is not null',
    case tg_op when 'TRUNCATE' then tg_argv[1] else tg_argv[3] end, touched);
  was_keeping constant text := coalesce(current_setting('engine.keeping', true), '');
  is_touched boolean;
begin
  -- A statement that touches nobody fires its triggers too: where parents and children are one table, for ever.
  execute format('select exists (%s)', parents) into is_touched;
  if not is_touched then
    return null;
  end if;
  execute format('select from public.%1$I where %2$I in (%3$s) order by %2$I for no key update', tg_argv[0], tg_argv[1], parents);
  perform set_config('engine.keeping', 'on', true);
  execute format(
    'update public.%1$I as p set %3$I = s.result
     from (
       select k.key, (select %5$s from public.%6$I as c where c.%4$I = k.key) as result from (%7$s) as k
     ) as s
     where p.%2$I = s.key and p.%3$I is distinct from s.result',
    tg_argv[0], tg_argv[1], tg_argv[2], tg_argv[3], tg_argv[5], tg_table_name, parents
  );
  perform set_config('engine.keeping', was_keeping, true);
  return null;
end;
$$;
comment on function engine.keep_rollup is 'Trigger on children that keeps one rollup of their parents.';

create function engine.start_rollup(entity_name text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  rollup constant jsonb := (engine.require_field(entity_name, field_name)).options -> 'rollup';
  key constant text := engine.primary_key(entity_name);
  result constant text := engine.rollup_sql(rollup ->> 'op', rollup ->> 'field');
  paused text[];
  event text;
begin
  foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
    execute format('create trigger %I after %s on public.%I %s for each statement execute function engine.keep_rollup(%L, %L, %L, %L, %L, %L)',
      engine.rollup_trigger(entity_name, field_name, event), event, rollup ->> 'entity',
      case event when 'insert' then 'referencing new table as new_rows' when 'delete' then 'referencing old table as old_rows'
        when 'update' then 'referencing old table as old_rows new table as new_rows' else '' end,
      entity_name, key, field_name, rollup ->> 'by', coalesce(rollup ->> 'field', ''), result);
  end loop;
  -- The first filling is no edit: no version, no log, no trigger of the app.
  paused := array(
    select t.tgname::text from pg_catalog.pg_trigger as t
    where t.tgrelid = to_regclass(format('public.%I', entity_name)) and not t.tgisinternal and t.tgenabled = 'O'
  );
  foreach event in array paused loop
    execute format('alter table public.%I disable trigger %I', entity_name, event);
  end loop;
  execute format(
    'update public.%1$I as p set %3$I = s.result from (
       select c.%4$I as key, %5$s as result from public.%6$I as c where c.%4$I is not null group by 1
     ) as s where p.%2$I = s.key',
    entity_name, key, field_name, rollup ->> 'by', result, rollup ->> 'entity');
  foreach event in array paused loop
    execute format('alter table public.%I enable trigger %I', entity_name, event);
  end loop;
end;
$$;
comment on function engine.start_rollup is 'Attaches the triggers of a rollup and fills it for the records that are there.';

create function engine.rollup_trigger(entity_name text, field_name text, event text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select engine.short_name(format('rollup__%s_%s_%s', entity_name, field_name, event));
$$;
comment on function engine.rollup_trigger is 'Name of a trigger that keeps a rollup.';

create function engine.stop_rollup(entity_name text, field_name text, child_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- runs DDL
as $$
declare
  event text;
begin
  if to_regclass('public.' || quote_ident(child_name)) is null then
    return;
  end if;
  foreach event in array array['insert', 'update', 'delete', 'truncate'] loop
    execute format('drop trigger if exists %I on public.%I', engine.rollup_trigger(entity_name, field_name, event), child_name);
  end loop;
end;
$$;
comment on function engine.stop_rollup is 'Detaches the triggers of a rollup that goes; nothing for a field that is none.';

create function engine.refuse_rollup(problem text)
returns void
language sql volatile security invoker set search_path = ''
as $$
  select engine.refuse('invalid_rollup', format('This cannot be summed up: %s', problem),
    jsonb_build_object('setting', 'rollup', 'problem', problem));
$$;
comment on function engine.refuse_rollup is 'Refuses a rollup (reason invalid_rollup) and says why.';

-- Type, column and options of the result, from those of what is added.
create function engine.rollup_shape(source config.fields, column_type text, op text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  is_number constant boolean := column_type ~ '^(numeric|bigint|integer|smallint)';
begin
  if op = 'count' then
    return '{"type": "integer", "column_type": "bigint", "options": {}}';
  elsif source.options ? 'currency_field' then
    perform engine.refuse_rollup('mixed_currencies');
  elsif op in ('sum', 'avg') and not is_number or source.type not in (
    'integer', 'decimal', 'money', 'percent', 'duration', 'rating', 'progress', 'date', 'datetime'
  ) then
    perform engine.refuse_rollup('no_number');
  elsif op in ('min', 'max') or source.type in ('money', 'duration') then
    return jsonb_build_object('type', source.type, 'column_type', case
      when op = 'sum' and source.type = 'money' then 'numeric(20,2)' else column_type end,
      'options', source.options - array['formula', 'rollup']);
  end if;
  return jsonb_build_object('type', case op when 'sum' then source.type when 'avg' then 'decimal' end)
    || case
      when op = 'avg' then '{"column_type": "numeric(20,2)", "options": {"scale": 2}}'::jsonb
      when source.type in ('decimal', 'percent') then jsonb_build_object('column_type', regexp_replace(column_type, '\(\d+,', '(24,'),
        'options', source.options - array['formula', 'rollup'])
      else '{"type": "integer", "column_type": "bigint", "options": {}}'
    end;
end;
$$;
comment on function engine.rollup_shape is 'What a rollup becomes: type, column_type, options. Reason invalid_rollup.';

create function engine.clean_rollup(entity config.entities, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  op constant text := coalesce(options ->> 'op', 'count');
  child config.entities;
  relation config.fields;
  source config.fields;
  column_type text;
begin
  child := engine.require_entity(options ->> 'entity');
  relation := engine.require_field(child.name, options ->> 'by');
  if not exists (
    select from engine.foreign_keys as k
    where (k.table_name, k.column_name, k.target_table, k.target_schema) = (child.name, relation.name, entity.name, 'public')
  ) then
    perform engine.refuse_rollup('no_relation');
  elsif op not in ('count', 'sum', 'min', 'max', 'avg') then
    perform engine.refuse_rollup('unknown_operation');
  elsif op <> 'count' then
    source := engine.require_field(child.name, options ->> 'field');
    select c.type_name into column_type from engine.columns as c
    where c.table_name = child.name and c.column_name = source.name;
  end if;
  return engine.rollup_shape(source, column_type, op) || jsonb_build_object('rollup', jsonb_strip_nulls(jsonb_build_object(
    'entity', child.name, 'by', relation.name, 'op', op, 'field', source.name
  )));
end;
$$;
comment on function engine.clean_rollup is
  'A rollup with everything decided, from {entity, by, op, field}. Reasons unknown_entity, unknown_field, invalid_rollup.';

create function engine.rollup_readers(rollup jsonb)
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text from config.roles as r
    join config.permissions as p on p.role_id = r.id and p.action = 'read' and p.scope_id is null
    join config.entities as e on e.id = p.entity_id and e.name = rollup ->> 'entity'
    where not exists (
      select from config.fields as f
      where f.entity_id = e.id and f.name in (rollup ->> 'by', rollup ->> 'field')
        and r.key <> all (engine.field_roles(e.id, f.id, '{read}'))
    )
  );
$$;
comment on function engine.rollup_readers is 'Roles that read all that a rollup is made of: only they may see it.';

create function engine.plan_add_rollup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  shape constant jsonb := engine.clean_rollup(entity, change -> 'options');
  field constant jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique'] || '{"type": "integer"}'
  );
  is_full constant boolean := shape -> 'rollup' ->> 'op' in ('count', 'sum');
begin
  return query select s.* from engine.new_field_steps(entity, field || shape || jsonb_build_object(
    'options', shape -> 'options' || jsonb_build_object('rollup', shape -> 'rollup'),
    'default_sql', case when is_full then '0' end, 'is_required', is_full, 'is_unique', false, 'is_read_only', true,
    'access', jsonb_build_object('edit', '[]'::jsonb, 'see', to_jsonb(array(
      select k from jsonb_array_elements_text(field -> 'access' -> 'see') as k
      where k = any (engine.rollup_readers(shape -> 'rollup'))
    ))),
    'after_sql', format('select engine.start_rollup(%L, %L)', entity.name, field ->> 'name')
  )) as s;
end;
$$;
comment on function engine.plan_add_rollup is 'Steps that add a column which counts or adds the records below, and keep it right.';
