-- Writing a file: in the importer's own role, under all rules, everything in one transaction or nothing.

create function config.open_import(import uuid, left_out integer[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- reads the staging and config
as $$
declare
  own constant engine.imports := engine.own_import(import);
  entity constant text := (select e.name from config.entities as e where e.id = own.entity_id);
  here record;
begin
  if own.ended_at is not null then
    return jsonb_build_object('result', own.result);
  end if;
  perform engine.require_importable(entity, own.mode, own.fields, own.identifiers);
  select count(*) as rows, min(r.row_no) as first, max(r.row_no) as last into here
  from engine.staged_rows as r where r.import_id = import;
  if here.rows <> own.row_count then
    perform engine.refuse('rows_are_missing', 'Not every row of the file is here yet', '{}', '22023');
  end if;
  return engine.import_statements(own) || jsonb_build_object(
    'first', here.first, 'last', here.last, 'file', own.file_name, 'mode', own.mode,
    'rows', here.rows - (select count(*) from engine.staged_rows as r where r.import_id = import and r.row_no = any (left_out))
  );
end;
$$;
comment on function config.open_import is
  'What it takes to write an own import whose rows are all here; {result} when it was written already. Reasons
unknown_import, rows_are_missing, and those of config.begin_import.';

create function config.keep_matches(import uuid, row_nos integer[], keys text[], left_out integer[])
returns jsonb
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  update engine.staged_rows as r
  set target = split_part(m.key, ' ', 1), problem = case when m.key like '% %' then
    jsonb_build_object('reason', 'ambiguous_identifier', 'count', split_part(m.key, ' ', 2))
  end
  from unnest(row_nos, keys) as m (row_no, key)
  where r.import_id = own.id and r.row_no = m.row_no;
  -- The same record twice in one file: which row is right?
  update engine.staged_rows as r
  set problem = jsonb_build_object('reason', 'duplicate_in_file', 'row', twin.first)
  from (
    select i.row_no, min(i.row_no) over (partition by i.identity) as first
    from (
      select s.row_no, array(select s.row_values ->> f from unnest(own.identifiers) as f) as identity
      from engine.staged_rows as s where s.import_id = own.id and s.row_no <> all (left_out)
    ) as i
    where array_position(i.identity, null) is null
  ) as twin
  where r.import_id = own.id and r.row_no = twin.row_no and twin.first < twin.row_no;
  return coalesce((
    select jsonb_agg(jsonb_build_object('row', r.row_no, 'message', '', 'details', r.problem::text) order by r.row_no)
    from engine.staged_rows as r
    where r.import_id = own.id and r.problem is not null and r.row_no <> all (left_out)
  ), '[]');
end;
$$;
comment on function config.keep_matches is
  'Keeps which records the rows of an own import mean; answers the rows that cannot be told (reasons ambiguous_identifier,
duplicate_in_file).';

create function config.close_import(import uuid, result jsonb)
returns void
language plpgsql volatile security definer set search_path = '' -- writes the staging
as $$
declare
  own constant engine.imports := engine.own_import(import);
begin
  delete from engine.staged_rows as r where r.import_id = own.id;
  update engine.imports as i set result = close_import.result, ended_at = now() where i.id = own.id;
end;
$$;
comment on function config.close_import is 'Keeps what came of an own import and forgets its rows. Reason unknown_import.';

create function config.run_import(import uuid, is_rehearsal boolean default true, left_out integer[] default '{}')
returns jsonb
language plpgsql volatile security invoker set search_path = '' -- the caller's own rights decide
set statement_timeout = '10min'
as $$
declare
  slice constant integer := 500;
  most_problems constant integer := 5000;
  statements constant jsonb := config.open_import(import, left_out);
  result jsonb;
  problems jsonb := '[]';
  batch uuid;
  row_nos integer[];
  keys text[];
  firsts integer[];
  lasts integer[];
  a integer;
  z integer;
  halfway integer;
  wanted integer;
  done integer;
  created integer := 0;
  updated integer := 0;
  message text;
  details text;
begin
  if statements ? 'result' then
    return statements -> 'result';
  end if;
  begin
    batch := config.begin_batch('import', statements ->> 'entity', statements ->> 'file');
    if statements ->> 'match' is not null then
      execute statements ->> 'match' into row_nos, keys using import, -2147483648, 2147483647, left_out;
      problems := config.keep_matches(import, row_nos, keys, left_out);
    end if;
    select array_agg(s order by s desc), array_agg(least(s + slice - 1, (statements ->> 'last')::integer) order by s desc)
    into firsts, lasts
    from generate_series((statements ->> 'first')::integer, (statements ->> 'last')::integer, slice) as s;
    -- A slice that is refused is halved until the row that does not fit stands alone.
    while cardinality(firsts) > 0 and jsonb_array_length(problems) < most_problems loop
      a := firsts[cardinality(firsts)];
      z := lasts[cardinality(lasts)];
      firsts := trim_array(firsts, 1);
      lasts := trim_array(lasts, 1);
      wanted := 0;
      done := 0;
      begin
        if statements ->> 'update' is not null then
          execute statements ->> 'count' into wanted using import, a, z, left_out;
          execute statements ->> 'update' using import, a, z, left_out;
          get diagnostics done = row_count;
          if done < wanted then
            perform engine.refuse('update_refused', 'Your role may not edit this record', errcode => '42501');
          end if;
          done := 0;
        end if;
        if statements ->> 'create' is not null then
          execute statements ->> 'create' using import, a, z, left_out;
          get diagnostics done = row_count;
        end if;
        created := created + done;
        updated := updated + wanted;
      exception when others then
        if sqlstate ~ '^(40|53|54|55|57|58|XX)' then
          raise;
        elsif a < z then
          halfway := a + (z - a + 1) / 2;
          firsts := firsts || halfway || a;
          lasts := lasts || z || (halfway - 1);
        else
          get stacked diagnostics message = message_text, details = pg_exception_detail;
          problems := problems || jsonb_build_object('row', a, 'code', sqlstate, 'message', message, 'details', details);
        end if;
      end;
    end loop;
    begin
      set constraints all immediate;
    exception when others then
      get stacked diagnostics message = message_text, details = pg_exception_detail;
      problems := problems || jsonb_build_object('row', null, 'code', sqlstate, 'message', message, 'details', details);
    end;
    result := jsonb_build_object(
      'rows', statements -> 'rows', 'matched', coalesce(cardinality(row_nos), 0), 'created', created, 'updated', updated,
      'problems', problems, 'isComplete', cardinality(firsts) = 0, 'isDone', false
    );
    if is_rehearsal or problems <> '[]' then
      raise exception using errcode = 'KR000'; -- variables survive, rows do not
    end if;
    result := result || jsonb_build_object('isDone', true, 'batch', batch);
    perform config.end_batch(batch);
    perform config.close_import(import, result);
  exception when sqlstate 'KR000' then
    null;
  end;
  return result;
end;
$$;
comment on function config.run_import is
  'Writes an own import in one transaction, or, as a rehearsal, takes everything back; rows named in left_out stay out. One
row that is refused keeps all from being written. Answers {rows, matched, created, updated, problems: [{row, code, message,
details}], isComplete: false after 5000 problems, isDone, batch}; asked again, what came of it. Reasons unknown_import,
rows_are_missing, and those of config.begin_import.';
