/** Takes messages out of the database as they are committed and hands them to everybody who may hear them. */
import type { Pool } from "pg";
import type { Caller, Message } from "./Caller";

const EVERY_MS = 150;
/** While nobody listens the table is only kept small. */
const IDLE_MS = 10_000;

interface Relay {
  /** Somebody has come; what was said before is not for him. */
  wake: () => void;
  stop: () => Promise<void>;
}

export function relayMessages(sql: Pool, callers: ReadonlySet<Caller>): Relay {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let isStopped = false;

  const plan = () => {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(start, callers.size > 0 ? EVERY_MS : IDLE_MS);
    timer.unref();
  };
  const start = () => {
    if (isStopped) return;
    round = takeMessages(sql)
      // While Postgres is away or starts again there is nothing to hand on.
      .catch(() => [])
      .then((messages) => {
        for (const message of messages) for (const caller of callers) caller.tell(message);
      })
      .finally(plan);
  };
  plan();
  return {
    wake: () => {
      clearTimeout(timer);
      void round.then(start);
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}

/** A message that commits late is found in a later round, whatever its place in the table. */
async function takeMessages(sql: Pool): Promise<Message[]> {
  const client = await sql.connect();
  try {
    await client.query("begin; set local role service_role");
    const { rows } = await client.query<Message>(
      "delete from realtime.messages returning id, topic, event, payload",
    );
    await client.query("commit");
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
