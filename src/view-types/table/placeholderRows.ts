/** Empty rows that hold the place of those to come, so that nothing jumps. */
import type { DataRecord } from "../../data/record";

export function placeholderRows(count: number): DataRecord[] {
  return Array.from({ length: Math.min(count, 25) }, (_, index) => ({
    id: `placeholder-${index}`,
    values: {},
    titles: {},
  }));
}
