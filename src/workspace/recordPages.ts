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
}

export const recordPages: Record<string, RecordPageEntry | undefined> = {};

export function registerRecordPage(
  entity: string,
  Page: ComponentType<RecordPageProps>,
  options: { tags?: string[] } = {},
): void {
  recordPages[entity] = { Page, ...options };
}
