-- Enforced rules of forms become two triggers per table, one before and one after the write. They act for every client
-- and every role, operations included, and look at other tables as the owner.

create function engine.form_condition_sql(table_name text, alias text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return format('coalesce(%s, false)', engine.condition_sql(table_name, alias, condition));
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.form_condition_sql is 'SQL of a rule''s condition over the old or new row; null when its fields are gone.';

create function engine.refuse_by_rule(entity_name text, rule_key text, field_name text)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  rule config.form_rules;
  label constant jsonb := engine.label_of_field(entity_name, field_name);
  message jsonb;
begin
  select r.* into rule from config.form_rules as r
  join config.entities as e on e.id = r.entity_id and e.name = entity_name where r.key = rule_key;
  message := coalesce(rule.message::jsonb, case rule.kind
    when 'lock' then jsonb_build_object(
      'en', format('“%s” cannot be changed: %s', label ->> 'en', rule.label ->> 'en'),
      'zh-CN', format('“%s”不能修改：%s', label ->> 'zh-CN', rule.label ->> 'zh-CN'))
    else jsonb_build_object(
      'en', format('“%s” must be filled in: %s', label ->> 'en', rule.label ->> 'en'),
      'zh-CN', format('必须填写“%s”：%s', label ->> 'zh-CN', rule.label ->> 'zh-CN'))
  end);
  perform engine.refuse('breaks_form_rule', message ->> 'en', jsonb_build_object(
    'entity', entity_name, 'field', field_name, 'rule', rule_key, 'message', message
  ), '23514');
end;
$$;
comment on function engine.refuse_by_rule is
  'Refuses (reason breaks_form_rule) with the message of a rule; asked at the moment, so texts change without compiling.';

create function engine.form_sets_body(entity config.entities)
returns text
language sql stable security invoker set search_path = ''
as $$
  select E'begin\n' || string_agg(format(
    E'  if %s then\n    new.%I := %s;\n  end if;\n', c.condition, r.fields[1], v.value
  ), '' order by r.position, r.key) || E'  return new;\nend;\n'
  from config.form_rules as r
  cross join lateral (select engine.form_condition_sql(entity.name, 'new', r.condition)) as c (condition)
  cross join lateral (select engine.preset_sql(entity.name, r.fields[1], r.value)) as v (value)
  where r.entity_id = entity.id and r.is_enforced and r.is_enabled and r.kind = 'set'
    and c.condition is not null and v.value is not null;
$$;
comment on function engine.form_sets_body is 'Body of the trigger function that writes what set rules demand; null for none.';

create function engine.form_checks_body(entity config.entities)
returns text
language sql stable security invoker set search_path = ''
as $$
  select E'begin\n' || string_agg(format(
    E'  if %s then\n    perform engine.refuse_by_rule(%L, %L, %L);\n  end if;\n', broken.sql, entity.name, r.key, broken.field
  ), '' order by r.position, r.key, broken.field) || E'  return null;\nend;\n'
  from config.form_rules as r
  cross join lateral (
    select
      case r.kind when 'check' then 'not ' else '' end || engine.form_condition_sql(entity.name, 'new', r.condition),
      engine.form_condition_sql(entity.name, 'old', r.condition)
  ) as c (on_new, on_old)
  cross join lateral (
    select c.on_new as sql, r.fields[1] as field where r.kind = 'check'
    union all
    select case r.kind
      when 'require' then format('%s and %s', c.on_new, engine.emptiness_sql(format('new.%I', k.column_name), k.type_name))
      else format(
        case k.type_name when 'json' then 'tg_op = ''UPDATE'' and %1$s and new.%2$I::text is distinct from old.%2$I::text'
          else 'tg_op = ''UPDATE'' and %1$s and new.%2$I is distinct from old.%2$I' end, c.on_old, k.column_name
      )
    end, k.column_name
    from engine.columns as k
    where r.kind in ('require', 'lock') and k.table_name = entity.name and k.column_name = any (r.fields)
  ) as broken
  where r.entity_id = entity.id and r.is_enforced and r.is_enabled and r.kind <> 'set' and broken.sql is not null;
$$;
comment on function engine.form_checks_body is
  'Body of the trigger function that refuses rows breaking a rule, seen as stored; null for none.';

create view engine.wanted_form_rules with (security_invoker = true) as
select e.name::text as table_name, t.trigger_name, format(
  E'create function engine.%I() returns trigger language plpgsql volatile security definer set search_path = '''' as %L;\n'
  'create trigger %I %s insert or update on public.%I for each row execute function engine.%I()',
  f.function_name, t.body, t.trigger_name, t.timing, e.name, f.function_name
) as source
from config.entities as e
cross join lateral (
  select '01 form rules', 'before', engine.form_sets_body(e)
  union all
  select 'form rules', 'after', engine.form_checks_body(e)
) as t (trigger_name, timing, body)
cross join lateral (select engine.short_name(t.trigger_name || ' on ' || e.name)) as f (function_name)
where t.body is not null and exists (
  select from config.form_rules as r where r.entity_id = e.id and r.is_enforced and r.is_enabled
);
comment on view engine.wanted_form_rules is 'Triggers that enforced rules of forms ask for, with the statements that make them.';
