/** What every read and write needs to know: where, as whom, over which metadata. */
import type { Entity, Snapshot } from "../model/snapshot";
import type { Connection } from "./connection";
import { DataError } from "./DataError";
import { reasonMessage } from "./translate";

export interface DataContext {
  connection: Connection;
  snapshot: Snapshot;
}

/** Throws DataError `unknown_entity` when the role does not have it. */
export function entityOf({ snapshot }: DataContext, name: string): Entity {
  const entity = snapshot.entities.find((candidate) => candidate.name === name);
  if (entity) return entity;
  const message = reasonMessage("unknown_entity", { entity: name }) ?? name;
  throw new DataError({ status: 404, reason: "unknown_entity", message });
}
