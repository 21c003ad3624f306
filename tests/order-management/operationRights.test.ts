/** Every operation by every shipped role over REST, and every state, amount and stock written past them: by catalog, so nothing is left out. */
import { beforeAll, describe, expect, it } from "vitest";
import type { RestAnswer } from "../support/RestClient";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { type Role, roles } from "./matrix";
import { operationMatrix, written } from "./operationMatrix";
import { committed, insert } from "./shop";
import { aWarehouseClerk, aWorld, type World } from "./world";

interface Row {
  name: string;
  /** Arguments that have to be given, with their types. */
  asked: string[] | null;
  types: string[] | null;
  roles: string[];
}

type Operation = Row & { asked: string[]; types: string[] };

let world: World;
let operations: Operation[];
let keys: Record<string, unknown>;
const members = new Map<Role, Member>();
const columns = new Map<string, string[]>();

function memberOf(role: Role): Member {
  const member = members.get(role);
  if (!member) throw new Error(`nobody is ${role}`);
  return member;
}

beforeAll(async () => {
  world = await aWorld();
  const { order, south, north, shoes, shirts, parcel, payment, refund, complaint, shirt } = world;
  const made = await committed(async (db) => ({
    line: await db.value("select id from public.order_lines where order_id = $1 and line_no = 1", order),
    stock: await db.value(
      "select id from public.stock where (warehouse_id, sku_id) = ($1, $2)",
      north,
      shirt,
    ),
    invoice: await insert(db, "invoices", { order_id: order, amount: "10", title: "Demo", kind: "normal" }),
  }));
  keys = {
    ...{ order_id: order, line_id: made.line, sub_order_id: shoes, sub_order_ids: [shoes, shirts] },
    ...{ shipment_id: parcel, payment_id: payment, refund_id: refund, invoice_id: made.invoice },
    ...{ complaint_id: complaint, stock_id: made.stock, warehouse_id: south, to_warehouse_id: south },
    ...{ sku_id: shirt, carrier_id: world.carrier, return_id: world.back },
  };
  for (const role of roles) {
    const isHouse = role === "warehouse";
    members.set(role, await (isHouse ? aWarehouseClerk([north, south]) : aMember({ roles: [role] })));
  }
  const found = await sql.query<Row>(
    `select o.name, array_agg(a.name order by a.position) filter (where a.is_asked) as asked,
       array_agg(a.type order by a.position) filter (where a.is_asked) as types,
       array(select r.key::text from config.role_operations as ro join config.roles as r on r.id = ro.role_id
             where ro.operation_name = o.name and r.key = any ($1)
             order by array_position($1, r.key::text)) as roles
     from config.operations as o
     join pg_catalog.pg_proc as p on p.pronamespace = 'public'::regnamespace and p.proname = o.name
     left join lateral (
       select n.name, n.position, format_type(p.proargtypes[n.position - 1], null) as type,
         n.position <= p.pronargs - p.pronargdefaults as is_asked
       from unnest(p.proargnames) with ordinality as n (name, position) where n.position <= p.pronargs
     ) as a on true
     group by o.name order by o.name`,
    [roles],
  );
  operations = found.rows.map((row) => ({ ...row, asked: row.asked ?? [], types: row.types ?? [] }));
  const listed = await sql.query<{ table_name: string; names: string[] }>(
    "select table_name, array_agg(column_name) as names from engine.columns group by 1",
  );
  for (const { table_name, names } of listed.rows) columns.set(table_name, names);
}, 60_000);

const samples: Record<string, unknown> = {
  ...{ bigint: 1, integer: 1, numeric: 1, text: "buyer", date: "2026-01-01" },
  ...{ uuid: "00000000-0000-0000-0000-000000000000", jsonb: [], "numeric[]": [1] },
};

/** What an operation is given: real records, or ones that are not there. */
function argumentsOf({ name, asked, types }: Operation, isReal: boolean): Record<string, unknown> {
  return Object.fromEntries(
    asked.map((argument, index) => {
      const type = types[index] ?? "";
      if (!/_ids?$/.test(argument)) {
        if (!(type in samples)) throw new Error(`no sample of ${type} for ${name}(${argument})`);
        return [argument, samples[type]];
      }
      if (type === "uuid") return [argument, samples.uuid];
      if (!(argument in keys)) throw new Error(`no record for ${name}(${argument})`);
      if (isReal) return [argument, keys[argument]];
      return [argument, type.endsWith("[]") ? [0] : 0];
    }),
  );
}

/** Everything that an operation could have changed, as one text. */
async function traces(): Promise<string> {
  const tables = Object.keys(written).filter((name) => columns.get(name)?.includes("order_id"));
  const { rows } = await sql.query<{ trace: string }>(
    `select md5(string_agg(t.trace, '|' order by t.trace)) as trace from (
       ${tables.map((name) => `select x::text from public.${name} as x where order_id = any ($1)`).join(" union all ")}
       union all select x::text from public.orders as x where id = any ($1)
       union all select x::text from public.stock as x where warehouse_id = any ($2)
       union all select x::text from public.stock_movements as x where warehouse_id = any ($2)
       union all select x::text from public.complaints as x where order_id = any ($1)
     ) as t (trace)`,
    [
      [world.order, world.southern],
      [world.north, world.south],
    ],
  );
  return rows[0]?.trace ?? "";
}

const isForbidden = ({ status, body }: RestAnswer, name: string) =>
  status === 403 && JSON.stringify(body).includes(`permission denied for function ${name}`);

const isDenied = ({ status, body }: RestAnswer) =>
  status === 403 && JSON.stringify(body).includes("permission denied for table");

/** Postgres never lets anybody write what it computes itself. */
const isComputed = ({ status, body }: RestAnswer) =>
  status === 400 && JSON.stringify(body).includes('"428C9"');

describe("S8 S21 operations by role", () => {
  it("S8 each operation has its row in the matrix, and the configuration says the same", () => {
    const configured = operations.map(({ name, roles: may }) => [name, may]);
    // What removes the demo data is there only as long as they are.
    const isThere = (name: string) =>
      name !== "remove_demo_data" || operations.some((operation) => operation.name === name);

    const wanted = [...operationMatrix].filter(([name]) => isThere(name));
    expect(configured).toEqual(wanted.sort(([a], [b]) => (a < b ? -1 : 1)));
  });

  it.each(roles)(
    "S8 %s runs what his role may, and is refused everything else without a trace",
    async (role) => {
      const before = await traces();
      const cannot = operations.filter(({ roles: may }) => !may.includes(role));

      for (const operation of cannot) {
        const answer = await memberOf(role).rpc(operation.name, argumentsOf(operation, true));
        const { status, body } = answer;
        expect({ ...operation, status, body, refused: isForbidden(answer, operation.name) }).toMatchObject({
          refused: true,
        });
      }
      expect(await traces()).toBe(before);

      for (const operation of operations.filter(
        ({ name, roles: may }) => may.includes(role) && name !== "remove_demo_data",
      )) {
        const { status, body } = await memberOf(role).rpc(operation.name, argumentsOf(operation, false));
        expect({
          name: operation.name,
          status,
          body,
          isLetIn: status !== 403 && status !== 401,
        }).toMatchObject({
          isLetIn: true,
        });
        expect(status, operation.name).toBeLessThan(500);
      }
    },
  );
});

describe("S8 N10 nothing is written past the operations", () => {
  it.each(Object.entries(written))(
    "S8 N10 %s: no role changes a state, an amount or a piece",
    async (table, free) => {
      const names = columns.get(table) ?? [];
      expect(names.length).toBeGreaterThan(0);
      expect(free.filter((name) => !names.includes(name))).toEqual([]);
      for (const role of roles) {
        const guarded = names.filter((name) => !free.includes(name));
        const answers = await Promise.all(
          guarded.map((column) =>
            memberOf(role).rest(`/${table}?id=eq.0`, { method: "PATCH", body: { [column]: null } }),
          ),
        );
        const open = guarded.filter((_, index) => {
          const answer = answers[index];
          return !answer || !(isDenied(answer) || isComputed(answer));
        });
        expect({ role, open }).toEqual({ role, open: [] });
      }
    },
  );

  it("S8 N10 no role creates or deletes what only operations make, and none deletes an order that is under way", async () => {
    const before = await traces();
    const made = [
      "fulfillment_orders",
      "fulfillment_lines",
      "shipments",
      "shipment_items",
      "payments",
      "refunds",
    ];
    made.push("refund_lines", "invoices", "stock", "stock_movements", "reservations", "order_events");
    for (const role of roles) {
      const who = memberOf(role);
      for (const table of made) {
        const answers = [
          await who.rest(`/${table}`, { method: "POST", body: {} }),
          await who.rest(`/${table}?id=gt.0`, { method: "DELETE" }),
        ];
        expect({ role, table, denied: answers.map(isDenied) }).toEqual({ role, table, denied: [true, true] });
      }
      const line = { order_id: world.order, line_no: 9, title: "x", qty: 1, unit_price: "1" };
      const answers = [
        await who.rest(`/orders?id=eq.${world.order}`, { method: "DELETE" }),
        await who.rest(`/order_lines?order_id=eq.${world.order}`, { method: "DELETE" }),
        await who.rest("/order_lines", { method: "POST", body: line }),
      ];
      expect({ role, statuses: answers.map(({ status }) => status >= 400 && status < 500) }).toEqual({
        role,
        statuses: [true, true, true],
      });
    }
    expect(await traces()).toBe(before);
  });
});
