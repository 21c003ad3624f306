-- Saved ways to look at the records of an entity. Stored settings may name fields that their reader may not see;
-- everybody is handed only what he may read, and told that something was left out.

create table config.views (
  id uuid primary key default gen_random_uuid(),
  entity_id uuid not null references config.entities (id) on delete cascade,
  key engine.identifier,
  type text not null default 'table' constraint view_type_is_known check (
    type in ('table', 'kanban', 'calendar', 'gallery', 'chart')
  ),
  label engine.label not null,
  owner_id uuid references config.members (id) on delete cascade,
  sharing text not null default 'personal' constraint sharing_is_known check (
    sharing in ('shared', 'locked', 'personal')
  ),
  settings jsonb not null default '{}' constraint settings_are_an_object check (jsonb_typeof(settings) = 'object'),
  position integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint personal_view_has_an_owner check (sharing <> 'personal' or owner_id is not null),
  constraint view_for_others_has_a_key check ((sharing = 'personal') = (key is null)),
  constraint view_has_a_key_of_its_own unique (entity_id, key),
  constraint settings_are_short check (length(settings::text) <= 32768)
);
comment on table config.views is
  'Named looks at an entity: shared with everybody who may read it, locked against changes, or personal.';
comment on column config.views.key is
  'Names a view that others see wherever the configuration is carried; it stays when the view gets another name.';
comment on column config.views.owner_id is 'Who made it; the only one who sees it while it is personal.';
comment on column config.views.settings is
  'columns, filter, sort, group, aggregates, density, colours, what a type needs (lane, date, end, cover, chart), and queue:
counted on the first page.';
create index views_owner_id_idx on config.views (owner_id);
alter table config.views enable row level security;

create table config.view_favourites (
  view_id uuid not null references config.views (id) on delete cascade,
  member_id uuid not null references config.members (id) on delete cascade,
  primary key (view_id, member_id)
);
comment on table config.view_favourites is 'Views that a member put on top of his own list.';
create index view_favourites_member_id_idx on config.view_favourites (member_id);
alter table config.view_favourites enable row level security;

create table config.view_defaults (
  entity_id uuid not null references config.entities (id) on delete cascade,
  role_id uuid not null references config.roles (id) on delete cascade,
  view_id uuid not null references config.views (id) on delete cascade,
  primary key (entity_id, role_id)
);
comment on table config.view_defaults is 'The view in which an entity opens for a role.';
create index view_defaults_role_id_idx on config.view_defaults (role_id);
create index view_defaults_view_id_idx on config.view_defaults (view_id);
alter table config.view_defaults enable row level security;

create function engine.readable_fields(role_name text)
returns jsonb
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  select coalesce(jsonb_object_agg(table_name, fields), '{}')
  from (
    select c.table_name, jsonb_object_agg(c.column_name, coalesce(k.target_table, '')) || coalesce((
      select jsonb_object_agg(l.name, '') from engine.lookups as l
      where l.entity_name = c.table_name and (role_name is null
        or has_column_privilege(role_name, format('public.%I', l.entity_name), l.relation_name, 'select')
          and has_column_privilege(role_name, format('public.%I', l.target_name), l.source_name, 'select'))
    ), '{}') as fields
    from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as c on c.table_name = e.name and c.column_name = f.name
    left join engine.foreign_keys as k
      on k.table_oid = c.table_oid and k.column_name = c.column_name and k.target_schema = 'public'
    where role_name is null or has_column_privilege(role_name, c.table_oid, c.column_number, 'select')
    group by c.table_name
  ) as tables;
$$;
comment on function engine.readable_fields is
  'Per entity the fields that a role may read, each with the table that it points to or an empty text; null = all.';

create function engine.readable_condition(node jsonb, entity text, readable jsonb)
returns jsonb
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  junction constant text := case when node ? 'all' then 'all' when node ? 'any' then 'any' end;
  head constant text := split_part(coalesce(node ->> 'field', ''), '.', 1);
  rest constant text := substr(node ->> 'field', length(head) + 2);
  child constant text := split_part(node ->> 'exists', '.', 1);
  target constant text := readable -> entity ->> head;
  parts jsonb;
begin
  if junction is not null then
    if node -> junction = '[]' then
      return node;
    end if;
    select jsonb_agg(kept order by position) into parts
    from jsonb_array_elements(node -> junction) with ordinality as p (part, position),
      lateral engine.readable_condition(part, entity, readable) as kept
    where kept is not null;
    return case when parts is not null then jsonb_build_object(junction, parts) end;
  elsif node ? 'not' then
    parts := engine.readable_condition(node -> 'not', entity, readable);
    return case when parts is not null then jsonb_build_object('not', parts) end;
  elsif node ? 'exists' then
    parts := engine.readable_condition(coalesce(node -> 'where', '{"all": []}'), child, readable);
    return case when parts is not null and readable -> child ? split_part(node ->> 'exists', '.', 2) then
      node || jsonb_build_object('where', parts)
    end;
  elsif target is null then
    return null;
  elsif rest <> '' then
    return case when engine.readable_condition(node || jsonb_build_object('field', rest), target, readable) is not null
      then node end;
  end if;
  return node;
end;
$$;
comment on function engine.readable_condition is
  'A condition without the comparisons of fields that may not be read; null when nothing is left.';

create function engine.readable_items(items jsonb, entity text, readable jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(item order by position), '[]')
  from jsonb_array_elements(items) with ordinality as i (item, position)
  where (not item ? 'field' or readable -> entity ? (item ->> 'field'))
    and (not item ? 'condition'
      or engine.readable_condition(item -> 'condition', entity, readable) is not distinct from item -> 'condition');
$$;
comment on function engine.readable_items is
  'Of columns, sorts, groups, aggregates or colour rules those that only name readable fields.';

create function engine.readable_settings(settings jsonb, entity text, readable jsonb)
returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(jsonb_object_agg(key, kept) filter (where kept is not null and kept <> 'null'), '{}')
  from jsonb_each(settings) as s (key, value), lateral (
    select case
      when key = 'filter' then engine.readable_condition(value, entity, readable)
      when jsonb_typeof(value) = 'array' then engine.readable_items(value, entity, readable)
      when key in ('lane', 'date', 'end', 'cover') then case when readable -> entity ? (value #>> '{}') then value end
      else value
    end
  ) as k (kept);
$$;
comment on function engine.readable_settings is 'The settings of a view without what its reader may not see.';

create function engine.views_json(role_name text, member_id uuid, role_id uuid)
returns table (entity_name text, views jsonb)
language sql stable security definer set search_path = '' -- reads configuration that callers may not
as $$
  with readable as materialized (
    select engine.readable_fields(role_name) as fields
  )
  select e.name, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'id', v.id, 'type', v.type, 'label', v.label, 'sharing', v.sharing,
    'owner', v.owner_id, 'position', v.position, 'version', v.version,
    'isFavourite', exists (
      select from config.view_favourites as f where f.view_id = v.id and f.member_id = views_json.member_id
    ),
    'isDefault', exists (
      select from config.view_defaults as d where d.view_id = v.id and d.role_id = views_json.role_id
    ),
    'leftOut', (
      select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each(v.settings) as s (key, value)
      where key <> 'columns' and kept -> key is distinct from value
    )
  )) || jsonb_build_object('settings', kept) order by v.position, v.created_at, v.id)
  from config.views as v
  join config.entities as e on e.id = v.entity_id
  cross join readable
  cross join lateral engine.readable_settings(v.settings, e.name, readable.fields) as kept
  where v.sharing <> 'personal' or v.owner_id = views_json.member_id
  group by e.name;
$$;
comment on function engine.views_json is
  'Per entity the views that a member sees in a role; leftOut names the settings in which he may not read everything.';
