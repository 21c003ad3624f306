/** Random roles: cells, fields, scopes, presets, validation, operations. */
import { permissionOf, type Action, type Draft, type Permission, type Preset, type Rule } from "./Draft";
import { makeCondition, type Surroundings } from "./makeCondition";
import { problemOf, type Problem } from "./savable";
import { valueOf } from "./values";
import { entities, operations, type EntityModel, type FieldModel } from "./workshop";

/** How often in a hundred a role gets the action on an entity. */
const chances: Record<Action, number> = {
  read: 78,
  create: 50,
  update: 60,
  delete: 40,
  export: 30,
  import: 20,
};
const actions: Action[] = ["read", "create", "update", "delete", "export", "import"];

function presetFor(field: FieldModel, { random, people }: Surroundings): Preset {
  if (field.kind === "person" && random.percent(50)) return { variable: "me" };
  if (field.kind === "timestamp" && random.percent(50)) return { variable: "now" };
  if (field.kind === "date" && random.percent(50)) return { variable: "today" };
  return { value: valueOf(field, random, people) };
}

function presetsFor({ fields }: EntityModel, around: Surroundings): Record<string, Preset> {
  const own = fields.filter(({ isFixed }) => !isFixed);
  return Object.fromEntries(
    around.random.some(own, 20).map((field) => [field.name, presetFor(field, around)]),
  );
}

function ruleFor({ name, fields }: EntityModel, around: Surroundings): Rule {
  const field = around.random.pick([...fields.map((each) => each.name), null]);
  return {
    condition: makeCondition(name, around, 1),
    field,
    message: { en: "Not like this", "zh-CN": "不行" },
  };
}

function makePermission(entity: EntityModel, action: Action, around: Surroundings): Permission {
  const { random } = around;
  const names = entity.fields.map(({ name }) => name).filter((name) => !name.endsWith("_grams"));
  const isWrite = action === "create" || action === "update";
  const isCompiled = action !== "export" && action !== "import";
  return {
    entity: entity.name,
    action,
    fields: random.percent(30) ? null : random.some(names, random.pick([0, 40, 60, 80])),
    scope: isCompiled && random.percent(60) ? makeCondition(entity.name, around) : null,
    presets: isWrite && random.percent(15) ? presetsFor(entity, around) : {},
    validation: isWrite && random.percent(15) ? [ruleFor(entity, around)] : [],
  };
}

/** A role as somebody might think it up, possible or not. */
export function dreamUp(around: Surroundings): Draft {
  const { random } = around;
  return {
    permissions: entities.flatMap((entity) =>
      actions
        .filter((action) => random.percent(chances[action]))
        .map((action) => makePermission(entity, action, around)),
    ),
    operations: random.some(operations, 50),
  };
}

function withReadable(draft: Draft, { need }: Problem): Draft {
  if (!need) return draft;
  const column = need.column.replace(/_grams$/, "");
  const reading = permissionOf(draft, need.entity, "read");
  if (reading) {
    const wider = { ...reading, fields: [...(reading.fields ?? []), column] };
    return { ...draft, permissions: draft.permissions.map((each) => (each === reading ? wider : each)) };
  }
  const added: Permission = {
    entity: need.entity,
    action: "read",
    fields: [column],
    scope: null,
    presets: {},
    validation: [],
  };
  return { ...draft, permissions: [...draft.permissions, added] };
}

/** The nearest role that can be saved: what scopes look at becomes readable, what looks at itself loses its scope. */
export function makePossible(draft: Draft, around: Surroundings): Draft {
  let possible = draft;
  for (let problem = problemOf(possible); problem; problem = problemOf(possible)) {
    const { entity, action, reason } = problem;
    if (reason === "scope_needs_field") {
      possible = withReadable(possible, problem);
      continue;
    }
    const scope = around.random.percent(70) ? makeCondition(entity, around, 0) : null;
    possible = {
      ...possible,
      permissions: possible.permissions.map((each) =>
        each.entity === entity && each.action === action ? { ...each, scope } : each,
      ),
    };
  }
  return possible;
}
