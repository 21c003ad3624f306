-- Versions of the configuration: who changed what, told from the documents that each publish leaves behind.

create function engine.document_rights(document jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with cells as (
    select cell ->> 'entity' as entity, cell ->> 'action' as action, cell -> 'fields' as fields
    from jsonb_array_elements(document -> 'permissions') as cell
  ), rights as (
    select jsonb_build_object('entity', entity, 'action', action, 'field', null) as item from cells
    union
    select jsonb_build_object('entity', entity, 'action', action, 'field', field)
    from cells, jsonb_array_elements_text(case when jsonb_typeof(fields) = 'array' then fields end) as field
    union
    select jsonb_build_object('entity', entity, 'action', action, 'field', f.name)
    from cells
    join config.entities as e on e.name = entity
    join config.fields as f on f.entity_id = e.id and f.name !~ '_grams$' and (action = 'read' or not f.is_read_only)
    where jsonb_typeof(fields) is distinct from 'array' and action in ('read', 'create', 'update')
    union
    select jsonb_build_object('entity', e.name, 'action', 'execute', 'field', null, 'operation', ran.operation)
    from jsonb_array_elements_text(document -> 'operations') as ran (operation)
    left join config.operations as o on o.name = ran.operation
    left join config.entities as e on e.id = o.entity_id
  )
  select coalesce(jsonb_agg(item), '[]') from rights;
$$;
comment on function engine.document_rights is
  'Rights that a role''s document gives: entity, action, field, operation; "all fields" means the fields of today.';

create function engine.document_changes(before jsonb, after jsonb)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(jsonb_agg(change order by is_scope, position), '[]')
    || engine.form_changes(coalesce(before -> 'forms', '[]'), coalesce(after -> 'forms', '[]'))
    || engine.view_changes(coalesce(before -> 'views', after -> 'views'), after -> 'views')
  from (
    select false as is_scope, coalesce(a.position, b.position) as position, jsonb_build_object(
      'role', key, 'label', coalesce(a.role, b.role) -> 'label',
      'gained', engine.array_without(engine.document_rights(a.role), engine.document_rights(b.role)),
      'lost', engine.array_without(engine.document_rights(b.role), engine.document_rights(a.role)),
      'settings', engine.changed_settings(b.role, a.role)
    ) as change
    from (
      select role ->> 'key' as key, role, position
      from jsonb_array_elements(before -> 'roles') with ordinality as r (role, position)
    ) as b
    full join (
      select role ->> 'key' as key, role, position
      from jsonb_array_elements(after -> 'roles') with ordinality as r (role, position)
    ) as a using (key)
    where a.role is distinct from b.role
    union all
    select true, row_number() over (order by key), jsonb_build_object(
      'role', null, 'label', coalesce(a.scope, b.scope) -> 'label', 'gained', '[]'::jsonb, 'lost', '[]'::jsonb,
      'settings', jsonb_build_array(jsonb_build_object(
        'setting', 'scope', 'scope', key, 'before', b.scope -> 'condition', 'after', a.scope -> 'condition'
      ))
    )
    from (
      select scope ->> 'key' as key, scope from jsonb_array_elements(before -> 'scopes') as scope
    ) as b
    full join (
      select scope ->> 'key' as key, scope from jsonb_array_elements(after -> 'scopes') as scope
    ) as a using (key)
    where a.scope is distinct from b.scope
  ) as changes;
$$;
comment on function engine.document_changes is
  'What lies between two configurations: per role rights gained and lost and settings; a scope stands alone, role null,
and so do the form and the views of an entity.';

create function config.versions_page(before_id bigint default null, entry_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', v.id, 'at', v.at, 'author', v.author_name, 'note', v.note,
      'is_current', v.id = (select max(newest.id) from config.versions as newest)
    ) order by v.id desc), '[]')
    from (
      select * from config.versions as v where before_id is null or v.id < before_id
      order by v.id desc limit least(entry_limit, 200)
    ) as v
  );
end;
$$;
comment on function config.versions_page is 'Versions of the configuration, newest first; the first page starts without before_id.';

create function engine.version_document(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  document jsonb;
begin
  select v.document into document from config.versions as v where v.id = version_id;
  if not found then
    perform engine.refuse('unknown_version', 'There is no such version', errcode => 'PT404');
  end if;
  return document;
end;
$$;
comment on function engine.version_document is 'The configuration of a version. Reason unknown_version (404).';

create function config.version_changes(version_id bigint)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('roles');
  return engine.document_changes(
    coalesce(
      (select v.document from config.versions as v where v.id < version_id order by v.id desc limit 1),
      '{"roles": [], "scopes": []}'
    ),
    engine.version_document(version_id)
  );
end;
$$;
comment on function config.version_changes is
  'What a version changed against the one before, per role: rights gained and lost, settings. Reason unknown_version.';
