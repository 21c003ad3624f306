-- Forms as the app gets them: the layout of the role, else that of everybody, and the rules that the role may know.

create function engine.layout_of(layout jsonb, fields jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'tabs', (
      select jsonb_agg(tab || jsonb_build_object('sections', (
        select coalesce(jsonb_agg(section || jsonb_build_object('fields', (
          select coalesce(jsonb_agg(field order by f), '[]')
          from jsonb_array_elements(section -> 'fields') with ordinality as i (field, f) where fields ? (field ->> 'name')
        )) order by s), '[]')
        from jsonb_array_elements(tab -> 'sections') with ordinality as j (section, s)
      )) order by t)
      from jsonb_array_elements(layout -> 'tabs') with ordinality as k (tab, t)
    ),
    'hidden', (
      select coalesce(jsonb_agg(name), '[]') from jsonb_array_elements_text(layout -> 'hidden') as name where fields ? name
    )
  );
$$;
comment on function engine.layout_of is 'A layout with these fields only (an object with their names as keys, or a list).';

create function engine.form_rule_json(rule config.form_rules)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'key', rule.key, 'label', rule.label, 'kind', rule.kind, 'fields', rule.fields, 'condition', rule.condition,
    'value', rule.value, 'message', rule.message, 'is_enforced', rule.is_enforced, 'is_enabled', rule.is_enabled
  );
$$;
comment on function engine.form_rule_json is 'A rule as it stands in documents.';

-- A condition over a field that the role may not read would tell the role about it; the database enforces it all the same.
create function engine.forms_json(role_name text, role_id uuid)
returns table (entity_name text, form jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with readable as materialized (
    select engine.readable_fields(role_name) as fields
  ), layouts as (
    select distinct on (f.entity_id) f.entity_id, f.layout
    from config.forms as f where f.role_id is null or f.role_id = forms_json.role_id
    order by f.entity_id, f.role_id nulls last
  ), rules as (
    select r.entity_id, jsonb_agg(engine.form_rule_json(r) order by r.position, r.key) as list
    from config.form_rules as r
    join config.entities as e on e.id = r.entity_id
    cross join readable
    where r.is_enabled
      and engine.readable_condition(r.condition, e.name, readable.fields) is not distinct from r.condition
    group by r.entity_id
  )
  select e.name, jsonb_build_object(
    'layout', case when l.layout is not null then engine.layout_of(l.layout, readable.fields -> e.name) end,
    'rules', coalesce(r.list, '[]')
  )
  from config.entities as e
  cross join readable
  left join layouts as l on l.entity_id = e.id
  left join rules as r on r.entity_id = e.id
  where readable.fields ? e.name and (l.layout is not null or r.list is not null);
$$;
comment on function engine.forms_json is 'Per entity that has one, the form of a role: layout (null = arranged by itself) and rules.';

create function engine.form_document(entity_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'entity', e.name,
    'layouts', (
      select coalesce(jsonb_agg(jsonb_build_object('role', r.key, 'layout', f.layout) order by r.key nulls first), '[]')
      from config.forms as f left join config.roles as r on r.id = f.role_id
      where f.entity_id = e.id
    ),
    'rules', (
      select coalesce(jsonb_agg(engine.form_rule_json(r) order by r.position, r.key), '[]')
      from config.form_rules as r where r.entity_id = e.id
    )
  )
  from config.entities as e where e.id = form_document.entity_id;
$$;
comment on function engine.form_document is 'Layouts and rules of an entity, with names instead of ids.';

create function engine.forms_document()
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(engine.form_document(e.id) order by e.name), '[]')
  from config.entities as e
  where exists (select from config.forms as f where f.entity_id = e.id)
    or exists (select from config.form_rules as r where r.entity_id = e.id);
$$;
comment on function engine.forms_document is 'All forms, in a stable order.';

create function engine.form_changes(before jsonb, after jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
begin
  return (
  with entities as (
    select b.document as before, a.document as after, entity
    from (select d ->> 'entity' as entity, d as document from jsonb_array_elements(before) as d) as b
    full join (select d ->> 'entity' as entity, d as document from jsonb_array_elements(after) as d) as a using (entity)
    where a.document is distinct from b.document
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'role', null, 'label', engine.label_of_entity(e.entity), 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
    'settings', case when e.before -> 'layouts' is distinct from e.after -> 'layouts'
      then '[{"setting": "form_layout"}]'::jsonb else '[]'::jsonb end || (
      select coalesce(jsonb_agg(jsonb_build_object(
        'setting', 'form_rule', 'label', coalesce(n.rule, o.rule) -> 'label',
        'before', o.rule is not null, 'after', n.rule is not null
      ) order by key), '[]')
      from (select r ->> 'key' as key, r as rule from jsonb_array_elements(e.before -> 'rules') as r) as o
      full join (select r ->> 'key' as key, r as rule from jsonb_array_elements(e.after -> 'rules') as r) as n using (key)
      where o.rule is distinct from n.rule
    )
  ) order by e.entity), '[]')
  from entities as e
  where exists (select from config.entities as known where known.name = e.entity)
  );
end;
$$;
comment on function engine.form_changes is 'What lies between two lists of forms: per entity whether a layout changed, and rules.';
