-- The doors of the form designer. All need the right entities.

create function config.forms_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', e.name, 'label', engine.label_of_entity(e.name), 'icon', e.icon, 'group', e.group_key,
      'isHidden', e.is_hidden,
      'layouts', (select count(*) from config.forms as f where f.entity_id = e.id),
      'rules', (select count(*) from config.form_rules as r where r.entity_id = e.id and r.is_enabled),
      'enforced', (select count(*) from config.form_rules as r where r.entity_id = e.id and r.is_enabled and r.is_enforced)
    ) order by e.position, e.name), '[]')
    from config.entities as e
  );
end;
$$;
comment on function config.forms_page is 'All entities with the number of their layouts and rules. Needs the right entities.';

create function config.form_page(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  shown config.entities;
  document jsonb;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  document := engine.form_document(shown.id);
  return document || jsonb_build_object(
    'version', engine.document_version(document),
    'label', engine.label_of_entity(shown.name),
    'fields', engine.field_rows(shown),
    'roles', (
      select coalesce(jsonb_agg(engine.role_json(r) order by r.rank, r.key), '[]')
      from config.roles as r
      where exists (
        select from config.permissions as p where p.role_id = r.id and p.entity_id = shown.id and p.action = 'read'
      )
    ),
    'variables', (
      select coalesce(jsonb_agg(jsonb_build_object('key', v.key, 'label', v.label, 'entity', e.name) order by v.key), '[]')
      from config.variables as v join config.entities as e on e.id = v.entity_id
    )
  );
end;
$$;
comment on function config.form_page is
  'Layouts and rules of an entity with the version to hand back, its fields and the roles that read it. Reason unknown_entity.';

create function engine.require_form(entity text, document jsonb)
returns jsonb
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  shown constant config.entities := engine.require_entity(entity);
begin
  if not engine.is_list(document -> 'layouts', 100) or not engine.is_list(document -> 'rules', 100) then
    perform engine.refuse('invalid_document', 'A form has a list of layouts and a list of rules', errcode => '22023');
  elsif document ? 'version' and document ->> 'version' <> engine.document_version(engine.form_document(shown.id)) then
    perform engine.refuse('changed_meanwhile', 'Somebody else changed this form; look at it again', errcode => 'PT409');
  elsif exists (
    select from jsonb_array_elements(document -> 'layouts') as l
    where l ->> 'role' is not null and not exists (select from config.roles as r where r.key = l ->> 'role')
  ) then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  elsif exists (
    select from jsonb_array_elements(document -> 'layouts') as l group by l ->> 'role' having count(*) > 1
  ) or exists (
    select from jsonb_array_elements(document -> 'rules') as r group by r ->> 'key' having count(*) > 1
  ) then
    perform engine.refuse('invalid_document', 'A role has one layout, a rule has a key of its own', errcode => '22023');
  end if;
  perform engine.check_layout(shown.name, l -> 'layout') from jsonb_array_elements(document -> 'layouts') as l;
  perform engine.check_form_rule(shown.name, r) from jsonb_array_elements(document -> 'rules') as r;
  return document || jsonb_build_object('entity', shown.name);
end;
$$;
comment on function engine.require_form is 'The document, when it can be saved. Reasons as config.save_form.';

create function engine.save_form(entity text, document jsonb, note text)
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
set lock_timeout = '2s'
as $$
begin
  perform engine.require_right('entities');
  perform engine.lock_configuration();
  perform engine.write_form(engine.require_form(entity, document));
  perform engine.publish_forms(array[entity]);
  return engine.record_version(coalesce(nullif(btrim(note), ''), format('Form of %s', engine.label_of_entity(entity) ->> 'en')));
end;
$$;
comment on function engine.save_form is 'The work behind config.save_form.';

create function config.save_form(entity text, document jsonb, note text default '')
returns bigint
language plpgsql volatile security definer set search_path = '' -- writes config and runs DDL
as $$
begin
  return engine.save_form(entity, document, note);
end;
$$;
comment on function config.save_form is
  'Saves layouts and rules of an entity and compiles the enforced ones, in one transaction; returns the number of the
version. Reasons right_missing, changed_meanwhile (409), unknown_entity, unknown_role, unknown_field, invalid_layout,
invalid_form_rule, invalid_condition, invalid_preset, rule_…, show_is_not_enforced, busy.';

create function config.count_rule_breaks(entity text, rule jsonb)
returns bigint
language plpgsql stable security definer set search_path = '' -- counts as the owner
as $$
declare
  shown config.entities;
  kind constant text := rule ->> 'kind';
  broken text;
begin
  perform engine.require_right('entities');
  shown := engine.require_entity(entity);
  if kind not in ('require', 'check') then
    return 0;
  end if;
  perform engine.check_condition(rule -> 'condition');
  broken := engine.condition_sql(shown.name, 't', rule -> 'condition');
  if kind = 'check' then
    broken := format('not coalesce(%s, false)', broken);
  else
    broken := format('%s and (%s)', broken, (
      select string_agg(engine.emptiness_sql(format('t.%I', c.column_name), c.type_name), ' or ')
      from engine.columns as c
      where c.table_name = shown.name and c.column_name = any (engine.text_array(rule -> 'fields'))
    ));
  end if;
  return engine.count_broken(shown.name, broken);
end;
$$;
comment on function config.count_rule_breaks is
  'How many records break a rule now; once it is enforced they can only be saved when they are put right.';

create function engine.count_broken(table_name text, condition text)
returns bigint
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_rows bigint;
begin
  execute format('select count(*) from public.%I as t where %s', table_name, coalesce(condition, 'false')) into found_rows;
  return found_rows;
end;
$$;
comment on function engine.count_broken is 'Rows of a table (alias t) for which a compiled condition holds.';
