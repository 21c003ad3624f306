-- Exporting. The rows come through the caller's ordinary rights, page by page; here it is decided whether he may take
-- them along, and written down that he did.

create function config.exportable_fields(entity text)
returns text[]
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  found_entity constant uuid := engine.entity_id(entity);
begin
  return array(
    select f.name
    from config.permissions as p
    join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
    join config.fields as f on f.entity_id = p.entity_id
    where p.entity_id = found_entity and p.action = 'export'
      and (p.all_fields or exists (
        select from config.permission_fields as pf where pf.permission_id = p.id and pf.field_id = f.id
      ))
      and exists (
        select from engine.columns as c
        where c.table_name = entity and c.column_name = f.name
          and has_column_privilege(role_name, c.table_oid, c.column_number, 'select')
      )
    order by f.position, f.name
  ) || array(
    -- What is read through a relation leaves only where it may leave its own entity, too.
    select l.name from engine.lookups as l
    where l.entity_id = found_entity and not exists (
      select from unnest(array[l.relation_id, l.source_id]) as needed (id)
      where not exists (
        select from config.fields as f
        join config.permissions as p on p.entity_id = f.entity_id and p.action = 'export'
        join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
        where f.id = needed.id and (p.all_fields or exists (
          select from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (p.id, f.id)
        ))
      )
    )
    and has_column_privilege(role_name, format('public.%I', l.entity_name), l.relation_name, 'select')
    and has_column_privilege(role_name, format('public.%I', l.target_name), l.source_name, 'select')
    order by l.position, l.name
  );
end;
$$;
comment on function config.exportable_fields is
  'Names of the fields of an entity that the caller''s role may read and export; empty without the right. Reason unknown_entity.';

create function config.begin_export(entity text, fields text[], format text)
returns void
language plpgsql volatile security definer set search_path = '' -- writes the log
as $$
declare
  role_key constant text := engine.current_role_key();
  allowed constant text[] := config.exportable_fields(entity);
  refused constant text[] := array(select f from unnest(fields) as f where f <> all (allowed));
begin
  if cardinality(allowed) = 0 then
    perform engine.refuse(
      'export_not_allowed', 'Your role may not export these records', jsonb_build_object('entity', entity), '42501'
    );
  elsif coalesce(cardinality(refused), 0) > 0 then
    perform engine.refuse(
      'fields_not_exportable', 'Your role may not export some of these fields', jsonb_build_object('fields', refused), '42501'
    );
  elsif coalesce(cardinality(fields), 0) = 0 or not coalesce(format in ('csv', 'xlsx'), false) then
    perform engine.refuse('invalid_export', 'An export needs fields and is a csv or xlsx', errcode => '22023');
  end if;
  insert into engine.audit_entries (member_id, member_name, role_key, request, table_name, record_id, action, new_values)
  select m.id, m.name, role_key, engine.request_line(), 'config.exports', gen_random_uuid()::text, 'create',
    jsonb_build_object('entity', entity, 'format', format, 'fields', fields)
  from config.members as m
  where m.id = engine.member_id();
end;
$$;
comment on function config.begin_export is
  'Asks for leave to export fields of an entity as csv or xlsx, and notes it in the audit log; to be called before the
first page is read. Reasons export_not_allowed, fields_not_exportable, invalid_export, unknown_entity.';
