-- Who may see and edit a field: the same permissions that the role pages show, one field at a time.

create function engine.field_roles(entity_id uuid, field_id uuid, actions text[])
returns text[]
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select array(
    select r.key::text
    from config.roles as r
    where exists (
      select from config.permissions as p
      where p.role_id = r.id and p.entity_id = field_roles.entity_id and p.action = any (actions) and (
        p.all_fields
        or exists (select from config.permission_fields as pf where pf.permission_id = p.id and pf.field_id = field_roles.field_id)
      )
    )
    order by r.rank, r.key
  );
$$;
comment on function engine.field_roles is 'Keys of the roles whose permission for one of the actions covers a field.';

-- Amounts follow amounts: a new one is shown to no more roles than those that are there.
create function engine.neighbour_of(entity_id uuid, type text, is_editable boolean)
returns uuid
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select f.id from config.fields as f
  where f.entity_id = neighbour_of.entity_id and not f.is_hidden and not (is_editable and f.is_read_only)
    and f.name not in ('created_at', 'updated_at', 'version')
  order by case when neighbour_of.type in ('money', 'percent') and f.type = 'money' then 0 else 1 end, f.position desc
  limit 1;
$$;
comment on function engine.neighbour_of is 'The field whose roles a new field takes over when nobody says who may see or edit it.';

create function engine.default_access(entity_id uuid, type text)
returns jsonb
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with roles as (
    select engine.field_roles(entity_id, engine.neighbour_of(entity_id, type, false), '{read}') as see,
      engine.field_roles(entity_id, engine.neighbour_of(entity_id, type, true), '{create,update}') as edit
  )
  select jsonb_build_object('see', to_jsonb(see), 'edit', to_jsonb(array(
    select k from unnest(edit) with ordinality as e (k, n) where k = any (see) order by n
  )))
  from roles;
$$;
comment on function engine.default_access is 'Who may see and edit a new field of this type when nobody says so.';

create function engine.clean_access(entity config.entities, type text, access jsonb)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  see constant text[] := engine.text_array(case when jsonb_typeof(access -> 'see') = 'array' then access -> 'see' end);
  edit constant text[] := engine.text_array(case when jsonb_typeof(access -> 'edit') = 'array' then access -> 'edit' end);
  stranger text;
begin
  if access is null or access = 'null' then
    return engine.default_access(entity.id, type);
  end if;
  select k into stranger from unnest(see || edit) as k
  where not exists (
    select from config.permissions as p join config.roles as r on r.id = p.role_id
    where r.key = k and p.entity_id = entity.id and p.action = 'read'
  ) limit 1;
  if stranger is not null then
    perform engine.refuse('role_cannot_read', format('Role %s may not read %s at all', stranger, entity.name),
      jsonb_build_object('role', stranger, 'entity', entity.name));
  end if;
  return jsonb_build_object('see', to_jsonb(array(select distinct unnest(see || edit))), 'edit', to_jsonb(edit));
end;
$$;
comment on function engine.clean_access is
  'Who may see and edit a field, {"see": [role], "edit": [role]}; who edits sees. Reason role_cannot_read.';

create function engine.cover_field(permission config.permissions, covered_id uuid, is_wanted boolean)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
begin
  if permission.all_fields and is_wanted then
    return;
  elsif permission.all_fields then
    perform engine.require_reach(r.rank, r.may_configure) from config.roles as r where r.id = permission.role_id;
    update config.permissions as p set all_fields = false where p.id = permission.id;
    -- A permission that once listed fields may still hold that list.
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (permission.id, covered_id);
    insert into config.permission_fields (permission_id, field_id)
    select permission.id, f.id from config.fields as f
    where f.entity_id = permission.entity_id and f.id <> covered_id and f.name !~ '_grams$'
    on conflict do nothing;
  elsif is_wanted then
    insert into config.permission_fields (permission_id, field_id) values (permission.id, covered_id)
    on conflict do nothing;
  else
    delete from config.permission_fields as pf where (pf.permission_id, pf.field_id) = (permission.id, covered_id);
  end if;
end;
$$;
comment on function engine.cover_field is
  'Makes a permission cover a field, or not; one for all fields becomes one for all others. Reason above_own_rank.';

create function engine.set_field_access(entity_name text, field_name text, access jsonb)
returns void
language sql volatile security definer set search_path = '' -- callers may not write config
as $$
  select engine.cover_field(p, f.id, (access -> case p.action when 'read' then 'see' else 'edit' end) ? r.key)
  from config.permissions as p
  join config.roles as r on r.id = p.role_id
  join config.entities as e on e.id = p.entity_id and e.name = entity_name
  join config.fields as f on f.entity_id = e.id and f.name = field_name
  where p.action in ('read', 'create', 'update');
$$;
comment on function engine.set_field_access is 'Lets exactly these roles see and edit a field, as far as they reach its entity.';

create function engine.role_names(role_keys jsonb, language text)
returns text
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select coalesce(string_agg(r.label ->> language, case language when 'en' then ', ' else '、' end order by r.rank, r.key),
    case language when 'en' then 'nobody' else '没有人' end)
  from config.roles as r where role_keys ? r.key;
$$;
comment on function engine.role_names is 'Roles in words.';
