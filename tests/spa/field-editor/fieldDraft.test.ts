/** What a form about a field becomes when it is saved. */
import { describe, expect, it } from "vitest";
import { addition, type FieldDraft, isComplete, newDraft } from "../../../src/field-editor/FieldDraft";

const draft = (changes: Partial<FieldDraft>): FieldDraft => ({ ...newDraft, ...changes });

describe("addition", () => {
  it("L13: says in both languages what was typed in one, and wishes for a readable name", () => {
    const change = addition("notes", draft({ label: { en: "  Packing cost ", "zh-CN": "" }, type: "money" }));

    expect(change).toMatchObject({
      kind: "add_field",
      label: { en: "Packing cost", "zh-CN": "Packing cost" },
      name: "packing_cost",
      type: "money",
    });
    expect(change).not.toHaveProperty("access");
    expect(change).not.toHaveProperty("default");
  });

  it("L12: gives options a value of their own and leaves empty ones out", () => {
    const choices = [{ label: { en: "Very low", "zh-CN": "" }, color: "blue" }, ...newDraft.choices];
    const change = addition("notes", draft({ label: { en: "x", "zh-CN": "" }, type: "choice", choices }));

    expect(change.options).toEqual({
      choices: [{ value: "very_low", label: { en: "Very low", "zh-CN": "Very low" }, color: "blue" }],
    });
  });

  it("L13: understands the words for today and me as defaults", () => {
    const change = addition(
      "notes",
      draft({ label: { en: "Due", "zh-CN": "" }, type: "date", default: "{today}" }),
    );

    expect(change.default).toEqual({ variable: "today" });
  });
});

describe("isComplete", () => {
  it("L13: asks for a name, for an option of a choice, and for the target of a relation", () => {
    const label = { en: "x", "zh-CN": "" };

    expect(isComplete(newDraft)).toBe(false);
    expect(isComplete(draft({ label }))).toBe(true);
    expect(isComplete(draft({ label, type: "choice" }))).toBe(false);
    expect(isComplete(draft({ label, type: "relation" }))).toBe(false);
    expect(isComplete(draft({ label, type: "relation", target: "places" }))).toBe(true);
  });
});
