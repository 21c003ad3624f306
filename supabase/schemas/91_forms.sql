-- Designing forms: layouts and rules of an entity are one document, saved and compiled in one transaction.

-- Writes only what differs, so that the audit log shows what was meant.
create function engine.write_form(document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  its_entity constant uuid := engine.entity_id(document ->> 'entity');
begin
  with wanted as (
    select r.id as role_id, w ->> 'role' as role_key, w -> 'layout' as layout
    from jsonb_array_elements(coalesce(document -> 'layouts', '[]')) as w left join config.roles as r on r.key = w ->> 'role'
  ), gone as (
    delete from config.forms as f
    where f.entity_id = its_entity and not exists (
      select from wanted as w where w.role_id is not distinct from f.role_id and (w.role_key is null or w.role_id is not null)
    )
  )
  insert into config.forms as f (entity_id, role_id, layout)
  select its_entity, w.role_id, w.layout from wanted as w where w.role_key is null or w.role_id is not null
  on conflict on constraint one_form_for_each_role do update set layout = excluded.layout
  where f.layout is distinct from excluded.layout;

  with wanted as (
    select w.*, place
    from jsonb_array_elements(coalesce(document -> 'rules', '[]')) with ordinality as t (item, place)
    cross join lateral jsonb_populate_record(null::config.form_rules, item || jsonb_build_object(
      'value', nullif(item -> 'value', 'null'), 'message', nullif(item -> 'message', 'null')
    )) as w
  ), gone as (
    delete from config.form_rules as r
    where r.entity_id = its_entity and not exists (select from wanted as w where w.key = r.key)
  )
  insert into config.form_rules as r
    (entity_id, key, label, kind, fields, condition, value, message, is_enforced, is_enabled, position)
  select its_entity, w.key, w.label, w.kind, coalesce(w.fields, '{}'), w.condition, w.value, w.message,
    coalesce(w.is_enforced, false), coalesce(w.is_enabled, true), w.place
  from wanted as w
  on conflict on constraint rule_has_a_key_of_its_own do update set
    label = excluded.label, kind = excluded.kind, fields = excluded.fields, condition = excluded.condition,
    value = excluded.value, message = excluded.message, is_enforced = excluded.is_enforced,
    is_enabled = excluded.is_enabled, position = excluded.position
  where engine.form_rule_json(r) is distinct from engine.form_rule_json(excluded) or r.position <> excluded.position;
end;
$$;
comment on function engine.write_form is 'Makes layouts and rules of an entity what a document says, without compiling them.';

create function engine.define_form(entity text, layout jsonb, rules jsonb default '[]')
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform engine.check_layout(entity, layout);
  perform engine.check_form_rule(entity, r) from jsonb_array_elements(rules) as r;
  perform engine.write_form(jsonb_build_object(
    'entity', entity, 'layouts', jsonb_build_array(jsonb_build_object('role', null, 'layout', layout)), 'rules', rules
  ));
end;
$$;
comment on function engine.define_form is 'For setup by SQL: the form of an entity for everybody; compiled by the next sync.';

create function engine.without_gone_fields(document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  fields constant jsonb := (
    select jsonb_object_agg(f.name, '') from config.fields as f join config.entities as e on e.id = f.entity_id
    where e.name = document ->> 'entity'
  );
  rule jsonb;
  rules jsonb := '[]';
begin
  for rule in select * from jsonb_array_elements(document -> 'rules') loop
    begin
      perform engine.check_form_rule(document ->> 'entity', rule);
      rules := rules || rule;
    exception when raise_exception or invalid_parameter_value then null; -- its fields do not exist any more
    end;
  end loop;
  return document || jsonb_build_object('rules', rules, 'layouts', (
    select coalesce(jsonb_agg(l || jsonb_build_object('layout', engine.layout_of(l -> 'layout', fields))), '[]')
    from jsonb_array_elements(document -> 'layouts') as l
  ));
end;
$$;
comment on function engine.without_gone_fields is 'A form without fields that are gone since, and without the rules about them.';

create function engine.write_forms(documents jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if documents is not null and documents is distinct from engine.forms_document() then
    perform engine.require_right('entities');
    perform engine.write_form(engine.without_gone_fields(coalesce(d, jsonb_build_object('entity', e.name, 'layouts', '[]'::jsonb, 'rules', '[]'::jsonb))))
    from config.entities as e left join jsonb_array_elements(documents) as d on d ->> 'entity' = e.name
    where engine.form_document(e.id) is distinct from d;
  end if;
end;
$$;
comment on function engine.write_forms is
  'Makes all forms what a configuration says; of what is gone since nothing comes back. Null = leaves them. Needs the right entities.';

create function engine.layout_section(label jsonb, columns integer, variadic fields text[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('label', label, 'columns', columns, 'fields', (
    select jsonb_agg(case when name ~ '\*$' then jsonb_build_object('name', rtrim(name, '*'), 'width', columns)
      else jsonb_build_object('name', name) end order by place)
    from unnest(fields) with ordinality as f (name, place)
  ));
$$;
comment on function engine.layout_section is 'For setup by SQL: a section; a field that ends in * takes the whole width.';

create function engine.layout_tab(label jsonb, variadic sections jsonb[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('label', label, 'sections', to_jsonb(sections));
$$;
comment on function engine.layout_tab is 'For setup by SQL: a tab of a layout.';

create function engine.layout(variadic tabs jsonb[])
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_build_object('hidden', '[]'::jsonb, 'tabs', jsonb_agg(
    jsonb_build_object('key', 't' || t, 'label', tab -> 'label', 'sections', (
      select jsonb_agg('{}' || section || jsonb_build_object('key', format('s%s_%s', t, s)) order by s)
      from jsonb_array_elements(tab -> 'sections') with ordinality as i (section, s)
    )) order by t
  ))
  from unnest(tabs) with ordinality as j (tab, t);
$$;
comment on function engine.layout is 'For setup by SQL: a layout of these tabs, with keys.';
