-- Steps that change what a column that is there lets in: its options, whether it is required, whether it is unique.

create function engine.require_made_here(entity_name text, field config.fields)
returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if not field.is_made_here then
    perform engine.refuse('built_in_field', 'This field came with the app, whose functions count on it: it can be renamed and hidden only',
      jsonb_build_object('entity', entity_name, 'field', field.name));
  end if;
end;
$$;
comment on function engine.require_made_here is 'Refuses (reason built_in_field) to change the column of a field that was not added here.';

create function engine.count_where(entity_name text, condition text)
returns bigint
language plpgsql stable security definer set search_path = '' -- counts as the owner
as $$
declare
  found bigint;
begin
  execute format('select count(*) from public.%I where %s', entity_name, condition) into found;
  return found;
end;
$$;
comment on function engine.count_where is 'How many records of an entity meet a condition that the compiler wrote.';

-- A few values with how often each occurs, for those who may read them all.
create function engine.counted_values(entity config.entities, field config.fields, source text)
returns text
language plpgsql stable security definer set search_path = '' -- looks as the owner
as $$
declare
  found text;
begin
  if not engine.may_read_all(entity.id, field.id) then
    return '';
  end if;
  execute format('select string_agg(format(''%%s (%%s)'', left(value, 60), n), '', '')
    from (select value::text, count(*) as n from (%s) as s (value) where value is not null group by value order by n desc, value limit 10) as t', source)
  into found;
  return coalesce(found, '');
end;
$$;
comment on function engine.counted_values is 'The commonest values of a query as `value (count), …`; empty for somebody who may not read them all.';

create function engine.replacing_sql(entity_name text, field config.fields, replacements jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select case field.type
    when 'choice' then format('update public.%1$I set %2$I = (%3$L::jsonb ->> %2$I) where %3$L::jsonb ? %2$I', entity_name, field.name, replacements)
    else format('update public.%1$I set %2$I = array(
        select coalesce(%3$L::jsonb ->> v, v) from unnest(%2$I) with ordinality as u (v, n) group by 1 order by min(n)
      ) where %3$L::jsonb ?| %2$I', entity_name, field.name, replacements)
  end
  where replacements <> '{}';
$$;
comment on function engine.replacing_sql is 'Gives records another option in place of one that goes; null when none is replaced.';

create function engine.plan_rule_change(entity_name text, field config.fields, options jsonb, replacements jsonb default '{}')
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  object constant text := entity_name || '.' || field.name;
  rule constant text := engine.field_check(field.name, field.type, options);
  kept constant jsonb := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(coalesce(replacements, '{}'))
    where key <> all (engine.choice_values(options)) and value #>> '{}' = any (engine.choice_values(options))
  );
  listed constant text := case field.type when 'choice' then format('select %I as v from public.%I', field.name, entity_name)
    else format('select unnest(%I) as v from public.%I', field.name, entity_name) end;
  misfits bigint;
begin
  if field.type in ('choice', 'multi_choice')
    and engine.choice_values(options) @> engine.choice_values(field.options)
    and engine.choice_values(options) <@ engine.choice_values(field.options)
  then
    return; -- only labels, colours or the order differ
  end if;
  perform engine.require_made_here(entity_name, field);
  misfits := engine.count_where(entity_name, case field.type
    when 'choice' then format('not (%s) and not %L::jsonb ? %I', rule, kept, field.name)
    else format('exists (select from unnest(%I) as v where v <> all (%L::text[]) and not %L::jsonb ? v)',
      field.name, engine.choice_values(options), kept)
  end);
  if misfits > 0 then
    perform engine.refuse('choice_in_use', format('%s records hold an option that would go', misfits),
      jsonb_build_object('setting', 'choices', 'count', misfits, 'values', engine.counted_values(
        engine.require_entity(entity_name), field,
        format('select v from (%s) as l where v <> all (%L::text[])', listed, engine.choice_values(options)))));
  end if;
  return next engine.step('change_rule', object,
    format('Allow other options in “%s”', label ->> 'en'), format('修改“%s”的选项', label ->> 'zh-CN'),
    concat_ws(E';\n',
      format('alter table public.%I drop constraint if exists %I', entity_name, engine.check_name(field.name, field.type)),
      engine.replacing_sql(entity_name, field, kept),
      format('alter table public.%I add constraint %I check (%s)', entity_name, engine.check_name(field.name, field.type), rule)
    ), 'look_twice');
end;
$$;
comment on function engine.plan_rule_change is 'Steps for other options of a choice. Reasons choice_in_use with a count, built_in_field.';

create function engine.plan_required(entity_name text, field config.fields, is_wanted boolean)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  empty constant bigint := engine.count_where(entity_name, format('%I is null', field.name));
begin
  perform engine.require_made_here(entity_name, field);
  if is_wanted and empty > 0 then
    perform engine.refuse('has_empty', format('%s records have nothing in this field', empty),
      jsonb_build_object('setting', 'is_required', 'count', empty));
  end if;
  return next engine.step('set_required', entity_name || '.' || field.name,
    format(case when is_wanted then 'Require a value in “%s”' else 'Let “%s” be empty' end, label ->> 'en'),
    format(case when is_wanted then '“%s”必须填写' else '“%s”可以留空' end, label ->> 'zh-CN'),
    format('alter table public.%I alter column %I %s not null', entity_name, field.name, case when is_wanted then 'set' else 'drop' end));
end;
$$;
comment on function engine.plan_required is 'Steps that make a field required, or no longer. Reasons has_empty with a count, built_in_field.';

create function engine.plan_unique(entity_name text, field config.fields, is_wanted boolean)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- counts as the owner
as $$
declare
  label constant jsonb := engine.label_of_field(entity_name, field.name);
  duplicates constant bigint := engine.count_where(entity_name, format(
    '%1$I in (select %1$I from public.%2$I where %1$I is not null group by %1$I having count(*) > 1)', field.name, entity_name
  ));
begin
  perform engine.require_made_here(entity_name, field);
  if is_wanted and duplicates > 0 then
    perform engine.refuse('has_duplicates', format('%s records share their value with another one', duplicates),
      jsonb_build_object('setting', 'is_unique', 'count', duplicates, 'values', engine.counted_values(
        engine.require_entity(entity_name), field, format(
          'select %1$I from public.%2$I where %1$I in (select %1$I from public.%2$I group by %1$I having count(*) > 1)', field.name, entity_name))));
  end if;
  return next engine.step('set_unique', entity_name || '.' || field.name,
    format(case when is_wanted then 'No two records may share a value of “%s”' else 'Records may share a value of “%s”' end, label ->> 'en'),
    format(case when is_wanted then '“%s”的值不能重复' else '“%s”的值可以重复' end, label ->> 'zh-CN'),
    engine.unique_sql(entity_name, field.name, is_wanted));
end;
$$;
comment on function engine.plan_unique is 'Steps that make a field unique, or no longer. Reasons has_duplicates with a count, built_in_field.';
