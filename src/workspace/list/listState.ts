/** Everything that makes one look at a list; the address bar holds all of it. */
import type { Condition } from "../../model/condition";
import type { Sort } from "../../model/snapshot";

export const densities = ["small", "middle", "large"] as const;
export type Density = (typeof densities)[number];

export const pageSizes = [25, 50, 100] as const;

export interface ListState {
  search: string;
  condition?: Condition;
  /** Empty = the order that the entity prefers. */
  sort: Sort[];
  page: number;
  pageSize: number;
  /** Names of the columns in order; absent = the list fields of the entity. */
  fields?: string[];
  density: Density;
  /** Key of the record in the drawer; "new" while one is made. */
  record?: string;
  /** The record in the drawer is a form. */
  isEditing: boolean;
}

export const firstListState: ListState = {
  search: "",
  sort: [],
  page: 1,
  pageSize: 50,
  density: "small",
  isEditing: false,
};
