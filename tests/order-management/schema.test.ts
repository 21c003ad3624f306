/** Rules that every table of order management keeps. */
import { expect, it } from "vitest";
import { sql } from "../support/sql";

const column = async (text: string) =>
  (await sql.query<{ value: string }>(text)).rows.map(({ value }) => value);

it("L15 every table and column carries its label in both languages", async () => {
  expect(
    await column(`
      select c.relname || coalesce('.' || a.attname, '') as value
      from pg_class as c
      left join lateral (
        select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        union all select null, 0
      ) as a on true
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and coalesce(case when a.attnum = 0 then obj_description(c.oid, 'pg_class') else col_description(c.oid, a.attnum) end, '')
          !~ '^[^|\\n]+ \\| [^|\\n]+(\\n[^|\\n]+ \\| [^|\\n]+)?$'
      order by 1`),
  ).toEqual([]);
});

it("every table has one identity key, both time stamps and row security", async () => {
  expect(
    await column(`
      select c.relname as value from pg_class as c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and (not c.relrowsecurity or (
          select count(*) from pg_attribute as a
          where a.attrelid = c.oid and (
            (a.attname = 'id' and a.attidentity = 'a' and a.atttypid = 'bigint'::regtype)
            or (a.attname in ('created_at', 'updated_at') and a.attnotnull and a.atttypid = 'timestamptz'::regtype)
          )
        ) <> 3)
      order by 1`),
  ).toEqual(["import_rows"]); // written once: their batch has the times
});

it("every foreign key has an index that begins with it", async () => {
  expect(
    await column(`
      select conrelid::regclass || ' ' || conname as value from pg_constraint as c
      where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index as i
        where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
      )
      order by 1`),
  ).toEqual([]);
});

it("every checked text column shows its values as named, coloured choices", async () => {
  expect(
    await column(`
      select a.table_name || '.' || a.column_name as value
      from engine.checked_values as a
      join config.entities as e on e.name = a.table_name
      join config.fields as f on f.entity_id = e.id and f.name = a.column_name
      where f.type not in ('choice', 'multi_choice') or a.allowed is distinct from array(
        select choice ->> 'value' from jsonb_array_elements(f.options -> 'choices') as choice
      ) or exists (
        select from jsonb_array_elements(f.options -> 'choices') as choice
        where coalesce(choice #>> '{label,en}', '') = '' or coalesce(choice #>> '{label,zh-CN}', '') = ''
          or coalesce(choice ->> 'color', '') = ''
      )
      order by 1`),
  ).toEqual([]);
});

it("every constraint of one's own reads as a sentence", async () => {
  expect(
    await column(`
      select conrelid::regclass || ' ' || conname as value from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'f') and conname !~ '[a-z]+_[a-z0-9]+_[a-z0-9_]+'
      order by 1`),
  ).toEqual([]);
});

it("S82 the private functions are open to nobody, and definer functions set their search path", async () => {
  expect(
    await column(`
      select p.oid::regprocedure::text as value from pg_proc as p
      where p.pronamespace = 'order_management'::regnamespace
        and (p.proacl is null or exists (select from aclexplode(p.proacl) where grantee <> p.proowner)
          or p.proconfig[1] is distinct from 'search_path=""')
      order by 1`),
  ).toEqual([]);
});

it("S18 order numbers, phones, and names of any script are found through an index", async () => {
  const planOf = async (condition: string) => {
    const client = await sql.connect();
    try {
      await client.query("begin; set local enable_seqscan = off");
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `explain (costs off) select id from public.orders where ${condition}`,
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    } finally {
      await client.query("rollback");
      client.release();
    }
  };

  expect(await planOf("order_no ilike '%0012%'")).toContain("orders_order_no_idx");
  expect(await planOf("external_no ilike '%0012%'")).toContain("orders_external_no_idx");
  expect(await planOf("ship_phone like '%5678'")).toContain("orders_ship_phone_idx");
  expect(await planOf("ship_name_grams @> engine.grams('三丰')")).toContain("orders_ship_name_grams_idx");
  expect(await planOf("warehouse_ids && '{1}'")).toContain("orders_warehouse_ids_idx");
});
