import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { formTriggers, needsPlace, saveForm, saveRules, titled } from "./formEditing";
import { patch, post, reads, write } from "./noteWriting";
import { aMemberWith, granted, twoPlaces } from "./roleEditing";

let boss: Member;
let clerk: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  const permissions = [reads, write("create"), write("update"), { entity: "places", action: "read" }];
  clerk = (await aMemberWith(boss, { permissions })).member;
});
afterEach(async () => {
  await granted(saveForm(boss, {}));
});

const insert = (title: string) => sql.query("insert into public.notes (title) values ($1)", [title]);

describe("an enforced rule", () => {
  it("L16: a required-if rule holds over REST for every role, and in SQL", async () => {
    await granted(saveRules(boss, needsPlace));
    const { north } = await twoPlaces();

    const refused = await post(clerk, { title: "Req 1" });

    expect([refused.status, refused.reason]).toEqual([400, "breaks_form_rule"]);
    expect(JSON.parse(refused.text("details"))).toMatchObject({ field: "place_id", rule: "place" });
    expect(refused.text("message")).toBe("“Place” must be filled in: Rule place");
    expect((await post(clerk, { title: "Req 1", place_id: north })).status).toBe(201);
    expect((await post(clerk, { title: "Other" })).status).toBe(201);
    expect((await post(boss, { title: "Req 2" })).reason).toBe("breaks_form_rule");
    await expect(insert("Req 3")).rejects.toThrow(/must be filled in/);
  });

  it("L16: cannot be got round by a later change, by upsert, by many rows at once or by an operation", async () => {
    const { north, inNorth } = await twoPlaces();
    await granted(
      saveRules(boss, needsPlace, {
        key: "done",
        kind: "require",
        fields: ["place_id"],
        condition: { all: [titled("Fin"), { field: "state", op: "eq", value: "it's done" }] },
      }),
    );
    const { rows } = await post(boss, { title: "Req 1", place_id: north });
    const id = rows[0]?.id;

    expect((await patch(boss, id, { place_id: null })).reason).toBe("breaks_form_rule");
    expect((await patch(boss, inNorth, { title: "Req", place_id: null })).reason).toBe("breaks_form_rule");
    const many = await post(boss, [
      { title: "Fine", place_id: north },
      { title: "Req 9", place_id: null },
    ]);
    expect(many.reason).toBe("breaks_form_rule");
    const open = (await post(boss, { title: "Fin" })).rows[0]?.id;
    expect((await boss.rpc("close_note", { note_id: open })).reason).toBe("breaks_form_rule");
    const { rows: kept } = await sql.query("select from public.notes where title in ('Fine', 'Req 9')");
    expect(kept).toEqual([]);
  });

  it("L16: locks a field by what is stored, so that nobody unlocks and changes it at once", async () => {
    await granted(
      saveRules(boss, {
        key: "closed",
        kind: "lock",
        fields: ["title"],
        condition: { field: "state", op: "eq", value: "it's done" },
      }),
    );
    const id = (await post(boss, { title: "Lock", state: "it's done" })).rows[0]?.id;

    const refused = await patch(boss, id, { title: "Changed", state: "open" });

    expect(refused.reason).toBe("breaks_form_rule");
    expect((await patch(boss, id, { title: "Lock" })).status).toBe(200);
    expect((await patch(boss, id, { state: "open" })).status).toBe(200);
    expect((await patch(boss, id, { title: "Changed" })).status).toBe(200);
  });

  it("L16: sets a field whatever the client sends, also one that the role may not write", async () => {
    await granted(
      saveRules(
        boss,
        { key: "free", kind: "set", fields: ["secret"], condition: titled("Set"), value: { value: 7 } },
        {
          key: "mine",
          kind: "set",
          fields: ["owner_id"],
          condition: titled("Set"),
          value: { variable: "me" },
        },
      ),
    );
    const created = await post(boss, { title: "Set", secret: 1, owner_id: null });
    const byClerk = await post(clerk, { title: "Set by clerk" });

    expect(created.rows[0]).toMatchObject({ secret: 7, owner_id: boss.id });
    const { rows } = await sql.query(
      "select secret::int, owner_id from public.notes where title = 'Set by clerk'",
    );
    expect(rows).toEqual([{ secret: 7, owner_id: clerk.id }]);
    expect(byClerk.status).toBeGreaterThanOrEqual(201);
  });

  it("L16: checks a condition that looks at other records, and says its own message", async () => {
    const { tag, north, south } = await twoPlaces();
    await granted(
      saveRules(boss, {
        key: "north",
        kind: "check",
        fields: ["place_id"],
        condition: {
          any: [{ not: titled("Check") }, { field: "place_id.name", op: "eq", value: `${tag} north` }],
        },
        message: { en: "Only the north", "zh-CN": "只能是北方" },
      }),
    );

    const refused = await post(clerk, { title: "Check", place_id: south });

    expect(refused.text("message")).toBe("Only the north");
    expect(refused.text("details")).toContain("只能是北方");
    expect((await post(clerk, { title: "Check", place_id: north })).status).toBe(201);
  });

  it("L16: acts only while it is switched on and marked enforced", async () => {
    await granted(saveRules(boss, { ...needsPlace, is_enabled: false }));
    expect(await formTriggers()).toEqual([]);
    await granted(saveRules(boss, { ...needsPlace, is_enforced: false }));
    expect(await formTriggers()).toEqual([]);
    expect((await post(boss, { title: "Req 5" })).status).toBe(201);

    await granted(saveRules(boss, needsPlace));
    expect(await formTriggers()).toEqual(["form rules"]);
    expect((await post(boss, { title: "Req 5" })).reason).toBe("breaks_form_rule");
  });
});
