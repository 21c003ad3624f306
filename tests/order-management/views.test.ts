/** The views that the order app brings along. */
import { expect, it } from "vitest";
import { aMember } from "../support/members";
import { sql } from "../support/sql";

it("L19: every view of the order app opens for a manager as it was meant", async () => {
  const manager = await aMember({ roles: ["manager"] });

  const snapshot = JSON.stringify((await manager.rest("/rpc/snapshot", { schema: "config" })).body);
  const { rows } = await sql.query<{ id: string; name: string }>(
    "select v.id, e.name from config.views v join config.entities e on e.id = v.entity_id where owner_id is null",
  );

  expect(rows.length).toBeGreaterThanOrEqual(15);
  expect(rows.filter(({ id }) => !snapshot.includes(id))).toEqual([]);
  expect([...snapshot.matchAll(/"leftOut":\s*\[[^\]]/g)]).toEqual([]);
});

it("L19: a view that the app describes again is changed, not doubled", async () => {
  const { rows } = await sql.query<{ same: boolean; count: number }>(
    `with twice as (
       select engine.define_view('tasks', '{"en": "By state", "zh-CN": "按状态"}', 'kanban', '{"lane": "state"}') as id
     )
     select twice.id = v.id as same, (select count(*)::int from config.views where label = v.label and entity_id = v.entity_id)
     from twice join config.views as v on v.id = twice.id`,
  );

  expect(rows).toEqual([{ same: true, count: 1 }]);
});

it("L19: nobody but the owner of the database describes views", async () => {
  const manager = await aMember({ roles: ["manager"] });

  const answer = await manager.rpc("define_view", {
    entity: "orders",
    label: { en: "x", "zh-CN": "x" },
    type: "table",
    settings: {},
  });

  expect(answer.status).toBe(404);
});
