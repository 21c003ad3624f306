-- A role as one document: what the studio edits, what a version keeps, what a configuration file holds.

create function engine.permission_json(permission config.permissions)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'entity', e.name,
    'action', permission.action,
    'scope', s.key,
    'presets', permission.presets,
    'validation', permission.validation,
    'fields', case when not permission.all_fields then (
      select coalesce(jsonb_agg(f.name order by f.position, f.name), '[]')
      from config.permission_fields as pf
      join config.fields as f on f.id = pf.field_id
      where pf.permission_id = permission.id
    ) end
  )
  from config.entities as e
  left join config.scopes as s on s.id = permission.scope_id
  where e.id = permission.entity_id;
$$;
comment on function engine.permission_json is 'A permission as text: entity, action, scope key or null, field names or null for all.';

create function engine.role_document(role_id uuid)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select jsonb_build_object(
    'key', r.key, 'label', r.label, 'rank', r.rank, 'requires_mfa', r.requires_mfa,
    'can_view_as', r.can_view_as, 'may_configure', r.may_configure, 'is_active', r.is_active,
    'permissions', (
      select coalesce(jsonb_agg(engine.permission_json(p) order by e.name, p.action), '[]')
      from config.permissions as p
      join config.entities as e on e.id = p.entity_id
      where p.role_id = r.id
    ),
    'operations', (
      select coalesce(jsonb_agg(ro.operation_name order by ro.operation_name), '[]')
      from config.role_operations as ro where ro.role_id = r.id
    )
  )
  from config.roles as r
  where r.id = role_document.role_id;
$$;
comment on function engine.role_document is 'Everything that makes a role, with names instead of ids.';

create function engine.allow_from_document(role_key text, permission jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.allow(
    role_key, permission ->> 'entity', permission ->> 'action',
    fields => case when jsonb_typeof(permission -> 'fields') = 'array' then engine.text_array(permission -> 'fields') end,
    scope => permission ->> 'scope',
    presets => coalesce(permission -> 'presets', '{}'),
    validation => coalesce(permission -> 'validation', '[]')
  );
$$;
comment on function engine.allow_from_document is 'Writes one permission of a document.';

-- Writes only what differs, so that the audit log shows what was meant.
create function engine.write_role(role_id uuid, document jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  role_key text;
  permission jsonb;
begin
  if document ? 'label' then
    perform engine.require_label(document -> 'label');
  end if;
  perform engine.define_new_scopes(document -> 'new_scopes');
  update config.roles as r set
    label = coalesce(document -> 'label', r.label::jsonb),
    rank = coalesce((document ->> 'rank')::integer, r.rank),
    requires_mfa = coalesce((document ->> 'requires_mfa')::boolean, r.requires_mfa),
    can_view_as = coalesce((document ->> 'can_view_as')::boolean, r.can_view_as),
    is_active = coalesce((document ->> 'is_active')::boolean, r.is_active),
    may_configure = case
      when document ? 'may_configure' then engine.text_array(document -> 'may_configure') else r.may_configure
    end
  where r.id = write_role.role_id
  returning r.key into role_key;

  delete from config.permissions as p
  using config.entities as e
  where p.role_id = write_role.role_id and e.id = p.entity_id
    and not exists (
      select from jsonb_array_elements(document -> 'permissions') as wanted
      where wanted ->> 'entity' = e.name and wanted ->> 'action' = p.action
    );
  for permission in
    select '{"scope": null, "fields": null, "presets": {}, "validation": []}' || wanted
    from jsonb_array_elements(document -> 'permissions') as wanted
    except
    select engine.permission_json(p) from config.permissions as p where p.role_id = write_role.role_id
  loop
    perform engine.allow_from_document(role_key, permission);
  end loop;
  if document ? 'operations' then
    perform engine.set_operations(role_id, engine.text_array(document -> 'operations'));
  end if;
end;
$$;
comment on function engine.write_role is
  'Brings the configuration of a role to a document, without compiling it. Reasons unknown_entity, unknown_field, unknown_scope.';

create function config.role_document(role_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
declare
  document jsonb;
begin
  perform engine.require_right('roles');
  document := engine.role_document(role_id);
  if document is null then
    perform engine.refuse('unknown_role', 'This role does not exist any more', errcode => 'PT404');
  end if;
  return document || jsonb_build_object('version', engine.document_version(document));
end;
$$;
comment on function config.role_document is
  'A role as one document, with the version to hand back when it is saved. Needs the right roles.';

create function engine.document_version(document jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select md5(document::text);
$$;
comment on function engine.document_version is 'Fingerprint of a document: a second editor of the same state is noticed.';
