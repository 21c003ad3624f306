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

export const recordPages: Record<string, ComponentType<RecordPageProps> | undefined> = {};

export function registerRecordPage(entity: string, Page: ComponentType<RecordPageProps>): void {
  recordPages[entity] = Page;
}
