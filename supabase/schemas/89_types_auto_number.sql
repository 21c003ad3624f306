-- Numbers that the database gives: a prefix and digits, counted by a sequence of the column's own. Gaps may occur.

create function engine.padded_number(number bigint, prefix text, digits integer)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select prefix || lpad(number::text, greatest(digits, length(number::text)), '0');
$$;
comment on function engine.padded_number is 'A number as people write it, e.g. INV-00042; one that is longer keeps all its digits.';

create function engine.auto_number_options(options jsonb)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  digits constant integer := coalesce((options ->> 'digits')::integer, 5);
begin
  if digits not between 1 and 12 then
    perform engine.refuse('invalid_value', 'A number has 1 to 12 digits', '{"setting": "digits"}');
  end if;
  return jsonb_build_object('prefix', left(engine.one_line(coalesce(options ->> 'prefix', '')), 20), 'digits', digits);
exception when invalid_text_representation or numeric_value_out_of_range then
  perform engine.refuse('invalid_value', 'A number has 1 to 12 digits', '{"setting": "digits"}');
end;
$$;
comment on function engine.auto_number_options is 'Prefix and digits of an auto-number, checked. Reason invalid_value.';

create function engine.auto_number_sql(sequence text, options jsonb)
returns text
language sql immutable security invoker set search_path = ''
as $$
  select format('engine.padded_number(nextval(%L::regclass), %L, %s)',
    format('public.%I', sequence), options ->> 'prefix', options ->> 'digits');
$$;
comment on function engine.auto_number_sql is 'The default of an auto-number.';

create function engine.sequence_of(table_name text, column_name text)
returns text
language sql stable security invoker set search_path = ''
as $$
  select c.relname::text from pg_catalog.pg_class as c
  where c.oid = pg_get_serial_sequence(format('public.%I', sequence_of.table_name), sequence_of.column_name)::regclass;
$$;
comment on function engine.sequence_of is 'The sequence that a column owns.';

-- A default that changes from row to row numbers the records that are there as the column is added.
create function engine.plan_add_auto_number(change jsonb)
returns setof engine.step
language plpgsql volatile security definer set search_path = '' -- callers may not read config
as $$
declare
  entity constant config.entities := engine.require_entity(change ->> 'entity');
  options constant jsonb := engine.auto_number_options(change -> 'options');
  field constant jsonb := engine.clean_field(
    entity, change - array['options', 'default', 'is_required', 'is_unique', 'is_indexed'] || '{"type": "text"}'
  );
  sequence constant text := engine.free_table(format('%s_%s_seq', entity.name, field ->> 'name'));
begin
  return query select s.* from engine.new_field_steps(entity, field || jsonb_build_object(
    'type', 'auto_number', 'options', options, 'default_sql', engine.auto_number_sql(sequence, options),
    'is_required', true, 'is_unique', true, 'is_indexed', false, 'is_read_only', true,
    'access', jsonb_build_object('see', field -> 'access' -> 'see', 'edit', '[]'::jsonb),
    'before_sql', format('create sequence public.%I', sequence),
    'after_sql', format('alter sequence public.%I owned by public.%I.%I', sequence, entity.name, field ->> 'name')
  )) as s;
end;
$$;
comment on function engine.plan_add_auto_number is 'Steps that add a number which the database gives to every record, those that are there included.';
