/** Where a record lives in the app. */
import type { RecordId } from "../../data/record";

export const recordAddress = (entity: string, id: RecordId) =>
  `/e/${entity}/${encodeURIComponent(String(id))}`;
