-- Lookups as steps: nothing is stored, so they are made, renamed and removed at once.

create function engine.insert_lookup(entity_name text, lookup jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  entity constant config.entities := engine.require_entity(entity_name);
begin
  insert into config.lookups (entity_id, name, label, help, relation_id, source_id, position)
  select entity.id, lookup ->> 'name', lookup -> 'label', nullif(lookup -> 'help', 'null'),
    (engine.require_field(entity_name, lookup ->> 'relation')).id,
    (engine.require_field(lookup ->> 'target', lookup ->> 'source')).id,
    coalesce((lookup ->> 'position')::integer, max(f.position) + 1, 1)
  from config.fields as f where f.entity_id = entity.id;
  if coalesce((lookup ->> 'in_list')::boolean, false) then
    update config.entities as e set list_fields = case when e.list_fields <> '{}' then e.list_fields else array(
      select f.name from config.fields as f where f.entity_id = e.id and not f.is_hidden order by f.position limit 6
    ) end || (lookup ->> 'name')
    where e.id = entity.id;
  end if;
end;
$$;
comment on function engine.insert_lookup is 'Writes a lookup into the configuration.';

create function engine.plan_add_lookup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  options constant jsonb := change -> 'options';
  relation constant config.fields := engine.require_field(entity.name, options ->> 'relation');
  label constant jsonb := engine.clean_label(change -> 'label');
  name constant text := engine.free_column(entity.name, coalesce(nullif(change ->> 'name', ''), change -> 'label' ->> 'en'));
  target text;
  source config.fields;
begin
  select k.target_table into target from engine.foreign_keys as k
  where k.table_name = entity.name and k.column_name = relation.name and k.target_schema = 'public';
  if not found then
    perform engine.refuse('invalid_lookup', format('%s does not point at another record', relation.name),
      jsonb_build_object('setting', 'relation'));
  end if;
  source := engine.require_field(target, options ->> 'field');
  if source.type in ('relation', 'relations', 'file', 'image') then
    perform engine.refuse('invalid_lookup', format('%s cannot be shown from afar', source.name), jsonb_build_object('setting', 'field'));
  end if;
  return next engine.step('add_lookup', entity.name || '.' || name,
    format('Show “%s” of “%s” as “%s”; seen by those who read both', engine.label_of_field(target, source.name) ->> 'en',
      engine.label_of_field(entity.name, relation.name) ->> 'en', label ->> 'en'),
    format('将“%2$s”的“%1$s”显示为“%3$s”，能查看两者的人可见', engine.label_of_field(target, source.name) ->> 'zh-CN',
      engine.label_of_field(entity.name, relation.name) ->> 'zh-CN', label ->> 'zh-CN'),
    format('select engine.insert_lookup(%L, %L)', entity.name, jsonb_build_object(
      'name', name, 'label', label, 'help', engine.clean_help(change -> 'help'), 'relation', relation.name,
      'target', target, 'source', source.name, 'in_list', change -> 'in_list', 'position', change -> 'position'
    )));
end;
$$;
comment on function engine.plan_add_lookup is
  'Step that shows a field of a related record. Reasons unknown_field (404), invalid_label, invalid_lookup.';

create function engine.update_lookup(entity_name text, field_name text, settings jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  update config.lookups as l set
    label = coalesce(settings -> 'label', l.label::jsonb),
    help = case when settings ? 'help' then nullif(settings -> 'help', 'null') else l.help end,
    is_hidden = coalesce((settings ->> 'is_hidden')::boolean, l.is_hidden)
  from config.entities as e
  where e.id = l.entity_id and e.name = entity_name and l.name = field_name;
$$;
comment on function engine.update_lookup is 'Writes label, help and visibility of a lookup.';

create function engine.delete_lookup(entity_name text, field_name text)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  delete from config.lookups as l using config.entities as e
  where e.id = l.entity_id and e.name = entity_name and l.name = field_name;
$$;
comment on function engine.delete_lookup is 'Removes a lookup; nothing is lost, because nothing was stored.';

create function engine.plan_change_lookup(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  object constant text := (change ->> 'entity') || '.' || (change ->> 'field');
  label constant jsonb := (
    select l.label from engine.lookups as l
    where (l.entity_name, l.name) = (change ->> 'entity', change ->> 'field')
  );
  settings jsonb := '{}';
begin
  if change ->> 'kind' = 'trash_field' then
    return next engine.step('delete_lookup', object, format('Remove “%s”; what it showed stays where it is', label ->> 'en'),
      format('移除“%s”，原来的数据不受影响', label ->> 'zh-CN'),
      format('select engine.delete_lookup(%L, %L)', change ->> 'entity', change ->> 'field'), 'look_twice');
    return;
  end if;
  if change ? 'label' then
    settings := settings || jsonb_build_object('label', engine.clean_label(change -> 'label'));
  end if;
  if change ? 'help' then
    settings := settings || jsonb_build_object('help', engine.clean_help(change -> 'help'));
  end if;
  if jsonb_typeof(change -> 'is_hidden') = 'boolean' then
    settings := settings || jsonb_build_object('is_hidden', change -> 'is_hidden');
  end if;
  if settings <> '{}' then
    return next engine.step('change_field', object, format('Change the settings of “%s”', label ->> 'en'),
      format('修改“%s”的设置', label ->> 'zh-CN'),
      format('select engine.update_lookup(%L, %L, %L)', change ->> 'entity', change ->> 'field', settings));
  end if;
end;
$$;
comment on function engine.plan_change_lookup is 'Steps that rename, hide or remove a lookup.';
