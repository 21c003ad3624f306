-- Another formula for a field that has one: tried on the records that are there before it is published.

create function engine.require_formula(field config.fields, formula text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if not field.options ? 'formula' or coalesce(formula, '') = '' then
    perform engine.refuse_formula(coalesce(formula, ''));
  end if;
end;
$$;
comment on function engine.require_formula is 'Refuses (reason invalid_formula) a formula for a field that people fill, and none for one that is computed.';

create function engine.rehearse_formula(entity_name text, field_name text, formula text)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- computes as the owner
as $$
declare
  entity config.entities;
  field config.fields;
  expression text;
  result jsonb;
begin
  perform engine.require_right('entities');
  entity := engine.require_entity(entity_name);
  field := engine.require_field(entity_name, field_name);
  perform engine.require_formula(field, formula);
  expression := engine.formula_sql(entity.name, formula, (
    select c.type_name from engine.columns as c where c.table_name = entity.name and c.column_name = field.name
  ));
  perform set_config('search_path', 'engine, pg_catalog', true); -- divisions are ours; ends with this function
  execute format('select jsonb_build_object(''records'', count(*), ''changes'', count(*) filter (where %I is distinct from %s)) from public.%I',
    field.name, expression, entity.name) into result;
  if engine.may_read_all(entity.id, field.id) and (engine.current_role_key() is null
    or engine.current_role_key() = any (engine.formula_readers(entity.id, formula)))
  then
    execute format(
      'select $1 || jsonb_build_object(''samples'', coalesce(jsonb_agg(to_jsonb(s)), ''[]'')) from (
         select %1$I as id, %2$I::text as title, %3$I::text as before, %4$s::text as after
         from public.%5$I where %3$I is distinct from %4$s order by %1$I limit 10
       ) as s', engine.primary_key(entity.name), entity.title_field, field.name, expression, entity.name
    ) into result using result;
  end if;
  return '{"samples": []}' || result;
end;
$$;
comment on function engine.rehearse_formula is 'The work behind config.rehearse_formula.';

create function config.rehearse_formula(entity text, field text, formula text)
returns jsonb
language sql volatile security definer set search_path = '' -- computes as the owner
as $$
  select engine.rehearse_formula(entity, field, formula);
$$;
comment on function config.rehearse_formula is
  'How many records another formula would change, with up to 10 of them (id, title, before, after) for those who may read
them all. Changes nothing. Needs the right entities. Reasons unknown_entity, unknown_field (404), invalid_formula.';

create function engine.plan_formula(entity config.entities, field config.fields, formula text, column_type text)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  label constant jsonb := engine.label_of_field(entity.name, field.name);
  object constant text := entity.name || '.' || field.name;
  readers text[];
  seen text[];
begin
  perform engine.require_formula(field, formula);
  return next engine.step('change_formula', object,
    format('Compute “%s” anew for all records', label ->> 'en'), format('为所有记录重新计算“%s”', label ->> 'zh-CN'),
    format(E'set local search_path = engine, pg_catalog;\nalter table public.%I alter column %I set expression as (%s)',
      entity.name, field.name, engine.formula_sql(entity.name, formula, column_type)), 'look_twice');
  readers := engine.formula_readers(entity.id, formula);
  seen := engine.field_roles(entity.id, field.id, '{read}');
  if not seen <@ readers then
    return next engine.step('set_access', object,
      format('“%s” is hidden from roles that may not read what it is made of', label ->> 'en'),
      format('无权查看公式来源的角色将看不到“%s”', label ->> 'zh-CN'),
      format('select engine.set_field_access(%L, %L, %L)', entity.name, field.name, jsonb_build_object(
        'see', to_jsonb(array(select k from unnest(seen) as k where k = any (readers))), 'edit', '[]'::jsonb
      )), 'look_twice');
  end if;
end;
$$;
comment on function engine.plan_formula is 'Steps that compute a field another way. Reason invalid_formula.';
