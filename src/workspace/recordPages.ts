/** Screens that show the records of one entity better than the generic one; filled by the app on top. */
import type { ComponentType } from "react";
import type { DataRecord } from "../data/record";
import type { Entity } from "../model/snapshot";

export interface RecordPageProps {
  entity: Entity;
  record: DataRecord;
  /** Half a window wide instead of a whole one. */
  isNarrow: boolean;
}

interface RecordPageEntry {
  Page: ComponentType<RecordPageProps>;
  /** Names of the fields shown as tags beside the title; absent = the choices among the list fields. */
  tags?: string[];
  /** The next sensible step of a record that is more than one dialog of questions, for roles that may run it. */
  next?: {
    operation: string;
    isOffered: (record: DataRecord) => boolean;
    Tool: ComponentType<{ record: DataRecord }>;
  };
}

export const recordPages: Record<string, RecordPageEntry | undefined> = {};

export function registerRecordPage(
  entity: string,
  Page: ComponentType<RecordPageProps>,
  options: Omit<RecordPageEntry, "Page"> = {},
): void {
  recordPages[entity] = { Page, ...options };
}
