/** What makes a record of an entity "one's own": the person field that names its keeper. */
import type { Ownership } from "../../../model/presetGroups";
import type { NewScope } from "../../../model/roleDocument";
import type { Entity, Field } from "../../../model/snapshot";

interface OwnershipAnswer {
  ownership: Ownership;
  /** To be made, when no scope says the same yet. */
  newScope: NewScope | undefined;
}

const likelyNames = ["created_by", "created_by_id", "owner_id", "assignee_id"];

function ownerField({ fields }: Entity): Field | undefined {
  const people = fields.filter(({ type, canCreate }) => type === "person" && canCreate);
  const likely = likelyNames.map((name) => people.find((field) => field.name === name));
  return likely.find((field) => field !== undefined) ?? people[0];
}

export function ownershipOf(entity: Entity, scopes: readonly NewScope[]): OwnershipAnswer | undefined {
  const field = ownerField(entity);
  if (!field) return undefined;
  const condition = { field: field.name, op: "eq" as const, variable: "me" };
  const text = JSON.stringify({ all: [condition] });
  const known = scopes.find((scope) =>
    [JSON.stringify({ all: [scope.condition] }), JSON.stringify(scope.condition)].includes(text),
  );
  const key = known?.key ?? `own_by_${field.name}`;
  const newScope = {
    key,
    label: { en: `Own: ${field.label.en}`, "zh-CN": `本人：${field.label["zh-CN"]}` },
    condition,
  };
  return { ownership: { field: field.name, scope: key }, newScope: known ? undefined : newScope };
}
