/** Addresses of objects: those that a page asks for at the same time are signed by one request. */
import type { Connection } from "./connection";
import { signObjects } from "./storage";

interface Batch {
  names: Set<string>;
  signed: Promise<Map<string, string | undefined>>;
}

const batches = new WeakMap<Connection, Batch>();
const mostAtOnce = 200;

function newBatch(connection: Connection): Batch {
  const names = new Set<string>();
  const signed = new Promise((resolve) => setTimeout(resolve, 20)).then(() => {
    if (batches.get(connection)?.names === names) batches.delete(connection);
    return signObjects(connection, [...names]);
  });
  return { names, signed };
}

/** Resolves to null for an object that is not there or may not be read. */
export async function fileAddress(connection: Connection, name: string): Promise<string | null> {
  let batch = batches.get(connection);
  if (!batch || batch.names.size >= mostAtOnce) {
    batch = newBatch(connection);
    batches.set(connection, batch);
  }
  batch.names.add(name);
  return (await batch.signed).get(name) ?? null;
}
