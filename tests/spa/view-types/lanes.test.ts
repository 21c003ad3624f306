/** Which lanes a board draws. */
import { expect, it } from "vitest";
import type { Condition } from "../../../src/model/condition";
import type { Field } from "../../../src/model/snapshot";
import { lanesOf } from "../../../src/view-types/kanban/lanes";

const field: Field = {
  id: "1",
  name: "state",
  label: { en: "State", "zh-CN": "状态" },
  type: "choice",
  options: {
    choices: ["open", "sent", "done"].map((value) => ({ value, label: { en: value, "zh-CN": value } })),
  },
  isRequired: false,
  isUnique: false,
  isHidden: false,
  hasDefault: false,
  isGenerated: false,
  isReadOnly: false,
  canRead: true,
  canCreate: true,
  canUpdate: true,
  position: 1,
};
const lanes = (condition?: Condition) => lanesOf(field, condition).map(({ key }) => key);
const open: Condition = { field: "state", op: "in", value: ["open", "sent"] };
const other: Condition = { field: "title", op: "eq", value: "x" };

it.each([
  [undefined, ["", "open", "sent", "done"]],
  [other, ["", "open", "sent", "done"]],
  [open, ["open", "sent"]],
  [{ all: [other, open] }, ["open", "sent"]],
  [{ any: [other, open] }, ["", "open", "sent", "done"]],
  [{ field: "state", op: "eq", value: "done" }, ["done"]],
] satisfies [Condition | undefined, string[]][])("L18: of %j are %j", (condition, keys) => {
  expect(lanes(condition)).toEqual(keys);
});
