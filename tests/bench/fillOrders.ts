/** Fills a database with a million synthetic orders; a filled one is left as it is. */
import type pg from "pg";

export const orderCount = 1_000_000;

/** Orders of the sparse warehouse: few enough that an index must find them. */
export const sparseCount = 10;

export async function fillOrders(client: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ orders: string }>("select count(*) as orders from public.orders");
  if (Number(rows[0]?.orders) >= orderCount) return;

  log(`Filling in ${orderCount.toLocaleString("en")} orders, once …`);
  await client.query(shopsAndPlaces);
  await client.query(
    "insert into public.customers (name) select 'Customer ' || n from generate_series(1, 50000) as n",
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index as i
     where i.indrelid = 'public.orders'::regclass
       and not exists (select from pg_constraint as c where c.conindid = i.indexrelid)`,
  );
  // Triggers and indexes serve work, not a bulk load of made-up rows.
  await client.query("alter table public.orders disable trigger user");
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  await client.query(orders);
  for (const { definition } of indexes.rows) await client.query(definition);
  await client.query("alter table public.orders enable trigger user");
  await client.query("vacuum analyze public.orders");
  await client.query("analyze public.customers");
}

const shopsAndPlaces = `
  insert into public.channels (code, platform, shop_name)
  select 'bench-' || n, 'manual', 'Shop ' || n from generate_series(1, 4) as n;
  insert into public.warehouses (code, name) select 'bench-' || n, 'Warehouse ' || n from generate_series(1, 4) as n`;

/** Three warehouses share the orders; the fourth has ${sparseCount}, spread over the years. */
const orders = `
  insert into public.orders (
    channel_id, external_no, customer_id, placed_at, lifecycle, fulfillment_status, goods_total, grand_total, paid_total,
    ship_name, ship_phone, ship_province, ship_city, ship_street, warehouse_ids
  )
  select
    channels[1 + n % 4], 'X' || (700000000000 + n), customers[1 + n % 50000], now() - make_interval(mins => n),
    case n % 10 when 0 then 'pending_review' when 1 then 'cancelled' when 2 then 'confirmed' else 'completed' end,
    case when n % 10 < 3 then 'unfulfilled' else 'delivered' end,
    10 + n % 990, 10 + n % 990, case when n % 10 in (1, 2) then 0 else 10 + n % 990 end,
    substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + n % 20, 1)
      || substr('伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂', 1 + (n / 20) % 24, 1)
      || case when n % 3 = 0 then '' else substr('子欣宇浩然梓涵一诺思雨晨曦', 1 + (n / 480) % 13, 1) end,
    '1' || (3000000000 + (n::bigint * 7919) % 6999999999), '浙江省', '杭州市', '文三路 ' || n || ' 号',
    case when n % (${orderCount} / ${sparseCount}) = 0 then warehouses[4:4] else warehouses[1 + n % 3 : 1 + n % 3] end
  from generate_series(1, ${orderCount}) as n
  cross join (
    select
      array(select id from public.channels where code like 'bench-%' order by code) as channels,
      array(select id from public.warehouses where code like 'bench-%' order by code) as warehouses,
      array(select id from public.customers order by id limit 50000) as customers
  ) as parts`;
