-- All names that people gave, in both languages, wherever they stand: in comments, in columns, deep inside layouts and
-- options. One page shows them, one kind of change sets them.

create function engine.labels_within(value jsonb, above text[] default '{}')
returns table (path text[], label jsonb)
language plpgsql immutable security invoker set search_path = ''
as $$
declare
  part record;
begin
  if jsonb_typeof(value) = 'object' and engine.is_label(value) then
    return query select above, labels_within.value;
  else
    for part in
      select e.key, e.value from jsonb_each(case when jsonb_typeof(labels_within.value) = 'object' then labels_within.value end) as e
      union all
      select (n - 1)::text, e.value
      from jsonb_array_elements(case when jsonb_typeof(labels_within.value) = 'array' then labels_within.value end)
        with ordinality as e (value, n)
    loop
      return query select w.* from engine.labels_within(part.value, above || part.key) as w;
    end loop;
  end if;
end;
$$;
comment on function engine.labels_within is 'Every text in both languages inside a JSON value, with the path that leads to it.';

-- Where names stand that are not comments: table, column, what tells its rows apart, and the right to change them.
create function engine.label_places()
returns table (kind text, table_name text, column_name text, key_name text, needed text)
language sql immutable security invoker set search_path = ''
as $$
  values ('option', 'fields', 'options', 'id', 'entities'), ('view', 'views', 'label', 'id', 'views'),
    ('role', 'roles', 'label', 'key', 'roles'), ('scope', 'scopes', 'label', 'key', 'roles'),
    ('group', 'navigation_groups', 'label', 'key', 'entities'), ('operation', 'operations', 'label', 'name', 'entities'),
    ('question', 'operations', 'screen', 'name', 'entities'), ('variable', 'variables', 'label', 'key', 'entities'),
    ('form', 'forms', 'layout', 'id', 'entities'), ('rule', 'form_rules', 'label', 'id', 'entities'),
    ('message', 'form_rules', 'message', 'id', 'entities'), ('workspace', 'settings', 'name', 'id', 'settings');
$$;
comment on function engine.label_places is 'Columns of configuration in which names stand.';

create function engine.stored_names()
returns table (kind text, id text, path text[], label jsonb, entity_id uuid, parent jsonb, place integer)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  select s.kind, s.id, w.path, w.label, s.entity_id, s.parent, s.place
  from (
    select 'option' as kind, f.id::text as id, f.options::jsonb as value, f.entity_id, null::jsonb as parent, f.position as place
      from config.fields as f
    union all select 'view', v.id::text, v.label, v.entity_id, null, v.position from config.views as v where v.key is not null
    union all select 'role', r.key, r.label, null, null, r.rank from config.roles as r
    union all select 'scope', s.key, s.label, null, null, 0 from config.scopes as s
    union all select 'group', g.key, g.label, null, null, g.position from config.navigation_groups as g
    union all select 'operation', o.name, o.label, o.entity_id, null, 0 from config.operations as o
    union all select 'question', o.name, o.screen, o.entity_id, o.label, 0 from config.operations as o
    union all select 'variable', v.key, v.label, null, null, 0 from config.variables as v
    union all select 'form', f.id::text, f.layout, f.entity_id, null, 0 from config.forms as f
    union all select 'rule', r.id::text, r.label, r.entity_id, null, r.position from config.form_rules as r
    union all select 'message', r.id::text, r.message, r.entity_id, r.label, r.position from config.form_rules as r
    union all select 'workspace', s.id::text, s.name, null, null, 0 from config.settings as s
  ) as s
  cross join lateral engine.labels_within(s.value) as w;
$$;
comment on function engine.stored_names is 'Names that are no comments: where they stand, and the entity or the label that they belong to.';

create function engine.translations()
returns table (kind text, id text, path text[], parent jsonb, label jsonb)
language sql stable security definer set search_path = '' -- callers may not read config
as $$
  with fields as materialized (
    select f.entity_id, f.described ->> 'id' as id, f.described ->> 'name' as name, f.described -> 'label' as label, f.position
    from engine.described_fields(null) as f where f.described ->> 'name' !~ '_(grams|hash)$'
  ), entities as materialized (
    select e.id, e.name::text as name, e.position, engine.label_of_entity(e.name) as label from config.entities as e
  )
  select t.kind, t.id, t.path, t.parent, t.label
  from (
    select 'entity' as kind, e.name as id, '{}'::text[] as path, null::jsonb as parent, e.label, e.position as place,
      e.name as entity, -1 as inner_place
    from entities as e
    union all
    select 'field', e.name || '.' || f.name, '{}', e.label, f.label, e.position, e.name, f.position
    from fields as f join entities as e on e.id = f.entity_id
    union all
    select s.kind, s.id, s.path, coalesce(s.parent, f.label, e.label), s.label, coalesce(e.position, -1), coalesce(e.name, s.kind), s.place
    from engine.stored_names() as s
    left join entities as e on e.id = s.entity_id
    left join fields as f on s.kind = 'option' and f.id = s.id
  ) as t
  order by t.place, t.entity, t.inner_place, t.kind, t.id, t.path;
$$;
comment on function engine.translations is 'All names with what they belong to (a label) and where they stand (kind, id, path).';

create function engine.write_label(kind text, id text, path text[], label jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- callers may not write config
as $$
declare
  place record;
begin
  select p.* into strict place from engine.label_places() as p where p.kind = write_label.kind;
  execute format('update config.%1$I as t set %2$I = %3$s where t.%4$I::text = $1',
    place.table_name, place.column_name,
    case when write_label.path = '{}' then '$3' else format('jsonb_set(t.%I, $2, $3, false)', place.column_name) end, place.key_name)
  using id, write_label.path, label;
end;
$$;
comment on function engine.write_label is 'Sets a name that is no comment.';

create function engine.plan_translate(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  named constant jsonb := change -> 'of';
  its_path constant text[] := engine.text_array(coalesce(named -> 'path', '[]'));
  label constant jsonb := engine.clean_label(change -> 'label');
  old record;
begin
  if named ->> 'kind' in ('entity', 'field') then
    return query select s.* from engine.steps_of(jsonb_build_object('kind', 'change_' || (named ->> 'kind'), 'label', label,
      'entity', split_part(named ->> 'id', '.', 1), 'field', split_part(named ->> 'id', '.', 2))) as s;
    return;
  end if;
  select n.* into old from engine.stored_names() as n where (n.kind, n.id, n.path) = (named ->> 'kind', named ->> 'id', its_path);
  if not found then
    perform engine.refuse('unknown_label', 'What is named here is not there any more', errcode => 'PT404');
  elsif old.label = label then
    return;
  end if;
  perform engine.require_right(p.needed) from engine.label_places() as p where p.kind = old.kind;
  perform engine.require_reach(r.rank) from config.roles as r where old.kind = 'role' and r.key = old.id;
  return next engine.step('translate', old.kind || ' ' || old.id,
    format('Call “%s” “%s”', old.label ->> 'en', label ->> 'en'),
    format('将“%s”改名为“%s”', old.label ->> 'zh-CN', label ->> 'zh-CN'),
    format('select engine.write_label(%L, %L, %L, %L)', old.kind, old.id, its_path, label));
end;
$$;
comment on function engine.plan_translate is
  'Step that gives something another name, in both languages. Reasons unknown_label, unknown_entity,
unknown_field (404), invalid_label, right_missing, above_own_rank.';

create function config.translations_page()
returns jsonb
language plpgsql stable security definer set search_path = '' -- shows configuration to those who may configure
as $$
begin
  perform engine.require_right('entities');
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', t.kind, 'id', t.id, 'path', t.path, 'parent', t.parent, 'label', t.label
    ) order by n), '[]')
    from engine.translations() with ordinality as t (kind, id, path, parent, label, n)
  );
end;
$$;
comment on function config.translations_page is
  'All names of the configuration in both languages, each with where it stands and what it belongs to. Needs the right entities.';
