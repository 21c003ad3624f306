/** The work queues on the first page of every role: only what it may read, the same numbers as SQL, at once. */
import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aWorld, type World } from "./world";

interface Counted {
  name: string;
  count: number;
  overdue: number;
}

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

async function queuesOf(member: Member): Promise<Counted[]> {
  const { body } = await member.rest("/rpc/work_queues", { schema: "config" });
  const { rows } = await sql.query<Counted>(
    `select e.name || ': ' || (v.label ->> 'en') as name, q.count, q.overdue
     from jsonb_to_recordset($1) as q (view uuid, count integer, overdue integer)
     join config.views as v on v.id = q.view and v.owner_id is null
     join config.entities as e on e.id = v.entity_id
     order by (v.settings -> 'queue' ->> 'position')::integer`,
    [JSON.stringify(body)],
  );
  return rows;
}

const namesOf = async (member: Member) => (await queuesOf(member)).map(({ name }) => name);

describe("the work queues", () => {
  it("S17: of an admin are all of them, counted as SQL counts", async () => {
    const admin = await aMember({ roles: ["admin"] });
    await sql.query("update orders set promised_ship_at = now() - interval '1 hour' where id = $1", [
      world.order,
    ]);

    const queues = await queuesOf(admin);

    expect(queues.map(({ name }) => name)).toEqual([
      "orders: Overdue",
      "orders: To review",
      "orders: Needs attention",
      "payments: To confirm",
      "fulfillment_orders: To release",
      "fulfillment_orders: To pick",
      "fulfillment_orders: Packed, to ship",
      "fulfillment_orders: Out of stock",
      "orders: To ship",
      "refunds: To approve",
      "refunds: To pay out",
      "complaints: Queue",
      "returns: Open, by deadline",
      "stock_alerts: Open",
      "tasks: Mine",
    ]);
    const { rows } = await sql.query<{ late: number; complaints: number; payments: number }>(
      `select (select count(*)::int from orders where lifecycle in ('confirmed', 'processing')
         and fulfillment_status in ('unfulfilled', 'partial') and promised_ship_at < now()) as late,
         (select count(*)::int from complaints where state in ('open', 'investigating', 'waiting_customer')) as complaints,
         (select count(*)::int from payments where state = 'pending') as payments`,
    );
    const countOf = (name: string) => queues.find((queue) => queue.name === name)?.count;
    expect([
      countOf("orders: Overdue"),
      countOf("complaints: Queue"),
      countOf("payments: To confirm"),
    ]).toEqual([rows[0]?.late, rows[0]?.complaints, rows[0]?.payments]);
    expect(rows[0]?.late).toBeGreaterThan(0);
  });

  it("S17: of the warehouse are about its own places, and about no money", async () => {
    const clerk = await aMember({ roles: ["warehouse"] });
    await sql.query(
      "insert into config.member_values (member_id, variable_key, record_id) values ($1, 'my_warehouses', $2)",
      [clerk.id, world.north],
    );

    const queues = await queuesOf(clerk);

    expect(queues.map(({ name }) => name)).not.toContain("payments: To confirm");
    expect(queues.map(({ name }) => name)).not.toContain("complaints: Queue");
    const late = queues.find(({ name }) => name === "orders: Overdue");
    const { rows } = await sql.query<{ count: number }>(
      `select count(*)::int from orders where lifecycle in ('confirmed', 'processing')
         and fulfillment_status in ('unfulfilled', 'partial') and promised_ship_at < now() and warehouse_ids && array[$1::bigint]`,
      [world.north],
    );
    expect(late?.count).toBe(rows[0]?.count);
  });

  it("S17: of a role that an admin makes are those that it may read", async () => {
    await sql.query(
      `select engine.define_role('complaint_desk', '{"en": "Desk", "zh-CN": "前台"}', '{"rank": 70}')`,
    );
    await sql.query(
      `select engine.allow('complaint_desk', 'complaints', 'read', except_fields => '{due_at}')`,
    );
    await sql.query("select engine.sync_roles()");

    expect(await namesOf(await aMember({ roles: ["complaint_desk"] }))).toEqual(["complaints: Queue"]);
    expect(await namesOf(await aMember({ roles: ["finance"] }))).not.toContain("complaints: Queue");
  });

  it(
    "S17: are all counted from an index, however many orders there ever were",
    inRollback(async (db) => {
      await db.query("set local enable_seqscan = off");
      const queues = await db.query<{ name: string; counted: string }>(
        `select e.name, format('select from public.%I as t where %s', e.name,
           replace(engine.condition_sql(e.name, 't', v.settings -> 'filter'), '(select engine.member_id())', '''00000000-0000-0000-0000-000000000001''::uuid')
         ) as counted
         from config.views as v join config.entities as e on e.id = v.entity_id
         where v.settings ? 'queue' and v.owner_id is null`,
      );
      const plans = await Promise.all(
        queues.map(async ({ counted }) => JSON.stringify(await db.query(`explain ${counted} limit 10000`))),
      );
      expect(plans.length).toBe(15);
      expect(plans.filter((plan) => plan.includes("Seq Scan"))).toEqual([]);
    }),
  );
});
