/** Changes of fields and entities, as config.plan() and config.publish() take them. */
import type { Label } from "./label";
import type { FieldOptions, FieldTypeName, Rollup } from "./snapshot";

/** Keys of roles; who edits sees. */
export interface FieldAccess {
  see: string[];
  edit: string[];
}

/** What a new field can be made as; the last ones become fields of other types. */
export type NewFieldTypeName = FieldTypeName | "lookup" | "rollup" | "address";

export interface NewFieldOptions
  extends Omit<FieldOptions, "choices" | "lookup" | "rollup">, Partial<Rollup> {
  /** The value of a new choice is made from its label. */
  choices?: { value?: string; label: Label; color?: string }[];
  /** Name of the entity that a relation points at. */
  target?: string;
  /** What happens when a record that is pointed at is deleted: the field lets go, or the deletion is refused. */
  on_delete?: "empty" | "refuse";
  /** The relation through which a lookup reads. */
  relation?: string;
}

/** What can be said of a field when it is made, and later. */
export interface FieldSettings {
  label?: Label;
  help?: Label | null;
  options?: NewFieldOptions;
  /** By the value of an option that goes, the one that records get instead. */
  replacements?: Record<string, string>;
  is_required?: boolean;
  is_unique?: boolean;
  is_indexed?: boolean;
  is_hidden?: boolean;
  /** A value, {"variable": "today" | "now" | "me"}, or null for none. */
  default?: unknown;
  access?: FieldAccess;
}

export interface EntityLooks {
  label?: Label;
  help?: Label | null;
  group?: string | null;
  icon?: string | null;
  position?: number;
  is_hidden?: boolean;
  title_field?: string;
}

export interface AddField extends FieldSettings {
  kind: "add_field";
  entity: string;
  label: Label;
  type: NewFieldTypeName;
  /** A wish for the column's name; the database makes it safe and free. */
  name?: string;
  /** Whether it becomes a column of the entity's list. */
  in_list?: boolean;
}

/** Where a name stands in the configuration. */
export interface LabelPlace {
  kind: string;
  id: string;
  path: string[];
}

export type FieldChange =
  | AddField
  | ({ kind: "change_field"; entity: string; field: string } & FieldSettings)
  | { kind: "trash_field" | "restore_field"; entity: string; field: string }
  | { kind: "trash_entity" | "restore_entity"; entity: string }
  | ({ kind: "change_entity"; entity: string } & EntityLooks)
  | { kind: "create_entity"; label: Label; name?: string; group?: string }
  | { kind: "adopt_table"; table: string }
  | { kind: "order_fields"; entity: string; fields: string[] }
  | { kind: "translate"; of: LabelPlace; label: Label }
  | {
      kind: "change_type";
      entity: string;
      field: string;
      type: FieldTypeName;
      /** What happens to values that do not fit. */
      misfits: "refuse" | "clear";
    };
