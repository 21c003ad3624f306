-- Writing many records in one request: with the caller's own rights, quickly when all goes well, and row by row where
-- something is refused, so that one bad row neither stops the others nor hides among them.

create function engine.row_address(entity text)
returns table (key_column text, key_type text, version_column text, version_type text)
language sql stable security definer set search_path = '' -- callers may not read the catalog's views
as $$
  select k.primary_key, key.type_name, k.version_field, version.type_name
  from config.entities as e
  join engine.keys as k on k.table_name = e.name
  join engine.columns as key on key.table_name = e.name and key.column_name = k.primary_key
  left join engine.columns as version on version.table_name = e.name and version.column_name = k.version_field
  where e.id = engine.entity_id(row_address.entity);
$$;
comment on function engine.row_address is 'Key and version column of an entity with their types. Reason unknown_entity.';

-- A missing right concerns every row alike and is raised; what a row's own content met is put down against the row.
create function engine.write_in_parts(statement text, rows jsonb, checks_now boolean default true)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  middle constant integer := jsonb_array_length(rows) / 2;
  written jsonb;
  code text;
  message text;
  details text;
  first_half jsonb;
  second_half jsonb;
begin
  begin
    execute format('with done as (%s) select jsonb_agg(done.key) from done', statement) into written using rows;
    if checks_now then
      set constraints all immediate; -- else a bad row would show at the very end and stop the good ones
      set constraints all deferred;
    end if;
    return jsonb_build_object('written', coalesce(written, '[]'), 'refused', jsonb_build_array());
  exception when others then
    get stacked diagnostics code = returned_sqlstate, message = message_text, details = pg_exception_detail;
    if code like '42%' and details not like '{%' and message not like '%row-level security%' then
      raise;
    end if;
  end;
  if middle = 0 then
    return jsonb_build_object('written', jsonb_build_array(), 'refused', jsonb_build_array(jsonb_build_object(
      'key', rows -> 0 -> 'key', 'code', code, 'message', message, 'details', nullif(details, '')
    )));
  end if;
  select jsonb_agg(r.value order by r.position) filter (where r.position <= middle),
    jsonb_agg(r.value order by r.position) filter (where r.position > middle)
  into first_half, second_half
  from jsonb_array_elements(rows) with ordinality as r (value, position);
  first_half := engine.write_in_parts(statement, first_half, checks_now);
  second_half := engine.write_in_parts(statement, second_half, checks_now);
  return jsonb_build_object(
    'written', (first_half -> 'written') || (second_half -> 'written'),
    'refused', (first_half -> 'refused') || (second_half -> 'refused')
  );
end;
$$;
comment on function engine.write_in_parts is
  'Runs a statement that writes the rows ($1, JSON with a key each) and returns their keys as `key`; halves them where
it fails. Answers {written: [keys], refused: [{key, code, message, details}]}. Deferred constraints are looked at at once, if wanted.';

-- A row that Postgres passed over in silence: gone, changed meanwhile, or outside the caller's scope for writing.
create function engine.refuse_untouched(entity text, rows jsonb, answer jsonb, refusal text)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  address record;
  untouched jsonb;
begin
  select * into address from engine.row_address(entity);
  execute format(
    'select jsonb_agg(jsonb_build_object(''key'', r.value -> ''key'', ''code'', ''P0001'', ''message'', w.reason,
       ''details'', jsonb_build_object(''reason'', w.reason)::text))
     from jsonb_array_elements($1) as r
     left join public.%1$I as t on t.%2$I = (r.value ->> ''key'')::%3$s
     cross join lateral (select case when t.%2$I is null then ''gone'' when %4$s then ''version_conflict'' else $3 end) as w (reason)
     where r.value ->> ''key'' not in (
       select jsonb_array_elements_text($2 -> ''written'')
       union all select f.value ->> ''key'' from jsonb_array_elements($2 -> ''refused'') as f
     )',
    entity, address.key_column, address.key_type,
    case when address.version_column is null then 'false' else format(
      't.%I <> (r.value ->> ''version'')::%s', address.version_column, address.version_type
    ) end
  ) into untouched using rows, answer, refusal;
  return jsonb_build_object(
    'written', jsonb_array_length(answer -> 'written'), 'refused', (answer -> 'refused') || coalesce(untouched, '[]')
  );
end;
$$;
comment on function engine.refuse_untouched is
  'Adds the rows that were neither written nor refused, with what happened to them: gone, version_conflict, or the given reason.';

create function engine.require_few(rows jsonb)
returns void
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) > 5000 then
    perform engine.refuse('too_many_values', 'Up to 5,000 records in one request', errcode => '22023');
  end if;
end;
$$;
comment on function engine.require_few is 'Refuses more than 5,000 rows at once (reason too_many_values).';

create function config.write_rows(p_entity text, p_rows jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  address record;
  part record;
  done jsonb;
  answer jsonb := '{"written": [], "refused": []}';
begin
  perform engine.require_few(p_rows);
  select * into address from engine.row_address(p_entity);
  for part in
    select c.columns, jsonb_agg(r.value order by r.position) as rows
    from jsonb_array_elements(p_rows) with ordinality as r (value, position)
    cross join lateral (
      select array_agg(key order by key) from jsonb_object_keys(r.value -> 'values') as key
    ) as c (columns)
    where c.columns is not null
    group by c.columns
  loop
    done := engine.write_in_parts(format(
      'update public.%1$I as t set %2$s
       from jsonb_array_elements($1) as r
       cross join lateral jsonb_populate_record(null::public.%1$I, r.value -> ''values'') as n
       where t.%3$I = (r.value ->> ''key'')::%4$s%5$s returning t.%3$I as key',
      p_entity, (select string_agg(format('%1$I = n.%1$I', c), ', ') from unnest(part.columns) as c),
      address.key_column, address.key_type,
      case when address.version_column is not null then format(
        ' and (r.value ->> ''version'' is null or t.%I = (r.value ->> ''version'')::%s)',
        address.version_column, address.version_type
      ) end
    ), part.rows);
    answer := jsonb_build_object(
      'written', (answer -> 'written') || (done -> 'written'), 'refused', (answer -> 'refused') || (done -> 'refused')
    );
  end loop;
  return engine.refuse_untouched(p_entity, p_rows, answer, 'update_refused');
end;
$$;
comment on function config.write_rows is
  'Changes records, each in its own way: [{"key", "version"?, "values": {field: value}}]. Rows that are refused keep
their values, the others are written. Answers {written: n, refused: [{key, code, message, details}]}; a field that may
not be written refuses all (403). Reasons of rows: gone, version_conflict, update_refused, and those of the database.';

create function config.edit_rows(p_entity text, p_keys jsonb, p_values jsonb)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select config.write_rows(p_entity, (
    select coalesce(jsonb_agg(jsonb_build_object('key', key, 'values', p_values)), '[]') from jsonb_array_elements(p_keys) as key
  ));
$$;
comment on function config.edit_rows is 'Writes the same values into many records, by key; answers as config.write_rows.';

create function config.delete_rows(p_entity text, p_keys jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  address record;
  rows constant jsonb := coalesce(
    (select jsonb_agg(jsonb_build_object('key', key)) from jsonb_array_elements(p_keys) as key), '[]'
  );
begin
  perform engine.require_few(p_keys);
  select * into address from engine.row_address(p_entity);
  return engine.refuse_untouched(p_entity, rows, engine.write_in_parts(format(
    'delete from public.%1$I as t using jsonb_array_elements($1) as r
     where t.%2$I = (r.value ->> ''key'')::%3$s returning t.%2$I as key', p_entity, address.key_column, address.key_type
  ), rows), 'delete_refused');
end;
$$;
comment on function config.delete_rows is 'Deletes records by key; answers as config.write_rows, with the reason delete_refused.';

select engine.add_helper(signature)
from unnest(array[
  'engine.row_address(text)', 'engine.write_in_parts(text, jsonb, boolean)', 'engine.refuse_untouched(text, jsonb, jsonb, text)',
  'engine.require_few(jsonb)'
]) as signature;
