/** Splitting with reservation and shipping, per second by so many workers, beside the bare writes of the same rows. */
import pg from "pg";
import type { Bench } from "./measureLists";
import { printTable } from "./printTable";
import { withWork } from "./withWork";

/** A race ends when time or its orders are over. */
const seconds = 4;
/** How many are done in each of the six races of an operation. */
const shares = { split: 500, ship: 80 };

/** What splitting an order into two parts writes, as one string: one way to the server, as the operation. */
const bareSplit = (order: number) => `begin;
select from public.orders where id = ${order} for update;
insert into public.fulfillment_orders (order_id, seq, warehouse_id, status, goods)
select ${order}, n, (select min(id) from public.warehouses where code = 'WORK-' || n), 'reserved', n * 20 from generate_series(1, 2) as n;
insert into public.fulfillment_lines (fulfillment_order_id, order_line_id, order_id, warehouse_id, qty, goods)
select f.id, l.id, ${order}, f.warehouse_id, 1, 20 from public.order_lines as l
join public.fulfillment_orders as f on f.order_id = l.order_id and f.seq = least(l.line_no, 2) where l.order_id = ${order};
insert into public.reservations (fulfillment_line_id, warehouse_id, sku_id, qty)
select p.id, p.warehouse_id, l.sku_id, 1 from public.fulfillment_lines as p
join public.order_lines as l on l.id = p.order_line_id where p.order_id = ${order};
update public.stock as s set reserved = s.reserved + 1 from public.order_lines as l
where l.order_id = ${order} and s.sku_id = l.sku_id
  and s.warehouse_id = (select min(h.warehouse_id) from public.stock as h where h.sku_id = l.sku_id and h.on_hand > 0);
update public.order_lines set warehouse_ids = '{1,2}' where order_id = ${order};
update public.orders set lifecycle = 'processing', warehouse_ids = '{1,2}' where id = ${order};
insert into public.order_events (order_id, type) select ${order}, 'status_changed' from generate_series(1, 3);
insert into engine.audit_entries (table_name, record_id, action) select 'orders', '${order}', 'update' from generate_series(1, 11);
commit`;

/** The rows that leave with a parcel. */
const bareShip = (parcel: number) => `begin;
update public.reservations as r set state = 'consumed' from public.shipment_items as i
where i.shipment_id = ${parcel} and r.fulfillment_line_id = i.fulfillment_line_id;
insert into public.stock_movements (warehouse_id, sku_id, qty, kind)
select r.warehouse_id, r.sku_id, -r.qty, 'ship' from public.reservations as r
join public.shipment_items as i on i.fulfillment_line_id = r.fulfillment_line_id where i.shipment_id = ${parcel};
update public.stock as s set on_hand = s.on_hand - r.qty, reserved = s.reserved - r.qty from public.reservations as r
join public.shipment_items as i on i.fulfillment_line_id = r.fulfillment_line_id
where i.shipment_id = ${parcel} and (s.warehouse_id, s.sku_id) = (r.warehouse_id, r.sku_id);
update public.fulfillment_lines as p set qty_shipped = p.qty from public.shipment_items as i
where i.shipment_id = ${parcel} and p.id = i.fulfillment_line_id;
update public.order_lines as l set unit_cost = 5, qty_shipped = l.qty from public.shipment_items as i
where i.shipment_id = ${parcel} and l.id = i.order_line_id;
update public.shipments set tracking_no = 'BW${parcel}', shipped_at = now() where id = ${parcel};
update public.fulfillment_orders set status = 'shipped' where id = (select fulfillment_order_id from public.shipments where id = ${parcel});
update public.orders set fulfillment_status = 'partial' where id = (select order_id from public.shipments where id = ${parcel});
insert into public.order_events (order_id, type) select order_id, 'status_changed' from public.shipments, generate_series(1, 3) where id = ${parcel};
insert into engine.audit_entries (table_name, record_id, action) select 'orders', '${parcel}', 'update' from generate_series(1, 12);
commit`;

interface Pace {
  perSecond: number;
  median: number;
  failed: number;
}

/** Each worker has a connection and takes the next id until time or ids are over. */
async function race(
  urls: string[],
  ids: number[],
  task: (db: pg.Client, id: number) => Promise<unknown>,
): Promise<Pace> {
  const sessions = urls.map((connectionString) => new pg.Client({ connectionString }));
  const times: number[] = [];
  let failed = 0;
  await Promise.all(sessions.map((db) => db.connect()));
  const start = performance.now();
  const worker = async (db: pg.Client) => {
    for (
      let id = ids.shift();
      id !== undefined && performance.now() - start < 1000 * seconds;
      id = ids.shift()
    ) {
      const sent = performance.now();
      await task(db, id).catch(() => failed++);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(sessions.map(worker));
  const elapsed = (performance.now() - start) / 1000;
  await Promise.all(sessions.map((db) => db.end()));
  times.sort((a, b) => a - b);
  return { perSecond: times.length / elapsed, median: times[times.length >> 1] ?? Number.NaN, failed };
}

const call = (name: string) => (db: pg.Client, id: number) =>
  db.query({ name, text: `select order_management.${name}($1)`, values: [id] });

const ship = (db: pg.Client, id: number) =>
  db.query({
    name: "ship",
    text: `select order_management.ship_parcel($1, $2, (select id from public.carriers where code = 'bench-work'))`,
    values: [id, `BW${id}`],
  });

async function bare(db: pg.Client, statement: string): Promise<void> {
  await db.query("set session_replication_role = replica");
  await db.query(statement);
}

/** Parcels of the orders that are split, packed and ready to leave. */
async function packedParcels(adminUrl: string, ids: number[]): Promise<number[]> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  const { rows } = await db.query<{ id: string }>(
    "select id from public.fulfillment_orders where order_id = any ($1) and status = 'reserved' and split_plan is not null order by id limit $2",
    [ids, 6 * shares.ship],
  );
  const parts = rows.map(({ id }) => Number(id));
  for (const part of parts)
    for (const step of ["release_sub_order", "start_picking", "confirm_pick", "pack_parcel"])
      await db.query(`select order_management.${step}($1)`, [part]);
  const parcels = await db.query<{ id: string }>(
    "select id from public.shipments where fulfillment_order_id = any ($1) order by id",
    [parts],
  );
  await db.end();
  return parcels.rows.map(({ id }) => Number(id));
}

export async function measureWork({ ownerUrl, adminUrl }: Bench): Promise<void> {
  const rows: string[][] = [];
  const compare = async (
    name: string,
    { ids, share }: { ids: number[]; share: number },
    pair: [typeof ship, (id: number) => string],
  ) => {
    for (const workers of [1, 4, 8]) {
      const urls = (url: string) => Array.from({ length: workers }, () => url);
      const plain = await race(urls(adminUrl), ids.splice(0, share), (db, id) => bare(db, pair[1](id)));
      const done = await race(urls(ownerUrl), ids.splice(0, share), pair[0]);
      rows.push([
        name,
        String(workers),
        done.perSecond.toFixed(0),
        done.median.toFixed(1),
        plain.perSecond.toFixed(0),
        (plain.perSecond / done.perSecond).toFixed(1),
        String(done.failed + plain.failed),
      ]);
    }
  };
  await withWork(adminUrl, async (ids) => {
    const parcels = [...ids];
    await compare("split and reserve", { ids, share: shares.split }, [call("apply_split"), bareSplit]);
    await compare("ship", { ids: await packedParcels(adminUrl, parcels), share: shares.ship }, [
      ship,
      bareShip,
    ]);
  });
  printTable(
    "Operations per second, orders of three lines over five warehouses, beside the bare writes of the same rows (goal: 400 splits/s by 8)",
    ["operation", "workers", "per s", "median ms", "bare per s", "ratio", "failed"],
    rows,
  );
}
