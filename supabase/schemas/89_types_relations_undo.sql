-- A record that was deleted disappeared from all lists that named it; when it is put back, they name it again.

create function engine.put_back_links(undo_id uuid, target text)
returns void
language plpgsql volatile security definer set search_path = '' -- reads the log, and nobody else writes the tables of links
as $$
declare
  list record;
begin
  for list in
    select e.name as source, f.name, f.options -> 'links' ->> 'table' as link_table, source.column_name as source_key,
      source.type_name as source_type, its.column_name as target_key, its.type_name as target_type
    from config.fields as f
    join config.entities as e on e.id = f.entity_id
    join engine.columns as source on source.table_name = e.name and source.column_name = engine.primary_key(e.name)
    join engine.columns as its on its.table_name = put_back_links.target and its.column_name = engine.primary_key(its.table_name)
    where f.options -> 'links' ->> 'entity' = put_back_links.target
  loop
    -- The lists lost it in the transaction that deleted it, as a consequence.
    execute format(
      'insert into public.%1$I (source_id, target_id)
       select distinct o.%2$I, t.%3$I
       from engine.undo_steps as s
       join engine.audit_entries as d on d.id = s.last_entry_id
       join engine.audit_entries as l on l.transaction_id = d.transaction_id and l.table_name = %4$L and l.action = ''update''
         and l.is_consequence and (l.old_values -> %5$L) @> to_jsonb(array[s.record_id::%6$s])
       join public.%4$I as o on o.%2$I::text = l.record_id
       join public.%7$I as t on t.%3$I::text = s.record_id
       where s.undo_id = $1 and s.entity = %7$L and s.kind = ''put_back'' and s.conflict is null
       on conflict do nothing',
      list.link_table, list.source_key, list.target_key, list.source, list.name, list.target_type, target
    ) using undo_id;
  end loop;
end;
$$;
comment on function engine.put_back_links is 'Lets lists name the records of a table again that an undo has put back.';
