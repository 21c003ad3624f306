-- The statements of an import. The owner writes them, because only he reads config; the importer runs them.

create function engine.import_values_sql(entity text, field text)
returns text
language sql stable security definer set search_path = '' -- reads the catalog
as $$
  select format('case when s.row_values ? %L then r.%I else %s end', field, field, coalesce(
    (select pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef as d
     where d.adrelid = c.table_oid and d.adnum = c.column_number), 'null'
  ))
  from engine.columns as c where c.table_name = entity and c.column_name = field;
$$;
comment on function engine.import_values_sql is 'What a new record gets in a field: the value of the row, else the default.';

create function engine.import_statements(own engine.imports)
returns jsonb
language plpgsql stable security definer set search_path = '' -- reads config and the catalog
as $$
declare
  entity constant text := (select e.name from config.entities as e where e.id = own.entity_id);
  setup constant jsonb := config.import_setup(entity);
  key constant text := engine.primary_key(entity);
  key_type constant text := (
    select c.type_name from engine.columns as c where c.table_name = entity and c.column_name = key
  );
  source constant text := format(
    'config.staged_rows($1, $2, $3, $4) as s cross join lateral jsonb_populate_record(null::public.%I, s.row_values) as r',
    entity
  );
  new_fields constant text[] := array(select f from unnest(own.fields) as f where setup -> 'create' ? f);
  changed_fields constant text[] := array(
    select f from unnest(own.fields) as f where setup -> 'update' ? f and f <> all (own.identifiers)
  );
  differs text;
begin
  select string_agg(format(
    's.row_values ? %L and t.%I%s is distinct from r.%I%s', c.column_name,
    c.column_name, case when c.type_name = 'json' then '::jsonb' else '' end,
    c.column_name, case when c.type_name = 'json' then '::jsonb' else '' end
  ), ' or ') into differs
  from engine.columns as c where c.table_name = entity and c.column_name = any (changed_fields);
  return jsonb_build_object(
    'entity', entity,
    'match', case when own.mode <> 'create' then format(
      'select array_agg(row_no), array_agg(keys) from (
         select s.row_no, (min(t.%I::text) || case when count(*) > 1 then '' '' || count(*) else '''' end) as keys
         from %s join public.%I as t on %s group by s.row_no
       ) as found',
      key, source, entity,
      (select string_agg(format('t.%I = r.%I', i, i), ' and ') from unnest(own.identifiers) as i)
    ) end,
    'create', case when own.mode <> 'update' then format(
      'insert into public.%I (%s) select %s from %s where s.target is null order by s.row_no',
      entity, (select string_agg(quote_ident(f), ', ') from unnest(new_fields) as f),
      (select string_agg(engine.import_values_sql(entity, f), ', ') from unnest(new_fields) as f), source
    ) end,
    'count', case when own.mode in ('upsert', 'update') then format(
      'select count(*) from %s join public.%I as t on t.%I = s.target::%s where %s',
      source, entity, key, key_type, coalesce(differs, 'false')
    ) end,
    'update', case when own.mode in ('upsert', 'update') and differs is not null then format(
      'update public.%I as t set %s from %s where t.%I = s.target::%s and (%s)',
      entity, (
        select string_agg(format('%I = case when s.row_values ? %L then r.%I else t.%I end', f, f, f, f), ', ')
        from unnest(changed_fields) as f
      ), source, key, key_type, differs
    ) end
  );
end;
$$;
comment on function engine.import_statements is
  'Statements of an import over rows $2 to $3 of import $1 without those of $4: match, create, count of changes, update.';
