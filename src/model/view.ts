/** A saved way to look at the records of an entity. */
import type { Condition } from "./condition";
import type { Label } from "./label";
import type { Sort } from "./sort";

export const viewTypeNames = ["table", "kanban", "calendar", "gallery", "chart"] as const;
export type ViewTypeName = (typeof viewTypeNames)[number];

export const aggregateOps = ["sum", "avg", "min", "max", "filled", "unique"] as const;
export type AggregateOp = (typeof aggregateOps)[number];

export interface Aggregate {
  field: string;
  op: AggregateOp;
}

/** Records for which the condition holds wear the colour: a preset colour name of Ant Design. */
export interface ColourRule {
  color: string;
  condition: Condition;
}

export interface ViewColumn {
  field: string;
  width?: number;
  pinned?: boolean;
}

/** What is left out is as usual. */
export interface ViewSettings {
  columns?: ViewColumn[];
  filter?: Condition;
  sort?: Sort[];
  group?: { field: string }[];
  aggregates?: Aggregate[];
  density?: string;
  colours?: ColourRule[];
  pageSize?: number;
  /** The choice whose values are the lanes of a kanban. */
  lane?: string;
  /** When a record of a calendar begins, and when it ends. */
  date?: string;
  end?: string;
  /** The field that a card of a gallery shows large. */
  cover?: string;
  /** Kind of a chart and, over a date, how wide its steps are: "bar", "line.month". */
  chart?: string;
  /** Counted on the first page; null takes it from there. */
  queue?: QueueSettings | null;
}

export interface QueueSettings {
  position?: number;
  /** The date by which a record should be done, and since when it waits. */
  due?: string;
  since?: string;
  /** Whoever may run one of them has this work; absent = everybody who reads it. */
  operations?: string[];
}

export type Sharing = "shared" | "locked" | "personal";

export interface View {
  id: string;
  type: ViewTypeName;
  label: Label;
  sharing: Sharing;
  /** Id of the member who made it. */
  owner?: string;
  position: number;
  /** Grows with every change. */
  version: number;
  isFavourite: boolean;
  /** The active role's lists open with it. */
  isDefault: boolean;
  /** Without what this member may not read. */
  settings: ViewSettings;
  /** Names of the settings in which something was left out for that reason. */
  leftOut: string[];
}
