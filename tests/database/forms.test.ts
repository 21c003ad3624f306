import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aLayout, aRule, formTriggers, needsPlace, saveForm, saveRules, titled } from "./formEditing";
import { post } from "./noteWriting";
import { config, containing, granted, label } from "./roleEditing";

let boss: Member;
let clerk: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  clerk = await aMember({ roles: ["clerk"] });
});
afterEach(async () => {
  await granted(saveForm(boss, {}));
});

describe("config.save_form", () => {
  it("L16: needs the right to configure fields, and notices a second editor", async () => {
    const page = await config(boss, "form_page", { entity: "notes" });
    await granted(saveRules(boss, needsPlace));

    const late = await saveForm(boss, { version: page.text("version") });

    expect([late.status, late.reason]).toEqual([409, "changed_meanwhile"]);
    expect((await saveForm(clerk, {})).reason).toBe("right_missing");
    expect((await config(clerk, "form_page", { entity: "notes" })).reason).toBe("right_missing");
    expect((await config(clerk, "forms_page")).reason).toBe("right_missing");
  });

  it.each([
    [{ kind: "show", fields: ["state"] }, "show_is_not_enforced"],
    [{ kind: "require", fields: [] }, "rule_needs_field"],
    [{ kind: "check", fields: [] }, "rule_needs_message"],
    [{ kind: "require", fields: ["nothing"] }, "unknown_field"],
    [{ kind: "dance", fields: ["state"] }, "invalid_form_rule"],
    [
      { kind: "require", fields: ["state"], condition: { field: "nothing", op: "is_empty" } },
      "invalid_condition",
    ],
    [{ kind: "set", fields: ["secret"], value: { value: "much" } }, "invalid_preset"],
    [{ kind: "set", fields: ["title_grams"], value: { value: [] } }, "invalid_preset"],
    [
      {
        kind: "require",
        fields: ["state"],
        is_enforced: false,
        condition: { field: "place_id.name", op: "eq", value: "x" },
      },
      "rule_looks_elsewhere",
    ],
    [
      {
        kind: "set",
        fields: ["secret"],
        value: { value: 1 },
        condition: { field: "title_grams", op: "overlaps", value: ["x"] },
      },
      "rule_looks_at_computed",
    ],
  ])("L16: refuses the rule %j with %s", async (draft, reason) => {
    const answer = await saveRules(boss, { key: "bad", condition: titled("Bad"), ...draft });

    expect(answer.reason).toBe(reason);
  });

  it("L16: refuses a layout with strangers, doubles or no form", async () => {
    const layouts = (layout: unknown) => ({ layouts: [{ role: null, layout }] });

    expect((await saveForm(boss, layouts(aLayout("nothing")))).reason).toBe("unknown_field");
    expect((await saveForm(boss, layouts(aLayout("title", "title")))).reason).toBe("invalid_layout");
    expect((await saveForm(boss, layouts({ tabs: [] }))).reason).toBe("invalid_layout");
    expect((await saveForm(boss, layouts({ tabs: [{ key: "x" }] }))).reason).toBe("invalid_layout");
  });

  it("L16: counts the records that a rule would hold up", async () => {
    const rule = { kind: "require", fields: ["place_id"], condition: titled("Count") };
    await post(boss, [{ title: "Count 1" }, { title: "Count 2" }]);

    expect(await granted(config(boss, "count_rule_breaks", { entity: "notes", rule }))).toBe(2);
    expect((await config(clerk, "count_rule_breaks", { entity: "notes", rule })).reason).toBe(
      "right_missing",
    );
  });
});

describe("the snapshot", () => {
  it("L16: hands a role its own layout without fields and rules that it may not read", async () => {
    const rule = aRule({
      key: "open",
      kind: "show",
      fields: ["title"],
      condition: titled("x"),
      is_enforced: false,
    });
    const secret = { ...rule, key: "secret", condition: { field: "secret", op: "gt", value: 100 } };
    await granted(
      saveForm(boss, {
        layouts: [
          { role: null, layout: aLayout("title", "secret") },
          { role: "clerk", layout: aLayout("secret", "state", "title") },
        ],
        rules: [rule, secret],
      }),
    );
    const formFor = async (who: Member, form: unknown) => {
      const entities = containing({ name: "notes", form });
      expect(await granted(config(who, "snapshot"))).toHaveProperty("entities", entities);
    };

    await formFor(boss, { layout: aLayout("title", "secret"), rules: [rule, secret] });
    await formFor(clerk, { layout: aLayout("state", "title"), rules: [rule] });
  });
});

describe("around it", () => {
  it("L16: a version brings layouts and rules back, with the triggers", async () => {
    const layouts = [{ role: null, layout: aLayout("title") }];
    await granted(saveForm(boss, { layouts, rules: [aRule(needsPlace)] }));
    const { rows } = await sql.query<{ id: number }>("select max(id) as id from config.versions");
    await granted(saveForm(boss, {}));
    expect(await formTriggers()).toEqual([]);

    const changes = await granted(config(boss, "review_version", { version_id: rows[0]?.id }));
    await granted(config(boss, "restore_version", { version_id: rows[0]?.id, note: "" }));

    expect(changes).toMatchObject([
      {
        role: null,
        settings: [{ setting: "form_layout" }, { setting: "form_rule", label: label("Rule place") }],
      },
    ]);
    expect(await formTriggers()).toEqual(["form rules"]);
    expect(await granted(config(boss, "form_page", { entity: "notes" }))).toMatchObject({ layouts });
  });

  it("L16: drift names a trigger that somebody removed by SQL, and puts it back", async () => {
    await granted(saveRules(boss, needsPlace));
    await sql.query(`drop trigger "form rules" on public.notes`);

    expect(await granted(config(boss, "drift"))).toEqual(
      containing({ problem: "missing_rule", table_name: "notes", object: "form rules", can_adopt: false }),
    );
    await granted(config(boss, "restore_configuration"));

    expect(await granted(config(boss, "drift"))).toEqual([]);
    expect((await post(boss, { title: "Req 6" })).reason).toBe("breaks_form_rule");
  });

  it("L16: a field that a rule needs is in use", async () => {
    const field = { kind: "add_field", entity: "places", label: label("Nickname"), type: "text" };
    await granted(config(boss, "publish", { note: "", changes: [field] }));
    const rule = aRule({
      key: "nick",
      kind: "require",
      fields: ["nickname"],
      condition: { field: "name", op: "eq", value: "no" },
    });
    await granted(saveForm(boss, { rules: [rule] }, "places"));
    const trash = { kind: "trash_field", entity: "places", field: "nickname" };

    const refused = await config(boss, "publish", { note: "", changes: [trash] });

    expect(refused.reason).toBe("field_in_use");
    await granted(saveForm(boss, {}, "places"));
    await granted(config(boss, "publish", { note: "", changes: [trash] }));
  });
});
