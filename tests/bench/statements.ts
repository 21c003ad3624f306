/** The SQL that PostgREST sends for a page of the order list and for the searches. */

const page = `"orders"."id", "orders"."version", "orders"."order_no", "orders"."external_no", "orders"."status",
  "orders"."ship_name", "orders"."placed_at", "orders"."promised_ship_at"`;

/** Wraps a query the way PostgREST does: rows become one JSON value, beside their count. */
const asAnswer = (query: string) => `
  with pgrst_source as (${query})
  select null::bigint as total_result_set, pg_catalog.count(_postgrest_t) as page_total,
    coalesce(json_agg(_postgrest_t), '[]') as body
  from (select * from pgrst_source) as _postgrest_t`;

const list = (where: string) => `
  select ${page} from "public"."orders" where ${where}
  order by "orders"."placed_at" desc, "orders"."id" desc limit 25 offset 0`;

/** Filter, sort, 25 rows. `scope` is what a policy would add, written by hand. */
export const listPage = (scope = "true") => asAnswer(list(`"orders"."status" = 'completed' and ${scope}`));

export const scopeOf = (warehouses: string[]) => `"orders"."warehouse_ids" && array(
  select id from public.warehouses where code in (${warehouses.map((code) => `'${code}'`).join(", ")}))`;

export const searches = {
  "order number": asAnswer(list(`"orders"."order_no" ilike '%512345%'`)),
  "part of a Chinese name (2 characters)": asAnswer(
    list(`"orders"."ship_name_grams" @> '{张,静,张静}' and "orders"."ship_name" ilike '%张静%'`),
  ),
  "part of a Chinese name (3 characters)": asAnswer(
    list(`"orders"."ship_name_grams" @> '{张,静,浩,张静,静浩}' and "orders"."ship_name" ilike '%张静浩%'`),
  ),
  "end of a phone number": asAnswer(list(`"orders"."ship_phone" ilike '%512345%'`)),
};
