-- Layouts and rules of forms, looked at when they are configured.

create function engine.is_list(value jsonb, most integer)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(case when jsonb_typeof(value) = 'array' then jsonb_array_length(value) <= most end, false);
$$;
comment on function engine.is_list is 'True for a JSON list of at most so many items.';

create function engine.is_layout_field(field jsonb)
returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(
    jsonb_typeof(field -> 'name') = 'string' and engine.is_label(field -> 'help') and engine.is_label(field -> 'placeholder')
    and coalesce(field -> 'width' in ('1', '2', '3'), true), false
  );
$$;
comment on function engine.is_layout_field is 'True for {"name", "width"?, "help"?, "placeholder"?}.';

create function engine.is_layout_section(section jsonb)
returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return coalesce(
    jsonb_typeof(section -> 'key') = 'string' and engine.is_label(nullif(section -> 'label', 'null'))
    and section -> 'columns' in ('1', '2', '3') and engine.is_list(section -> 'fields', 300)
    and (select coalesce(bool_and(engine.is_layout_field(f)), true) from jsonb_array_elements(section -> 'fields') as f), false
  );
end;
$$;
comment on function engine.is_layout_section is 'True for {"key", "label": null or a label, "columns": 1 to 3, "fields": […]}.';

create function engine.is_layout_tab(tab jsonb)
returns boolean
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  return coalesce(
    jsonb_typeof(tab -> 'key') = 'string' and jsonb_typeof(tab -> 'label') = 'object' and engine.is_label(tab -> 'label')
    and engine.is_list(tab -> 'sections', 40)
    and (select coalesce(bool_and(engine.is_layout_section(s)), true) from jsonb_array_elements(tab -> 'sections') as s), false
  );
end;
$$;
comment on function engine.is_layout_tab is 'True for {"key", "label", "sections": […]}.';

create function engine.layout_names(layout jsonb)
returns setof text
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_path_query(layout, '$.tabs[*].sections[*].fields[*].name') #>> '{}'
  union all
  select jsonb_path_query(layout, '$.hidden[*]') #>> '{}';
$$;
comment on function engine.layout_names is 'Names of the fields that a layout places or leaves out.';

create function engine.check_layout(entity_name text, layout jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  stranger text;
begin
  if not engine.is_list(layout -> 'tabs', 20) or jsonb_array_length(layout -> 'tabs') = 0
    or not engine.is_list(coalesce(layout -> 'hidden', '[]'), 1000)
    or exists (select from jsonb_array_elements(layout -> 'tabs') as t where not engine.is_layout_tab(t))
  then
    perform engine.refuse('invalid_layout', 'A layout has tabs with sections with fields', errcode => '22023');
  elsif exists (select from engine.layout_names(layout) as n group by n having count(*) > 1) then
    perform engine.refuse('invalid_layout', 'A field stands in a layout once', errcode => '22023');
  end if;
  select n into stranger from engine.layout_names(layout) as n
  where not exists (
    select from config.fields as f join config.entities as e on e.id = f.entity_id
    where e.name = entity_name and f.name = n
  );
  if found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, left(stranger, 60)),
      jsonb_build_object('entity', entity_name, 'field', left(stranger, 60)));
  end if;
end;
$$;
comment on function engine.check_layout is 'Refuses a layout that could not be drawn: invalid_layout, unknown_field.';

-- What a form shows it must be able to decide alone; what it sets it must know before the row is stored.
create function engine.check_rule_reach(entity_name text, rule jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- reads the catalog for callers
as $$
begin
  if not coalesce((rule ->> 'is_enforced')::boolean, false) and (
    jsonb_path_exists(rule, '$.condition.**.exists')
    or jsonb_path_exists(rule, '$.condition.**.field ? (@ like_regex "[.]")')
    or jsonb_path_exists(rule, '$.condition.**.op ? (@ == "visible")')
  ) then
    perform engine.refuse('rule_looks_elsewhere', 'A rule of the form alone can only look at fields of the record itself');
  elsif rule ->> 'kind' = 'set' and exists (
    select from jsonb_path_query(rule, '$.condition.**.field') as f
    join engine.columns as c on c.table_name = entity_name and c.column_name = split_part(f #>> '{}', '.', 1)
    where c.is_generated
  ) then
    perform engine.refuse('rule_looks_at_computed', 'A value cannot depend on a field that is computed from it');
  end if;
end;
$$;
comment on function engine.check_rule_reach is
  'Refuses a condition that cannot be decided where the rule works: rule_looks_elsewhere, rule_looks_at_computed.';

create function engine.check_form_rule(entity_name text, rule jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  kind constant text := rule ->> 'kind';
  named constant text[] := engine.text_array(case when jsonb_typeof(rule -> 'fields') = 'array' then rule -> 'fields' end);
  stranger text;
begin
  perform engine.require_label(rule -> 'label');
  if not coalesce(kind in ('show', 'require', 'lock', 'set', 'check'), false)
    or not coalesce(rule ->> 'key' ~ '^[a-z][a-z0-9_]{0,39}$', false)
    or not engine.is_label(nullif(rule -> 'message', 'null'))
    or not coalesce(jsonb_typeof(rule -> 'is_enforced') = 'boolean' and jsonb_typeof(rule -> 'is_enabled') = 'boolean', false)
  then
    perform engine.refuse('invalid_form_rule', 'A rule has a key, a name, a kind, fields, a condition and a message', errcode => '22023');
  elsif kind = 'show' and (rule ->> 'is_enforced')::boolean then
    perform engine.refuse('show_is_not_enforced', 'What somebody may see is a matter of rights, not of a form');
  elsif kind <> 'check' and cardinality(named) = 0 or kind = 'set' and cardinality(named) <> 1 then
    perform engine.refuse('rule_needs_field', 'The rule needs a field to work on', '{"field": "fields"}');
  elsif kind = 'check' and nullif(rule -> 'message', 'null') is null then
    perform engine.refuse('rule_needs_message', 'A check needs a message that says what is wrong', '{"field": "message"}');
  end if;
  select n into stranger from unnest(named) as n
  where not exists (
    select from config.fields as f join config.entities as e on e.id = f.entity_id where e.name = entity_name and f.name = n
  );
  if found then
    perform engine.refuse('unknown_field', format('%s has no field %s', entity_name, left(stranger, 60)),
      jsonb_build_object('entity', entity_name, 'field', left(stranger, 60)));
  end if;
  perform engine.check_condition_on(null, entity_name, rule -> 'condition');
  perform engine.check_rule_reach(entity_name, rule);
  if kind = 'set' then
    perform engine.check_presets(entity_name, 'update', jsonb_build_object(named[1], rule -> 'value'));
  end if;
end;
$$;
comment on function engine.check_form_rule is
  'Refuses a rule that could not work: invalid_form_rule, show_is_not_enforced, rule_needs_field, rule_needs_message,
unknown_field, invalid_condition, rule_looks_elsewhere, rule_looks_at_computed, invalid_preset.';
