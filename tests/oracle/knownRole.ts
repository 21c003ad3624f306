/** A role in which every planted bug has something to break. */
import type { Condition } from "../../src/model/condition";
import type { Action, Draft, Permission } from "./Draft";
import type { EntityName } from "./workshop";

const permission = (entity: EntityName, action: Action, more: Partial<Permission> = {}): Permission => ({
  entity,
  action,
  fields: null,
  scope: null,
  presets: {},
  validation: [],
  ...more,
});

const openAndCalm: Condition = {
  all: [
    { field: "state", op: "in", value: ["open", "paid"] },
    { not: { field: "is_urgent", op: "eq", value: true } },
  ],
};

const notNegative = {
  condition: { field: "qty", op: "gte", value: 2 } as const,
  field: "qty",
  message: { en: "At least two", "zh-CN": "至少两个" },
};

export const knownRole: Draft = {
  permissions: [
    permission("regions", "read", { fields: ["name", "is_open"] }),
    permission("shops", "read", { scope: { field: "region_id", op: "in", variable: "my_regions" } }),
    permission("shops", "create", {
      fields: ["name", "region_id", "budget"],
      scope: { field: "lead_id", op: "eq", variable: "me" },
      presets: { lead_id: { variable: "me" } },
    }),
    permission("jobs", "read", {
      fields: ["shop_id", "title", "state", "is_urgent", "due_at", "owner_id"],
      scope: openAndCalm,
    }),
    permission("jobs", "create", {
      fields: ["title", "state", "qty", "is_urgent"],
      scope: { field: "state", op: "neq", value: "shut" },
      validation: [notNegative],
    }),
    permission("jobs", "update", {
      fields: ["title", "state", "shop_id"],
      scope: { field: "shop_id", op: "is_not_empty" },
    }),
    permission("jobs", "delete", { scope: { field: "owner_id", op: "eq", variable: "me" } }),
    permission("steps", "read", { scope: { field: "job_id.state", op: "eq", value: "open" } }),
    permission("steps", "update", { fields: ["weight"], scope: { field: "weight", op: "lte", value: 3 } }),
    permission("steps", "delete", { scope: { field: "weight", op: "neq", value: 1 } }),
  ],
  operations: ["tally"],
};
