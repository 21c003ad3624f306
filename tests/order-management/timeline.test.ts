/** The timeline of an order: what happened, when, by whom, before and after; written once. */
import { expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, ship, split } from "./shop";

const eventsOf =
  "select type, actor_role, old_values, new_values from public.order_events where order_id = $1 order by id";

it("S21 an edited address is kept with before, after, who and when", async () => {
  const order = await committed(async (db) => anOrder(db, await aShop(db)));
  const clerk = await aMember({ roles: ["customer_service"], name: "小王" });

  const answer = await clerk.rest(`/orders?id=eq.${order}`, {
    method: "PATCH",
    body: { ship_city: "上海市", ship_street: "南京路 1 号", ship_phone: "13900001111" },
  });

  expect(answer.status).toBe(204);
  const { rows } = await sql.query(
    `select type, actor_id, actor_role, at > now() - interval '1 minute' as is_recent, old_values, new_values
     from public.order_events where order_id = $1 and type <> 'created' order by type`,
    [order],
  );
  const who = { actor_id: clerk.id, actor_role: "customer_service", is_recent: true };
  expect(rows).toMatchObject([
    {
      ...who,
      type: "address_changed",
      old_values: { ship_city: "杭州市", ship_street: "文三路 100 号" },
      new_values: { ship_city: "上海市", ship_street: "南京路 1 号" },
    },
    {
      ...who,
      type: "recipient_changed",
      old_values: { ship_phone: "13812345678" },
      new_values: { ship_phone: "13900001111" },
    },
  ]);
});

it("S21 nobody changes or deletes what the timeline says", async () => {
  const order = await committed(async (db) => anOrder(db, await aShop(db)));

  for (const role of ["admin", "manager", "customer_service", "finance", "warehouse", "viewer"]) {
    const member = await aMember({ roles: [role] });
    const path = `/order_events?order_id=eq.${order}`;
    expect((await member.rest(path, { method: "PATCH", body: { note: "x" } })).status).toBe(403);
    expect((await member.rest(path, { method: "DELETE" })).status).toBe(403);
    const made = await member.rest("/order_events", {
      method: "POST",
      body: { order_id: order, type: "created" },
    });
    expect(made.status).toBe(403);
  }
  for (const change of ["update public.order_events set note = 'x'", "delete from public.order_events"]) {
    await expect(sql.query(`${change} where order_id = ${order}`)).rejects.toMatchObject({ code: "42501" });
  }
});

it("S17 tells the whole story of an order in the order of events", async () => {
  const order = await committed(async (db) => {
    const made = await anOrder(db, await aShop(db), { lifecycle: "pending_review" });
    await db.query("update public.orders set placed_at = now() - interval '3 days' where id = $1", made);
    return made;
  });
  const shop = await committed(aShop);
  await committed((db) =>
    insert(db, "payments", { order_id: order, method: "card", amount: "280", state: "succeeded" }),
  );
  await committed((db) => db.query("update public.orders set lifecycle = 'confirmed' where id = $1", order));
  const [first = 0] = await committed((db) => split(db, order, [shop.north, shop.south]));
  const parcel = await committed((db) => ship(db, shop, first));
  await committed((db) => insert(db, "tracking_events", { shipment_id: parcel, code: "delivered" }));

  const { rows } = await sql.query<{ type: string; new_values: Record<string, unknown> | null }>(eventsOf, [
    order,
  ]);

  expect(rows.map(({ type, new_values }) => (type === "status_changed" ? new_values?.status : type))).toEqual(
    [
      "created",
      "paid",
      "payment_added",
      "to_ship",
      "sub_order_added",
      "sub_order_added",
      "parcel_shipped",
      "partially_shipped",
      "sub_order_changed",
      "sub_order_changed",
      "parcel_delivered",
    ],
  );
});

it(
  "S20 a deleted draft takes its timeline along",
  inRollback(async (db) => {
    const order = await anOrder(db, await aShop(db), { lifecycle: "draft" });

    await db.query("delete from public.orders where id = $1", order);

    expect(await db.query(eventsOf, order)).toEqual([]);
  }),
);
