/** What every way of showing many records gets and offers; viewTypes.ts lists them all. */
import type { ComponentType, ReactNode } from "react";
import type { DataRecord, RecordId } from "../data/record";
import type { Entity, Field, Sort } from "../model/snapshot";

export type Density = "small" | "middle" | "large";

export interface ViewProps {
  entity: Entity;
  /** The columns, in order. */
  fields: Field[];
  records: DataRecord[];
  /** True until the first rows have come; then old rows stay until new ones replace them. */
  isLoading: boolean;
  isStale: boolean;
  pageSize: number;
  density: Density;
  sort: Sort[];
  onSort: (sort: Sort[]) => void;
  /** Absent = rows cannot be selected. */
  selection?: { ids: RecordId[]; onChange: (ids: RecordId[]) => void };
  /** The record in the drawer or under the keyboard's cursor. */
  activeId: RecordId | undefined;
  onOpen: (record: DataRecord) => void;
  /** Room for the rows, in pixels; absent = as high as the rows need. */
  height?: number;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
}

export interface ViewType {
  Display: ComponentType<ViewProps>;
}
