-- Another type for a field that holds data: rehearsed first, value by value; what does not fit is listed, never lost silently.

create function engine.number_text(value text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select regexp_replace(value, '[,[:space:]¥￥$€£元]', '', 'g');
$$;
comment on function engine.number_text is 'What is left of a written amount without separators and currency signs.';

-- Values are found by what stands in the column or by what people read.
create function engine.choice_case(choices jsonb, source text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('case %s end', string_agg(format('when lower(btrim(%s)) in (%s) then %L', source, (
    select string_agg(distinct format('%L', lower(btrim(written))), ', ')
    from unnest(array[c ->> 'value', c -> 'label' ->> 'en', c -> 'label' ->> 'zh-CN']) as written
  ), c ->> 'value'), ' ' order by n))
  from jsonb_array_elements(choices) with ordinality as t (c, n);
$$;
comment on function engine.choice_case is 'An expression that turns a text into the value of the choice it names, or null.';

create function engine.cast_sql(field config.fields, type text, column_type text, options jsonb)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  is_list constant boolean := field.type in ('tags', 'multi_choice');
  text_sql constant text := format(case when is_list then 'array_to_string(%I, '', '')' else '%I::text' end, field.name);
  number_sql constant text := format('engine.number_text(%s)', text_sql);
  plain text;
begin
  if exists (select from engine.field_types as t where t.name in (field.type, cast_sql.type) and not t.converts) then
    return null;
  end if;
  plain := case
    when type in ('tags', 'multi_choice') and is_list then format('%I', field.name)
    when type = 'tags' then format('case when nullif(btrim(%1$s), '''') is not null then array[btrim(%1$s)] end', text_sql)
    when type = 'multi_choice' then format('case when %1$s is not null then array[%1$s] end', engine.choice_case(options -> 'choices', text_sql))
    when type = 'choice' then engine.choice_case(options -> 'choices', text_sql)
    when type = 'json' then format('to_jsonb(%I)', field.name)
    when type = 'date' and field.type = 'datetime'
      then format('(%I at time zone %L)::date', field.name, (select s.time_zone from config.settings as s))
    when column_type like 'numeric%' then format(
      'case when pg_input_is_valid(%1$s, %2$L) then case when scale(trim_scale((%1$s)::numeric)) <= %3$s then (%1$s)::%2$s end end',
      number_sql, column_type, substring(column_type from ',(\d+)'))
    when column_type in ('bigint', 'smallint')
      then format('case when pg_input_is_valid(trim_scale(case when pg_input_is_valid(%1$s, ''numeric'') then (%1$s)::numeric end)::text, %2$L)
        then (%1$s)::numeric::%2$s end', number_sql, column_type)
    when column_type = 'text' then text_sql
    else format('case when pg_input_is_valid(%1$s, %2$L) then (%1$s)::%2$s end', text_sql, column_type)
  end;
  return coalesce((
    select format('case when %s then %s end', format(replace(t.check_sql, '%1$I', '(%1$s)'), plain, options ->> 'max'), plain)
    from engine.field_types as t where t.name = cast_sql.type and t.check_sql is not null
  ), plain);
end;
$$;
comment on function engine.cast_sql is
  'An expression that turns what a field holds into a value of another type, null where it does not fit; null when no way leads there.';

create function engine.choices_in_use(entity_name text, field_name text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  found jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''value'', left(v, 60), ''label'', jsonb_build_object(''en'', left(v, 60), ''zh-CN'', left(v, 60))) order by v), ''[]'')
     from (select distinct btrim(%1$I::text) as v from public.%2$I where btrim(%1$I::text) <> '''' limit 101) as t',
    field_name, entity_name
  ) into found;
  return found;
end;
$$;
comment on function engine.choices_in_use is 'Options made from the values that a field holds, at most 101.';

create function engine.clean_retype(entity config.entities, field config.fields, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  asked jsonb := coalesce(options, '{}');
  column_type text;
  cast_sql text;
begin
  perform engine.require_made_here(entity.name, field);
  if not exists (select from engine.field_types as t where t.name = type) then
    perform engine.refuse('unknown_type', 'There is no field type of this name', jsonb_build_object('setting', 'type'));
  end if;
  if type in ('choice', 'multi_choice') and not asked ? 'choices' then
    asked := asked || jsonb_build_object('choices', coalesce(
      field.options -> 'choices', engine.choices_in_use(entity.name, field.name)
    ));
  end if;
  asked := engine.clean_options(entity, type, asked);
  column_type := engine.column_type(type, asked);
  cast_sql := engine.cast_sql(field, type, column_type, asked);
  if cast_sql is null or field.options ?| array['formula', 'rollup'] then
    perform engine.refuse('cannot_convert', 'Relations, persons and what the database keeps cannot be made from other values, nor the other way round',
      jsonb_build_object('setting', 'type'));
  end if;
  return jsonb_build_object('type', type, 'options', asked, 'column_type', column_type, 'cast', cast_sql);
end;
$$;
comment on function engine.clean_retype is 'Another type for a field with everything decided. Reasons unknown_type, built_in_field, cannot_convert.';

create function engine.misfit_sql(field_name text, cast_sql text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('%1$I is not null and %1$I::text <> '''' and (%2$s) is null', field_name, cast_sql);
$$;
comment on function engine.misfit_sql is 'True for a record whose value does not fit the other type.';

-- Values are shown only to those who may read all of them anyway.
create function engine.may_read_all(entity_id uuid, field_id uuid)
returns boolean
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select engine.current_role_key() is null or exists (
    select from config.permissions as p
    join config.roles as r on r.id = p.role_id and r.key = engine.current_role_key()
    where p.entity_id = may_read_all.entity_id and p.action = 'read' and p.scope_id is null
      and r.key = any (engine.field_roles(may_read_all.entity_id, may_read_all.field_id, '{read}'))
  );
$$;
comment on function engine.may_read_all is 'Whether the caller reads this field in all rows.';

create function engine.rehearse_type(entity_name text, field_name text, type text, options jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  entity config.entities;
  field config.fields;
  wanted jsonb;
  result jsonb;
begin
  perform engine.require_right('entities');
  entity := engine.require_entity(entity_name);
  field := engine.require_field(entity_name, field_name);
  wanted := engine.clean_retype(entity, field, type, options);
  execute format(
    'select jsonb_build_object(''fits'', count(%1$I) filter (where not (%2$s)), ''misfits'', count(*) filter (where %2$s)) from public.%3$I',
    field.name, engine.misfit_sql(field.name, wanted ->> 'cast'), entity.name
  ) into result;
  if (result ->> 'misfits')::bigint > 0 and engine.may_read_all(entity.id, field.id) then
    execute format(
      'select $1 || jsonb_build_object(''samples'', jsonb_agg(to_jsonb(s))) from (
         select %1$I as id, %2$I::text as title, left(%3$I::text, 200) as value from public.%4$I where %5$s order by %1$I limit 20
       ) as s',
      engine.primary_key(entity.name), entity.title_field, field.name, entity.name,
      engine.misfit_sql(field.name, wanted ->> 'cast')
    ) into result using result;
  end if;
  return '{"samples": []}' || result;
end;
$$;
comment on function engine.rehearse_type is 'The work behind config.rehearse_type.';

create function config.rehearse_type(entity text, field text, type text, options jsonb default null)
returns jsonb
language sql volatile security definer set search_path = '' -- counts as the owner
as $$
  select engine.rehearse_type(entity, field, type, options);
$$;
comment on function config.rehearse_type is
  'How many values of a field would fit another type and how many not, with up to 20 that do not (id, title, value). Changes
nothing. Needs the right entities. Reasons unknown_entity, unknown_field, unknown_type, built_in_field, cannot_convert.';

create function engine.retype_field(entity_name text, field_name text, type text, options jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.fields as f set type = retype_field.type, options = retype_field.options
  from config.entities as e where e.id = f.entity_id and e.name = entity_name and f.name = field_name;
$$;
comment on function engine.retype_field is 'Writes the new type of a field.';

create function engine.plan_change_type(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  field constant config.fields := engine.require_field(entity.name, change ->> 'field');
  wanted constant jsonb := engine.clean_retype(entity, field, change ->> 'type', change -> 'options');
  misfits constant bigint := engine.count_where(entity.name, engine.misfit_sql(field.name, wanted ->> 'cast'));
  uses constant text[] := array_remove(engine.uses_of_field(entity.name, field.name), entity.name::text);
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  rule constant text := engine.field_check(field.name, wanted ->> 'type', wanted -> 'options');
  is_list constant boolean := wanted ->> 'type' in ('checkbox', 'tags', 'multi_choice');
  fallback constant text := engine.default_sql(wanted ->> 'type', wanted ->> 'column_type', wanted -> 'options', null);
  index_name constant text := engine.short_name(format('%s_%s_idx', entity.name, field.name));
begin
  if uses <> '{}' then
    perform engine.refuse('field_in_use', format('%s is still used by %s', field.name, array_to_string(uses, ', ')),
      jsonb_build_object('field', field.name, 'uses', array_to_string(uses, ', ')));
  elsif misfits > 0 and change ->> 'misfits' is distinct from 'clear' then
    perform engine.refuse('has_misfits', format('%s values do not fit the new type', misfits),
      jsonb_build_object('setting', 'type', 'count', misfits));
  end if;
  return next engine.step('change_type', entity.name || '.' || field.name,
    format('Make “%s” %s%s', label ->> 'en', wanted ->> 'column_type',
      case when misfits > 0 then format('; %s values that do not fit are cleared', misfits) else '' end),
    format('将“%s”改为 %s%s', label ->> 'zh-CN', wanted ->> 'column_type',
      case when misfits > 0 then format('；%s 个不符合的值将被清空', misfits) else '' end),
    concat_ws(E';\n',
      case when to_regclass(format('public.%I', index_name)) is not null then engine.index_sql(entity.name, field.name, field.type, false) end,
      format('alter table public.%I', entity.name) || coalesce(' drop constraint if exists ' || quote_ident(engine.check_name(field.name, field.type)) || ',', '')
        || format(' alter column %1$I drop default, alter column %1$I drop not null, alter column %1$I type %2$s using (%3$s)',
          field.name, wanted ->> 'column_type',
          case when is_list then format('coalesce(%s, %s)', wanted ->> 'cast', fallback) else wanted ->> 'cast' end),
      case when is_list then format('alter table public.%1$I alter column %2$I set default %3$s, alter column %2$I set not null',
        entity.name, field.name, fallback) end,
      case when rule is not null then format('alter table public.%I add constraint %I check (%s)',
        entity.name, engine.check_name(field.name, wanted ->> 'type'), rule) end,
      case when to_regclass(format('public.%I', index_name)) is not null then engine.index_sql(entity.name, field.name, wanted ->> 'type', true) end,
      format('select engine.retype_field(%L, %L, %L, %L)', entity.name, field.name, wanted ->> 'type', wanted -> 'options')
    ),
    case when misfits > 0 then 'destructive' else 'look_twice' end);
end;
$$;
comment on function engine.plan_change_type is
  'Step that gives a field another type; "misfits": "clear" empties what does not fit. Reasons has_misfits with a count,
field_in_use, built_in_field, cannot_convert.';
