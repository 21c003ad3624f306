/** Everything the SPA knows about one member's world; the answer of config.snapshot(). */
import type { AppearanceSettings } from "./appearance";
import type { Condition } from "./condition";
import type { EntityForm } from "./form";
import type { Label } from "./label";
import type { Sort } from "./sort";
import type { View } from "./view";

export const fieldTypeNames = [
  "text",
  "long_text",
  "integer",
  "decimal",
  "money",
  "percent",
  "checkbox",
  "date",
  "datetime",
  "choice",
  "multi_choice",
  "tags",
  "email",
  "phone",
  "url",
  "relation",
  "person",
  "json",
  "rating",
  "progress",
  "file",
  "image",
  "barcode",
  "rich_text",
  "duration",
  "auto_number",
  "relations",
] as const;

export type FieldTypeName = (typeof fieldTypeNames)[number];

export interface Choice {
  value: string;
  label: Label;
  /** A preset colour name of Ant Design's Tag. */
  color?: string;
}

export interface FieldOptions {
  choices?: Choice[];
  /** Name of the sibling field that holds the ISO 4217 code of a money field. */
  currency_field?: string;
  /** ISO 4217 code of all amounts of a money field, when no sibling names it. */
  currency?: string;
  unit?: string;
  /** A moment by which something has to be done: shown as the time that is left, red when there is none. */
  countdown?: boolean;
  /** Computed from other fields of the record. */
  formula?: string;
  /** Read through a relation of the record; there is no column of this name. */
  lookup?: Lookup;
  /** Counted or added from records that point here. */
  rollup?: Rollup;
  /** The records that a relation to many names, and the table that holds the links. */
  links?: { entity: string; table: string };
  /** What stands before the digits of an auto-number. */
  prefix?: string;
  /** At least so many digits has an auto-number. */
  digits?: number;
  /** The best mark of a rating. */
  max?: number;
  /** Decimal places of a decimal or money field. */
  scale?: number;
  /** How many files a field takes, and how large each may be, in MB. */
  max_files?: number;
  max_size?: number;
  /** Longest text that the column takes, in characters. */
  max_length?: number;
  /** What a record shows under the text, for scanners. */
  drawing?: Drawing;
}

export const drawings = ["none", "bars", "qr"] as const;
export type Drawing = (typeof drawings)[number];

export interface Lookup {
  /** The relation field of the own record, where it points, and its constraint. */
  relation: string;
  entity: string;
  constraint: string;
  /** The field of the other record, and the one that holds its currency. */
  field: string;
  currency?: string;
}

export const rollupOps = ["count", "sum", "avg", "min", "max"] as const;

export interface Rollup {
  /** The records below, and their field that points here. */
  entity: string;
  by: string;
  op: (typeof rollupOps)[number];
  /** Absent for a count. */
  field?: string;
}

export interface Relation {
  entity: string;
  /** Name of the foreign-key constraint, needed to embed the right one. */
  constraint: string;
}

export interface Field {
  id: string;
  name: string;
  label: Label;
  help?: Label;
  type: FieldTypeName;
  options: FieldOptions;
  isRequired: boolean;
  isUnique: boolean;
  isHidden: boolean;
  /** The database fills it when it is left out: by a default, or by a preset of the role. */
  hasDefault: boolean;
  /** Filled by the database alone: identity and generated columns. */
  isGenerated: boolean;
  /** Written only by the database and by operations. */
  isReadOnly: boolean;
  /** Added by the team; absent for what was shipped. */
  isMadeHere?: boolean;
  relation?: Relation;
  /** Companion column with the grams of this field, for substring search in any script. */
  gramsColumn?: string;
  canRead: boolean;
  canCreate: boolean;
  canUpdate: boolean;
  position: number;
}

export type { Sort };

export interface Entity {
  id: string;
  /** The table's name in schema public; also its address in the app. */
  name: string;
  label: Label;
  help?: Label;
  group: string | null;
  icon: string | null;
  position: number;
  isHidden: boolean;
  primaryKey: string;
  /** Column that changes with every write, for conflict checks; null when there is none. */
  versionField: string | null;
  titleField: string;
  searchFields: string[];
  listFields: string[];
  defaultSort: Sort[];
  actions: { create: boolean; update: boolean; delete: boolean; export: boolean; import: boolean };
  fields: Field[];
  /** Entities whose foreign key points here: the related lists of a record. */
  children: { entity: string; field: string }[];
  /** Saved views that this member sees. */
  views: View[];
  /** Layout and rules of its form; none = it arranges itself. */
  form?: EntityForm | null;
}

/** A function of the database that does a whole piece of work, such as closing a record. */
export interface Operation {
  name: string;
  label: Label;
  /** The entity whose records it works on; null when it belongs to none. */
  entity: string | null;
  /** How it is offered on a record; null when it has a screen of its own. */
  screen: OperationScreen | null;
}

export interface OperationScreen {
  key: string; // Name of the argument that takes the key of the record.
  /** Offered where this holds for the record. */
  when?: Condition;
  /** The next sensible thing to do, where it is offered. */
  isPrimary?: boolean;
  isDanger?: boolean;
  /** May be run on many selected records, one after the other; then nothing is asked. */
  isBatch?: boolean;
  /** What it means, in a sentence above its form. */
  text?: Label;
  /** Fields of the record to see before one decides. */
  shows?: string[];
  fields?: OperationField[];
}

/** One argument of an operation; `expected_version` is sent without being asked for. */
export interface OperationField {
  name: string;
  label: Label;
  help?: Label;
  type: FieldTypeName;
  isRequired?: boolean;
  options?: FieldOptions;
  /** Entity of a relation. */
  target?: string;
  /** Field of the record whose value stands there first. */
  from?: string;
}

export interface NavigationGroup {
  key: string;
  label: Label;
  icon: string | null;
  position: number;
}

export interface RoleSummary {
  id: string;
  key: string;
  label: Label;
}

export interface Person {
  id: string;
  name: string;
  isActive: boolean;
}

export type ConfigurationRight = "members" | "roles" | "entities" | "views" | "settings";

export interface Snapshot {
  /** Grows with every configuration change; part of every query key. */
  version: number;
  member: { id: string; name: string; email: string };
  role: RoleSummary & { canViewAs: boolean; requiresMfa: boolean; mayConfigure: ConfigurationRight[] };
  /** Roles that the member may switch to, the active one included. */
  roles: RoleSummary[];
  /** Set while somebody looks through another role's or member's eyes. */
  viewAs: { role: RoleSummary; member?: Person } | null;
  groups: NavigationGroup[];
  entities: Entity[];
  /** What the active role may run. */
  operations: Operation[];
  people: Person[];
  settings: { name: Label; timeZone: string; currency: string; appearance?: AppearanceSettings };
}
