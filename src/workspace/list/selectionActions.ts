/** What the app on top offers for selected records, such as printing them; filled when the app starts. */
import type { ParseKeys } from "i18next";
import type { RecordId } from "../../data/record";

export interface SelectionAction {
  label: ParseKeys;
  /** Where it leads, in a tab of its own. */
  address: (ids: readonly RecordId[]) => string;
  /** Operation that the role must be allowed to run; absent = everybody who sees the records. */
  operation?: string;
}

const actions: Record<string, SelectionAction[] | undefined> = {};

export function registerSelectionActions(entity: string, offered: SelectionAction[]): void {
  actions[entity] = offered;
}

export const selectionActions = (entity: string): readonly SelectionAction[] => actions[entity] ?? [];
