/** Everything that makes one look at a list; the address bar holds all of it. */
import type { Condition } from "../../model/condition";
import type { Sort } from "../../model/snapshot";
import type { Aggregate, ColourRule, ViewTypeName } from "../../model/view";

export const densities = ["small", "middle", "large"] as const;
export type Density = (typeof densities)[number];

/** In pixels. */
export const narrowestColumn = 64;

/** All rows at once, fetched as they come into sight. */
export const endless = 0;

export const pageSizes = [25, 50, 100, endless] as const;

export interface ListState {
  /** Id of the saved view that this look began with; "none" = none, although the role has one. */
  view?: string;
  type: ViewTypeName;
  /** The field that the type is drawn by: lanes, begin, or cover; and where a calendar's records end. */
  by?: string;
  until?: string;
  /** The month that a calendar shows, as "2026-11"; absent = this month. */
  at?: string;
  /** Kind of a chart and the width of its steps, as "line.month". */
  chart?: string;
  search: string;
  condition?: Condition;
  /** Empty = the order that the entity prefers. */
  sort: Sort[];
  page: number;
  pageSize: number;
  /** Names of the columns in order; absent = the list fields of the entity. */
  fields?: string[];
  /** Widths of columns that are not as usual, in pixels. */
  widths: Record<string, number>;
  /** Columns that stay in sight; none = the first one. */
  pinned: string[];
  density: Density;
  group?: string;
  aggregates: Aggregate[];
  colours: ColourRule[];
  /** Key of the record in the drawer; "new" while one is made. */
  record?: string;
  /** The record in the drawer is a form. */
  isEditing: boolean;
}

export const firstListState: ListState = {
  type: "table",
  search: "",
  sort: [],
  page: 1,
  pageSize: 50,
  widths: {},
  pinned: [],
  density: "small",
  aggregates: [],
  colours: [],
  isEditing: false,
};
