/** What every way of showing many records gets and offers; viewTypes.ts lists them all. */
import type { ComponentType, ReactNode } from "react";
import type { DataRecord, RecordId } from "../data/record";
import type { Condition } from "../model/condition";
import type { Entity, Field, Sort } from "../model/snapshot";
import type { Aggregate, ColourRule } from "../model/view";

export type Density = "small" | "middle" | "large";

/** Works on the cells of a table from beside it. */
export interface CellToolsProps {
  view: ViewProps;
  /** Holds the table. */
  root: HTMLElement;
}

/** What a list has beyond its rows; a table inside another page has none of it. */
export interface ViewExtras {
  /** What the rows were asked for by. */
  condition?: Condition | undefined;
  search: string;
  /** Widths of columns that are not as usual, and columns that stay in sight. */
  widths: Record<string, number>;
  pinned: readonly string[];
  onResize: (widths: Record<string, number>) => void;
  group?: string | undefined;
  /** All rows in one table that fetches what comes into sight. */
  isEndless: boolean;
  aggregates: readonly Aggregate[];
  colours: readonly ColourRule[];
  /** The field that a kanban, calendar or gallery is drawn by, and where records of a calendar end. */
  by?: string | undefined;
  until?: string | undefined;
  /** The month that a calendar shows, as "2026-11"; absent = this month. */
  at?: string | undefined;
  /** Kind of a chart and the width of its steps, as "line.month". */
  chart?: string | undefined;
  onChart: (chart: string) => void;
  onGo: (at: string | undefined) => void;
  /** Selecting, copying and pasting of cells. */
  CellTools?: ComponentType<CellToolsProps>;
}

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
  /** Stands at the right end of the header of a table. */
  headerEnd?: ReactNode;
  extras?: ViewExtras;
  /** Shown instead of rows when there are none. */
  empty: ReactNode;
}

export interface ViewType {
  Display: ComponentType<ViewProps>;
  /** It asks for its own records, page after page, instead of those of the list. */
  readsItself?: boolean;
}
