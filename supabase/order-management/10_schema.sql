-- A private place for what order management does behind its tables. Nobody is granted anything here.

create schema order_management;
comment on schema order_management is
  'Private: triggers and helpers of order management. Never exposed over REST.';

-- Attaches one trigger function to several events of a table. It finds the rows in `touched`
-- and, for updates, what they were in `previous`.
create function order_management.watch(
  table_name text, task text, events text[] default '{insert,update,delete}', arguments text[] default '{}'
)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  event text;
begin
  foreach event in array events loop
    execute format(
      'create trigger %I after %s on public.%I referencing %s
       for each statement execute function order_management.%I(%s)',
      format('%s__%s_on_%s', table_name, task, event), event, table_name,
      case event
        when 'insert' then 'new table as touched'
        when 'delete' then 'old table as touched'
        else 'old table as previous new table as touched'
      end,
      task, (select string_agg(format('%L', argument), ', ') from unnest(arguments) as argument)
    );
  end loop;
end;
$$;
comment on function order_management.watch is
  'Runs order_management.<task>(arguments) once per statement that inserts, updates or deletes rows of the table.';

-- The parent of a row never changes, so that triggers need to look at one parent only.
create function order_management.stay()
returns trigger
language plpgsql volatile security definer set search_path = '' -- private functions are called
as $$
begin
  perform engine.refuse(
    'row_stays_where_it_is', 'This record cannot be moved to another one',
    jsonb_build_object('field', tg_argv[0])
  );
  return null;
end;
$$;
comment on function order_management.stay is 'Refuses a new parent (reason row_stays_where_it_is).';

create function order_management.keep_parent(table_name text, column_name text)
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  execute format(
    'create trigger %I before update of %I on public.%I for each row
     when (old.%I is not null and new.%I is distinct from old.%I)
     execute function order_management.stay(%L)',
    format('%s__keep_%s', table_name, column_name), column_name, table_name,
    column_name, column_name, column_name, column_name
  );
end;
$$;
comment on function order_management.keep_parent is 'Makes a foreign key final once it is set.';

create function public.document_number(prefix text, number bigint)
returns text
language sql immutable strict parallel safe security invoker set search_path = ''
as $$
  select prefix || lpad(number::text, greatest(6, length(number::text)), '0');
$$;
comment on function public.document_number is
  'A readable number such as SO-000123; longer numbers are not cut.';
