/** The life of an order: which steps the table of transitions allows, to SQL as to everybody. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { refusal } from "./refusal";
import { anOrder, aShop, insert } from "./shop";

const states = ["draft", "pending_review", "confirmed", "processing", "completed", "cancelled"];
const steps = new Set([
  ...["draft>pending_review", "pending_review>confirmed", "confirmed>processing", "processing>confirmed"],
  ...["draft", "pending_review", "confirmed", "processing"].map((from) => `${from}>cancelled`),
]);
const move = "update public.orders set lifecycle = $2 where id = $1";

describe("N10 the table of transitions", () => {
  it(
    "N10 refuses every jump that it does not name, over SQL too and with the same reason",
    inRollback(async (db) => {
      const shop = await aShop(db);
      for (const from of states.filter((state) => state !== "completed")) {
        for (const to of states.filter((state) => state !== from)) {
          const order = await anOrder(db, shop, { lifecycle: from });
          const attempt = db.query(move, order, to).then(() => "moved");
          const answer = await attempt.catch(() => refusal(db.query(move, order, to)));
          const isDelivery = `${from}>${to}` === "processing>completed";
          const refused = { code: "PT409", reason: isDelivery ? "not_delivered" : "illegal_transition" };
          if (steps.has(`${from}>${to}`))
            expect(`${from}>${to} ${JSON.stringify(answer)}`).toContain("moved");
          else expect(answer).toMatchObject(refused);
        }
      }
    }),
  );

  it(
    "N10 lets nothing leave a completed order, and takes in only states that it names",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const past = await insert(db, "orders", { channel_id: shop.channel, lifecycle: "completed" });
      expect(await refusal(db.query(move, past, "confirmed"))).toMatchObject({
        reason: "illegal_transition",
      });

      await db.query(
        "delete from public.status_rules where axis = 'lifecycle' and from_state = 'new' and to_state = 'completed'",
      );

      const imported = insert(db, "orders", { channel_id: shop.channel, lifecycle: "completed" });
      expect(await refusal(imported)).toMatchObject({ code: "PT409", reason: "illegal_transition" });
    }),
  );

  it(
    "N10 follows what an admin changes in it",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db), { lifecycle: "confirmed" });
      await db.query(
        `insert into public.status_rules (axis, from_state, to_state, role_key)
         values ('lifecycle', 'confirmed', 'pending_review', 'system')`,
      );
      await db.query("update public.status_rules set is_active = false where to_state = 'cancelled'");

      await db.query(move, order, "pending_review");

      expect(await refusal(db.query(move, order, "cancelled"))).toMatchObject({
        reason: "illegal_transition",
      });
    }),
  );
});
