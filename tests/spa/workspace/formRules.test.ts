import { describe, expect, it } from "vitest";
import { drawnTabs } from "../../../src/form-layout/drawnTabs";
import { ruleEffects } from "../../../src/form-layout/ruleEffects";
import type { Condition } from "../../../src/model/condition";
import type { FormRule } from "../../../src/model/form";
import { holds } from "../../../src/model/holds";
import { aField } from "./anEntity";

const at = { me: "m1", today: "2026-05-04", now: "2026-05-04T10:00:00Z" };
const label = { en: "A", "zh-CN": "A" };

const aRule = (draft: Pick<FormRule, "kind" | "fields" | "condition"> & Partial<FormRule>): FormRule => ({
  ...{ key: draft.kind, label, value: null, message: null, is_enforced: false, is_enabled: true },
  ...draft,
});
const closed: Condition = { field: "state", op: "eq", value: "closed" };

describe("holds", () => {
  it.each<[Condition, boolean | undefined]>([
    [{ field: "state", op: "eq", value: "open" }, true],
    [{ field: "nothing", op: "eq", value: "open" }, false],
    [{ field: "nothing", op: "neq", value: "open" }, true],
    [{ field: "nothing", op: "nin", value: ["open"] }, true],
    [{ field: "nothing", op: "lt", value: 5 }, false],
    [{ field: "nothing", op: "is_empty" }, true],
    [{ field: "amount", op: "gte", value: "12.5" }, true],
    [{ field: "title", op: "contains", value: "LO" }, true],
    [{ field: "tags", op: "overlaps", value: ["b", "x"] }, true],
    [{ field: "tags", op: "contains", value: ["a", "x"] }, false],
    [{ field: "owner", op: "eq", variable: "me" }, true],
    [{ field: "due", op: "lt", variable: "today" }, true],
    [{ field: "at", op: "eq", value: "2026-01-01T08:00:00+08:00" }, true],
    [{ field: "owner", op: "in", variable: "my_places" }, undefined],
    [{ field: "place.name", op: "eq", value: "x" }, undefined],
    [
      {
        all: [
          { field: "place.name", op: "is_empty" },
          { field: "state", op: "eq", value: "x" },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { field: "place.name", op: "is_empty" },
          { field: "state", op: "eq", value: "open" },
        ],
      },
      true,
    ],
    [{ not: { field: "state", op: "eq", value: "open" } }, false],
  ])("L16: decides %j as the database would: %s", (condition, expected) => {
    const values = {
      ...{ state: "open", amount: 12.5, title: "Hello", tags: ["a", "b"], owner: "m1" },
      ...{ due: "2026-05-01", at: "2026-01-01T00:00:00Z", nothing: null },
    };

    expect(holds(condition, values, at)).toBe(expected);
  });
});

describe("ruleEffects", () => {
  it("L16: shows, requires, locks, sets and checks; a lock looks at what is stored", () => {
    const rules = [
      aRule({ kind: "set", fields: ["amount"], condition: closed, value: { value: 0 } }),
      aRule({ kind: "show", fields: ["reason"], condition: closed }),
      aRule({ kind: "require", fields: ["note"], condition: { field: "amount", op: "eq", value: 0 } }),
      aRule({ kind: "lock", fields: ["title"], condition: closed }),
      aRule({
        kind: "check",
        fields: ["state"],
        condition: { field: "state", op: "neq", value: "closed" },
        message: label,
      }),
    ];

    const typedClosed = ruleEffects(rules, { values: { state: "closed" }, stored: { state: "open" }, at });
    const storedClosed = ruleEffects(rules, { values: { state: "open" }, stored: { state: "closed" }, at });

    expect(typedClosed.values).toEqual({ amount: 0 });
    expect([...typedClosed.required]).toEqual(["note"]);
    expect([...typedClosed.locked.keys()]).toEqual(["amount"]);
    expect(typedClosed.problems).toEqual([{ field: "state", message: label }]);
    expect([...storedClosed.hidden]).toEqual(["reason"]);
    expect([...storedClosed.locked.keys()]).toEqual(["title"]);
  });
});

describe("drawnTabs", () => {
  it("L16: drops sections without readable fields, and puts what nobody placed last", () => {
    const section = (key: string, ...names: string[]) => ({
      ...{ key, label: null, columns: 2 as const },
      fields: names.map((name) => ({ name })),
    });
    const layout = {
      tabs: [
        { key: "one", label, sections: [section("a", "x", "gone"), section("b", "gone2")] },
        { key: "two", label, sections: [section("c", "y")] },
      ],
      hidden: ["z"],
    };

    const tabs = drawnTabs(
      layout,
      ["x", "y", "z", "new"].map((name) => aField(name)),
    );

    const names = tabs.map(({ sections }) =>
      sections.map(({ key, fields }) => [key, ...fields.map(({ field }) => field.name)]),
    );
    expect(names).toEqual([
      [["a", "x"]],
      [
        ["c", "y"],
        ["rest", "new"],
      ],
    ]);
  });
});
