/** Where records are printed. An address holds only so many keys; how many there were in all stands in it as well. */
import type { RecordId } from "../../data/record";

/** More than fits on a roll of paper, and few enough for one question each. */
export const mostSheets = 200;

export function printAddress(path: string, parameter: string, ids: readonly RecordId[]): string {
  const all = ids.length > mostSheets ? `&of=${String(ids.length)}` : "";
  return `${path}?${parameter}=${ids.slice(0, mostSheets).join()}${all}`;
}
