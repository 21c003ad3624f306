-- Importing files: who may, into which fields, and what he chose the last time.

create table engine.import_memory (
  member_id uuid not null references config.members (id) on delete cascade,
  entity_id uuid not null references config.entities (id) on delete cascade,
  matched jsonb not null constraint matched_is_an_object check (jsonb_typeof(matched) = 'object'),
  at timestamptz not null default now(),
  primary key (member_id, entity_id)
);
comment on table engine.import_memory is 'Which column of a file a member put into which field, by the words of its header.';
create index import_memory_entity_id_idx on engine.import_memory (entity_id);
alter table engine.import_memory enable row level security;

create function config.import_setup(entity text)
returns jsonb
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  found_entity constant uuid := engine.entity_id(entity);
  permission config.permissions;
  answer jsonb;
begin
  select p.* into permission
  from config.permissions as p
  join config.roles as r on r.id = p.role_id and engine.role_name(r.key) = role_name
  where p.entity_id = found_entity and p.action = 'import';
  if not found then
    perform engine.refuse(
      'import_not_allowed', 'Your role may not import these records', jsonb_build_object('entity', entity), '42501'
    );
  end if;
  select jsonb_build_object(
    'create', coalesce(jsonb_agg(c.name) filter (where c.can_create and c.is_allowed), '[]'),
    'update', coalesce(jsonb_agg(c.name) filter (where c.can_update and c.can_read and c.is_allowed), '[]'),
    'identify', coalesce(jsonb_agg(c.name) filter (where c.can_read and c.can_compare and (c.is_allowed or c.is_key)), '[]'),
    'extend', coalesce(jsonb_agg(c.name) filter (where c.has_own_options), '[]')
  ) into answer
  from (
    select f.name,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'select') as can_read,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'insert') as can_create,
      has_column_privilege(role_name, k.table_oid, k.column_number, 'update') as can_update,
      k.type_name !~ '^json|\[\]$' as can_compare,
      k.column_name = engine.primary_key(entity) as is_key,
      f.is_made_here and f.type in ('choice', 'multi_choice') as has_own_options,
      permission.all_fields or exists (
        select from config.permission_fields as pf where pf.permission_id = permission.id and pf.field_id = f.id
      ) as is_allowed
    from config.fields as f
    join engine.columns as k on k.table_name = entity and k.column_name = f.name
    where f.entity_id = found_entity and f.name is distinct from engine.version_field(entity)
    order by f.position, f.name
  ) as c;
  return answer || jsonb_build_object('memory', coalesce((
    select m.matched from engine.import_memory as m
    where m.member_id = engine.member_id() and m.entity_id = found_entity
  ), '{}'));
end;
$$;
comment on function config.import_setup is
  'What the caller''s role may import: fields that files may fill in new records (create), change in others (update) and
by which these are found (identify); fields that take more options (extend); and which headers he matched the last time. Reasons import_not_allowed, unknown_entity.';

-- Titles first, then what is unique, then keys: the first that finds something wins.
create function config.record_match_sql(entity text)
returns text
language plpgsql stable security definer set search_path = '' -- callers may not read config
as $$
declare
  role_name constant text := engine.role_name(engine.current_role_key());
  key constant text := engine.primary_key(entity);
  title text;
  statement text;
begin
  select e.title_field into title from config.entities as e where e.name = record_match_sql.entity;
  if not found then
    perform engine.entity_id(entity);
  end if;
  select string_agg(format(
    'select %s as rank, w.text, t.%I::text as key from unnest($1) as w (text) join public.%I as t on t.%I = %s',
    c.rank, key, entity, c.column_name,
    case c.type_name
      when 'uuid' then 'case when w.text ~ ''^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'' then w.text::uuid end'
      when 'bigint' then 'case when w.text ~ ''^\d{1,18}$'' then w.text::bigint end'
      when 'integer' then 'case when w.text ~ ''^\d{1,9}$'' then w.text::integer end'
      else 'w.text'
    end
  ), ' union all ') into statement
  from (
    select distinct k.column_name, k.type_name,
      case when k.column_name = title then 1 when k.column_name = key then 3 else 2 end as rank
    from engine.columns as k
    left join engine.unique_columns as u on u.table_name = k.table_name and u.column_name = k.column_name
    where k.table_name = entity and (k.column_name = title or u.column_name is not null)
      and k.type_name ~ '^(text|character|extensions|uuid|integer|bigint)'
      and has_column_privilege(role_name, k.table_oid, k.column_number, 'select')
  ) as c;
  return format(
    'select jsonb_object_agg(text, keys) from (
       select text, jsonb_agg(distinct key) as keys from (
         select f.*, min(rank) over (partition by text) as best from (%s) as f
       ) as ranked where rank = best group by text
     ) as found', coalesce(statement, 'select 1 as rank, ''''::text as text, ''''::text as key where false')
  );
end;
$$;
comment on function config.record_match_sql is 'Statement behind config.match_records. Reason unknown_entity.';

create function config.match_records(entity text, texts text[])
returns jsonb
language plpgsql stable security invoker set search_path = '' -- the caller's own rows and columns
as $$
declare
  answer jsonb;
begin
  if cardinality(texts) > 5000 then
    perform engine.refuse('too_many_values', 'Up to 5000 texts at once', errcode => '22023');
  end if;
  execute config.record_match_sql(entity) into answer using texts;
  return coalesce(answer, '{}');
end;
$$;
comment on function config.match_records is
  'Keys of the records that the caller may see and that have one of these texts as title, else in a unique field, else as
key: {text: [keys]}. A text with several keys is ambiguous, one that is missing was not found.';
