-- Presets and validation act on every client: both are compiled to triggers that fire for one role alone. Operations
-- write as the owner, so they are not held to the rules of the role that runs them.

create table engine.compiled_rules (
  table_name text not null,
  trigger_name text not null,
  role_key text,
  source text not null,
  deparsed text not null,
  primary key (table_name, trigger_name)
);
comment on table engine.compiled_rules is 'Triggers as compiled: our source, and how Postgres printed them right after creation.';
comment on column engine.compiled_rules.role_key is 'Null for rules of forms, which act for everybody.';
alter table engine.compiled_rules enable row level security;

create function engine.rule_function(trigger_name text, table_name text)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select engine.short_name(trigger_name || ' on ' || table_name);
$$;
comment on function engine.rule_function is 'Name of the function behind a rule''s trigger.';

create function engine.presets_body(table_name text, presets jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(E'begin\n%s  return new;\nend;\n', string_agg(
    format(E'  if tg_op = %L then\n%s  end if;\n', event.name, assignments.sql), '' order by action
  ))
  from jsonb_each(presets) as p (action, fields)
  cross join lateral (select case action when 'create' then 'INSERT' else 'UPDATE' end) as event (name)
  cross join lateral (
    select string_agg(format(E'    new.%I := %s;\n', key, engine.preset_sql(table_name, key, value)), '' order by key)
    from jsonb_each(fields) where engine.preset_sql(table_name, key, value) is not null
  ) as assignments (sql);
$$;
comment on function engine.presets_body is 'Body of the trigger function that writes presets, given by action and field.';

create function engine.fitting_rule_sql(role_key text, table_name text, condition jsonb)
returns text
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return engine.condition_sql(table_name, 'new', condition, 1, role_key);
exception when invalid_parameter_value then
  return null;
end;
$$;
comment on function engine.fitting_rule_sql is
  'SQL of a rule over the new row; null when its fields are gone, and then nothing passes.';

create function engine.checks_body(role_key text, table_name text, validation jsonb)
returns text
language sql stable security invoker set search_path = ''
as $$
  select format(E'begin\n%s  return null;\nend;\n', string_agg(format(
    E'  if tg_op = %L and not coalesce(%s, false) then\n    perform engine.refuse(%L, %L, %L, %L);\n  end if;\n',
    case action when 'create' then 'INSERT' else 'UPDATE' end,
    coalesce(engine.fitting_rule_sql(role_key, table_name, rule -> 'condition'), 'false'),
    'validation_failed', rule -> 'message' ->> 'en',
    jsonb_build_object('field', rule -> 'field', 'message', rule -> 'message'), '23514'
  ), '' order by action, position))
  from jsonb_each(validation) as v (action, rules)
  cross join lateral jsonb_array_elements(rules) with ordinality as r (rule, position);
$$;
comment on function engine.checks_body is 'Body of the trigger function that checks rows as stored, given rules by action.';

-- A preset comes before every other trigger, hence the name. A check comes after all of them, when generated columns
-- have their values; it looks at other tables as the owner, with the role's own scopes written out.
create view engine.wanted_rules with (security_invoker = true) as
select r.key as role_key, e.name as table_name, rule.trigger_name, format(
  E'create function engine.%I() returns trigger language plpgsql volatile security %s set search_path = '''' as %L;\n'
  'create trigger %I %s %s on public.%I for each row when (current_user = %L) execute function engine.%I()',
  function_name, case rule.timing when 'after' then 'definer' else 'invoker' end, rule.body,
  rule.trigger_name, rule.timing, rule.events, e.name, engine.role_name(r.key), function_name
) as source
from (
  select p.role_id, p.entity_id,
    coalesce(jsonb_object_agg(p.action, p.presets) filter (where p.presets <> '{}'), '{}') as presets,
    coalesce(jsonb_object_agg(p.action, p.validation) filter (where p.validation <> '[]'), '{}') as validation
  from config.permissions as p
  where p.action in ('create', 'update') and (p.presets <> '{}' or p.validation <> '[]')
  group by p.role_id, p.entity_id
) as p
join config.roles as r on r.id = p.role_id
join config.entities as e on e.id = p.entity_id
cross join lateral (
  select '00 presets of ' || r.key, 'before', p.presets, engine.presets_body(e.name, p.presets)
  where p.presets <> '{}'
  union all
  select 'checks of ' || r.key, 'after', p.validation, engine.checks_body(r.key, e.name, p.validation)
  where p.validation <> '{}'
) as found (trigger_name, timing, by_action, body)
cross join lateral (
  select found.trigger_name, found.timing, found.body, (
    select string_agg(case action when 'create' then 'insert' else 'update' end, ' or ' order by action)
    from jsonb_object_keys(found.by_action) as action
  ) as events, engine.rule_function(found.trigger_name, e.name) as function_name
) as rule
union all
select null, f.table_name, f.trigger_name, f.source from engine.wanted_form_rules as f;
comment on view engine.wanted_rules is 'Triggers that presets, validation and forms ask for, with the statements that make them.';

create function engine.rule_text(table_name text, trigger_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select concat_ws(' | ', pg_get_triggerdef(t.oid), t.tgenabled, p.prosecdef, p.proconfig, p.prosrc)
  from pg_catalog.pg_trigger as t
  join pg_catalog.pg_proc as p on p.oid = t.tgfoid
  where t.tgname = trigger_name and t.tgrelid = to_regclass(format('public.%I', rule_text.table_name));
$$;
comment on function engine.rule_text is 'A rule''s trigger as the catalog has it; null when it does not exist.';

create function engine.changed_rules(role_keys text[])
returns setof engine.compiled_rules
language sql stable security invoker set search_path = ''
as $$
  select coalesce(w.table_name, c.table_name), coalesce(w.trigger_name, c.trigger_name),
    coalesce(w.role_key, c.role_key), w.source, null
  from (select * from engine.wanted_rules as w where w.role_key = any (role_keys)) as w
  full join (select * from engine.compiled_rules as c where c.role_key = any (role_keys)) as c
    using (table_name, trigger_name)
  where w.source is distinct from c.source
    or c.deparsed is distinct from engine.rule_text(table_name, trigger_name);
$$;
comment on function engine.changed_rules is
  'Rules of these roles that differ from the configuration, as they should be; without source = to be dropped.';

create function engine.compile_rule(rule engine.compiled_rules)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass(format('public.%I', rule.table_name)) is not null then
    execute format('drop trigger if exists %I on public.%I', rule.trigger_name, rule.table_name);
  end if;
  execute format('drop function if exists engine.%I()', engine.rule_function(rule.trigger_name, rule.table_name));
  delete from engine.compiled_rules as c
  where (c.table_name, c.trigger_name) = (rule.table_name, rule.trigger_name);
  if rule.source is not null then
    execute rule.source;
    rule.deparsed := engine.rule_text(rule.table_name, rule.trigger_name);
    insert into engine.compiled_rules select rule.*;
  end if;
end;
$$;
comment on function engine.compile_rule is 'Creates, replaces or drops one rule and remembers how Postgres prints it.';
