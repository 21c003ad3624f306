/** How records of an entity are filled in: a layout of tabs, sections and fields, and rules. Stored as it stands here. */
import type { Condition } from "./condition";
import type { Label } from "./label";

/** Columns of a section, and how many of them a field takes. */
export type ColumnCount = 1 | 2 | 3;

export interface LayoutField {
  name: string;
  width?: ColumnCount;
  help?: Label;
  placeholder?: Label;
}

export interface LayoutSection {
  key: string;
  label: Label | null;
  columns: ColumnCount;
  fields: LayoutField[];
}

export interface LayoutTab {
  key: string;
  label: Label;
  sections: LayoutSection[];
}

export interface FormLayout {
  tabs: LayoutTab[];
  /** Fields that are left out. What is neither placed nor left out comes last. */
  hidden: string[];
}

export const ruleKinds = ["require", "show", "lock", "set", "check"] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** A fixed value or one that differs: me, now, today. */
export type RuleValue = { value: unknown } | { variable: string };

export interface FormRule {
  key: string;
  label: Label;
  kind: RuleKind;
  fields: string[];
  /** While it holds the rule acts; a check demands that it holds. */
  condition: Condition;
  value: RuleValue | null;
  message: Label | null;
  /** By the database, for every client; otherwise the form alone follows it. */
  is_enforced: boolean;
  is_enabled: boolean;
}

export interface EntityForm {
  /** Null = the form arranges itself. */
  layout: FormLayout | null;
  rules: FormRule[];
}
