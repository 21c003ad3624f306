-- Reads staged rows: text cells become typed values, and every row that cannot be used gets its reason.

create function order_management.parse_time(value text, date_order text, time_zone text)
returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
declare
  part constant text[] := regexp_match(
    value,
    '^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?'
    '(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?)?\s*(?:([AP])\.?M\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$', 'i'
  );
  day_order constant text := case when length(part[1]) = 4 then 'ymd' else date_order end;
  ymd constant text[] := case day_order
    when 'ymd' then array[part[1], part[2], part[3]]
    when 'mdy' then array[part[3], part[1], part[2]]
    else array[part[3], part[2], part[1]]
  end;
  hour constant integer := case upper(part[7])
    when 'P' then part[4]::integer % 12 + 12
    when 'A' then part[4]::integer % 12
    else coalesce(part[4], '0')::integer
  end;
begin
  if part is null or length(ymd[1]) not in (2, 4) then
    return null;
  end if;
  return make_timestamptz(
    ymd[1]::integer + case when length(ymd[1]) = 2 then 2000 else 0 end, ymd[2]::integer, ymd[3]::integer,
    hour, coalesce(part[5], '0')::integer, coalesce(part[6], '0')::double precision,
    coalesce(replace(upper(part[8]), 'Z', 'UTC'), time_zone)
  );
exception when datetime_field_overflow or invalid_parameter_value then
  return null; -- 30 February and the like
end;
$$;
comment on function order_management.parse_time is
  'A date with optional time, in the zone unless the text names its own offset; null when it is none.
date_order: ymd, mdy, dmy (a leading year of four digits always means ymd).';

-- A spreadsheet leaves traces around codes and numbers: ="123", a leading apostrophe, currency signs.
create function order_management.import_cells(batch public.import_batches, chunk integer)
returns table (
  row_no integer, cell_count integer, external_no text, placed_at text, paid_at text, sku_code text, title text,
  quantity text, unit_price text, buyer_id text, buyer_name text, phone text, email text, country text,
  province text, city text, district text, street text, zip text, buyer_note text
)
language sql stable security invoker set search_path = ''
as $$
  select r.row_no, cardinality(r.raw), code.external_no, code.placed_at, code.paid_at, code.sku_code,
    nullif(btrim(r.raw[at.title]), ''),
    replace(code.quantity, ',', ''), replace(btrim(code.unit_price, ' ¥￥€£$元'), ',', ''),
    -- A whole number that a spreadsheet took for a decimal; who has no account is known by his phone.
    regexp_replace(coalesce(code.buyer_id, code.phone), '^(\d+)\.0+$', '\1'),
    nullif(btrim(r.raw[at.buyer_name]), ''), code.phone,
    nullif(btrim(r.raw[at.email]), ''), nullif(btrim(r.raw[at.country]), ''), nullif(btrim(r.raw[at.province]), ''),
    nullif(btrim(r.raw[at.city]), ''), nullif(btrim(r.raw[at.district]), ''), nullif(btrim(r.raw[at.street]), ''),
    nullif(btrim(r.raw[at.zip], E' ="\'\t'), ''), nullif(btrim(r.raw[at.buyer_note]), '')
  from public.import_rows as r,
    jsonb_to_record(batch.positions) as at (
      external_no integer, placed_at integer, paid_at integer, sku_code integer, title integer, quantity integer,
      unit_price integer, buyer_id integer, buyer_name integer, phone integer, email integer, country integer,
      province integer, city integer, district integer, street integer, zip integer, buyer_note integer
    ),
    lateral (
      select nullif(btrim(r.raw[at.external_no], E' ="\'\t'), '') as external_no,
        nullif(btrim(r.raw[at.placed_at], E' ="\'\t'), '') as placed_at,
        nullif(btrim(r.raw[at.paid_at], E' ="\'\t'), '') as paid_at,
        nullif(btrim(r.raw[at.sku_code], E' ="\'\t'), '') as sku_code,
        nullif(btrim(r.raw[at.quantity], E' ="\'\t'), '') as quantity,
        nullif(btrim(r.raw[at.unit_price], E' ="\'\t'), '') as unit_price,
        nullif(btrim(r.raw[at.buyer_id], E' ="\'\t'), '') as buyer_id,
        nullif(btrim(r.raw[at.phone], E' ="\'\t'), '') as phone
    ) as code
  where r.batch_id = batch.id and r.chunk = import_cells.chunk and r.state = 'new';
$$;
comment on function order_management.import_cells is
  'Cells of the open rows of a chunk by field, cleaned, still as text.';

create function order_management.prepare_import_lines()
returns void
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if to_regclass('pg_temp.import_lines') is not null then
    truncate pg_temp.import_lines;
    return;
  end if;
  create temporary table import_lines (
    row_no integer primary key,
    external_no text,
    line_no integer,
    placed_at timestamptz,
    paid_at timestamptz,
    sku_code text,
    title text,
    quantity integer,
    unit_price numeric,
    buyer_id text,
    buyer_name text,
    phone text,
    email text,
    country text,
    province text,
    city text,
    district text,
    street text,
    zip text,
    buyer_note text,
    kind text,
    state text not null default 'new',
    reason text,
    detail jsonb,
    order_id bigint,
    credit_line_id bigint,
    customer_id bigint,
    sku_id bigint
  ) on commit delete rows;
end;
$$;
comment on function order_management.prepare_import_lines is
  'Empties the session''s work table of typed rows; every import function reads and marks its rows.';
