/** The rules stand in the database: without our pages REST refuses the same, and the configuration can be taken along. */
import { beforeAll, describe, expect, inject, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, asAnon, type Member } from "../support/members";
import { aWorld, type World } from "./world";

let world: World;
let viewer: Member;

beforeAll(async () => {
  world = await aWorld();
  viewer = await aMember({ roles: ["viewer"] });
});

describe("without the app", () => {
  it("N12: REST still refuses what a role may neither see nor change, while no page of ours is served", async () => {
    const page = await fetch(`${inject("stack").url}/e/orders`);
    const order = `/orders?id=eq.${world.order}`;

    const seen = await viewer.rest(`${order}&select=id`);
    const hidden = await viewer.rest(`${order}&select=ship_phone`);
    const byTheBack = await viewer.rest(`/orders?ship_phone=not.is.null&select=id`);
    const changed = await viewer.rest(order, { method: "PATCH", body: { ship_city: "X" } });
    const removed = await viewer.rest(order, { method: "DELETE" });
    const stranger = await asAnon().rest(`${order}&select=id`);

    expect(await page.text()).not.toContain("<script");
    expect(seen.rows).toEqual([{ id: world.order }]);
    expect([hidden, byTheBack, changed, removed].map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(stranger.status).toBe(401);
  });

  it(
    "N12, L30: the whole configuration of the order app is one file, of which nothing is left to do",
    inRollback(async (db) => {
      const { file } = await db.row<{ file: Record<string, object[]> }>(
        "select config.configuration_file() as file",
      );

      expect(file.entities?.length).toBeGreaterThan(40);
      expect(file.views?.length).toBeGreaterThan(3);
      expect(file.forms?.length).toBeGreaterThan(2);
      expect(JSON.stringify(file)).not.toMatch(/password|@example|eyJ|sb_secret/);
      expect(await db.call("config.plan_file", JSON.stringify(file))).toEqual([]);
    }),
  );
});
