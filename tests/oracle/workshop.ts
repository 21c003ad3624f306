/** The app that random roles are tried on: regions with shops, shops with jobs, jobs with steps, a field of every kind. */

/** What the fields hold; the oracle compares by kind. */
export type Kind =
  | "key"
  | "text"
  | "word"
  | "integer"
  | "number"
  | "boolean"
  | "timestamp"
  | "date"
  | "texts"
  | "keys"
  | "person"
  | "relation";

export type EntityName = "regions" | "shops" | "jobs" | "steps";

export interface FieldModel {
  name: string;
  kind: Kind;
  /** Entity that a relation points to. */
  target?: EntityName;
  /** Written by the database alone. */
  isFixed?: boolean;
  /** Needs a value and has no default. */
  isRequired?: boolean;
}

export interface EntityModel {
  name: EntityName;
  fields: FieldModel[];
  /** Column that every write changes; readable whenever the entity is. */
  versionField?: string;
  /** What the database fills in on create; `me` stands for the member. */
  defaults: Record<string, string | number | boolean | string[] | number[]>;
}

const key: FieldModel = { name: "id", kind: "key", isFixed: true };
const field = (name: string, kind: Kind, more: Partial<FieldModel> = {}): FieldModel => ({
  name,
  kind,
  ...more,
});
const relation = (name: string, target: EntityName, more: Partial<FieldModel> = {}): FieldModel =>
  field(name, "relation", { target, ...more });

export const entities: EntityModel[] = [
  {
    name: "regions",
    fields: [
      key,
      field("name", "text", { isRequired: true }),
      field("level", "integer"),
      field("is_open", "boolean"),
    ],
    defaults: { is_open: true },
  },
  {
    name: "shops",
    fields: [
      key,
      relation("region_id", "regions"),
      relation("parent_id", "shops"),
      field("name", "text", { isRequired: true }),
      field("opened_on", "date"),
      field("budget", "number"),
      field("kinds", "texts"),
      field("lead_id", "person"),
      field("updated_at", "timestamp", { isFixed: true }),
    ],
    versionField: "updated_at",
    defaults: { kinds: [] },
  },
  {
    name: "jobs",
    fields: [
      key,
      relation("shop_id", "shops"),
      field("title", "text", { isRequired: true }),
      field("title_grams", "texts", { isFixed: true }),
      field("note", "text"),
      field("state", "word"),
      field("cost", "number"),
      field("qty", "integer"),
      field("double_qty", "integer", { isFixed: true }),
      field("is_urgent", "boolean"),
      field("due_at", "timestamp"),
      field("due_on", "date"),
      field("labels", "texts"),
      field("shop_ids", "keys"),
      field("owner_id", "person"),
      field("version", "integer", { isFixed: true }),
    ],
    versionField: "version",
    defaults: { state: "open", shop_ids: [], owner_id: "me", version: 1 },
  },
  {
    name: "steps",
    fields: [
      key,
      relation("job_id", "jobs", { isRequired: true }),
      field("name", "text", { isRequired: true }),
      field("weight", "integer"),
      field("is_done", "boolean"),
      field("done_at", "timestamp"),
    ],
    defaults: { is_done: false },
  },
];

export const states = ["draft", "open", "paid", "shut"];
export const operations = ["finish_job", "tally"];

/** Members' own sets of records, by variable. */
export const variables: { name: "my_regions" | "my_shops"; entity: EntityName }[] = [
  { name: "my_regions", entity: "regions" },
  { name: "my_shops", entity: "shops" },
];

export function entityOf(name: EntityName): EntityModel {
  const found = entities.find((entity) => entity.name === name);
  if (!found) throw new Error(`there is no entity ${name}`);
  return found;
}

export function fieldOf(entity: EntityName, name: string): FieldModel {
  const found = entityOf(entity).fields.find((each) => each.name === name);
  if (!found) throw new Error(`${entity} has no field ${name}`);
  return found;
}

/** Relations of other entities that point here. */
export function childrenOf(target: EntityName): { entity: EntityName; field: string }[] {
  return entities.flatMap((entity) =>
    entity.fields
      .filter((each) => each.target === target)
      .map((each) => ({ entity: entity.name, field: each.name })),
  );
}
