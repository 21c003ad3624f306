/** Who may change fields, over REST: with the right, without it, and round about. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aField, changeOf, publishAs } from "./fieldChanges";
import { aMemberWith, config, granted } from "../database/roleEditing";

describe("config.publish over REST", () => {
  let boss: Member;

  beforeAll(async () => {
    boss = await aMember({ roles: ["boss"] });
  });

  it("L13: can be done with the right; the field is there on the next request, for writing too", async () => {
    await granted(publishAs(boss, aField("Rest check", "money", { name: "rest_check" })));
    try {
      await expect
        .poll(async () => {
          const body = { title: "priced", rest_check: 12.5 };
          const { status } = await boss.rest("/notes?select=rest_check", { method: "POST", body });
          return status;
        })
        .toBe(201);
      const found = await boss.rest("/notes?select=rest_check&rest_check=gt.12&order=rest_check");
      expect(found.rows).toEqual([{ rest_check: 12.5 }]);
    } finally {
      await sql.query("delete from public.notes where title = 'priced'");
      await granted(publishAs(boss, { kind: "trash_field", entity: "notes", field: "rest_check" }));
      await sql.query("update config.trash set at = '2020-01-01' where field_name = 'rest_check'");
      await sql.query("select engine.empty_trash()");
    }
  });

  it("L13: cannot be done without the right, whatever else a role may configure", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [{ entity: "notes", action: "read" }],
      may_configure: ["roles", "views"],
    });
    const changes = [aField("Mine", "text")];

    for (const [name, values] of [
      ["plan", { changes }],
      ["publish", { note: "", changes }],
      ["keep_draft", { changes }],
      ["fields_page", { entity: "notes" }],
      ["rehearse_type", { entity: "notes", field: "title", type: "integer" }],
    ] as const) {
      const answer = await config(member, name, values);
      expect([name, answer.status, answer.reason]).toEqual([name, 403, "right_missing"]);
    }
  });

  it("L13: who configures fields cannot take rights of higher roles, nor give rights to old fields", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [{ entity: "notes", action: "read", fields: ["title"] }],
      rank: 30,
      may_configure: ["entities"],
    });

    const above = await publishAs(member, aField("Mine", "text", { access: { see: ["clerk"], edit: [] } }));
    const old = await publishAs(member, changeOf("secret", { access: { see: ["clerk"], edit: [] } }));

    expect([above.status, above.reason]).toEqual([403, "above_own_rank"]);
    expect([old.status, old.reason]).toEqual([403, "right_missing"]);
    const { rows } = await sql.query("select from config.fields where name = 'mine'");
    expect(rows).toEqual([]);
  });

  it("L13: nobody gets round it by the tables or the engine's own functions", async () => {
    const entities = await boss.rest("/fields", { schema: "config" });
    const draft = await boss.rest("/draft_changes", {
      method: "POST",
      schema: "config",
      body: { change: {} },
    });
    const step = await boss.rpc("execute_step", { step: "(a,b,{},none,select 1)" }, "engine");

    expect([entities.status, draft.status, step.status]).toEqual([403, 403, 406]);
  });
});
