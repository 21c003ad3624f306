/** Publishes a draft and kills a part of the stack meanwhile; then catalog, configuration and draft must agree. */
import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { Client } from "pg";
import { expect } from "vitest";
import { pidOf } from "../local/processesOf";
import { type ServerAddress, ServerProcess } from "../local/ServerProcess";

export type Victim = "postgres" | "postgrest" | "gateway";

export interface Outcome {
  victim: Victim;
  after: number;
  /** Whether the publish had happened when the victim died. */
  isPublished: boolean;
}

const serve = (folder: string) => new ServerProcess({ args: ["tests/kills/serveNotebook.ts", folder] });

export class KillGround {
  #server: ServerProcess;
  #address: ServerAddress | undefined;
  #round = 0;

  constructor(private readonly folder: string) {
    this.#server = serve(folder);
  }

  async killOnce(victim: Victim, after: number): Promise<Outcome> {
    this.#address ??= await this.#server.isReady();
    this.#round += 1;
    const name = `kill_${this.#round}`;
    await this.#ask(async (db) => {
      await db.query("select config.keep_draft($1)", [JSON.stringify(draftOf(name))]);
    });
    const publishing = this.#publish(this.#address);
    await pause(after);
    await this.#kill(victim);
    await publishing;
    const isPublished = await this.#ask((db) => checkAgreement(db, name));
    return { victim, after, isPublished };
  }

  /** A fresh server: one that saw many deaths waits longer and longer before it starts a child again. */
  async restart(): Promise<void> {
    await this.#server.interrupt();
    this.#server = serve(this.folder);
    this.#address = undefined;
  }

  async end(): Promise<void> {
    await this.#server.interrupt();
  }

  async #publish({ url, secretKey }: ServerAddress): Promise<void> {
    await fetch(`${url}/rest/v1/rpc/publish`, {
      method: "POST",
      headers: {
        apikey: secretKey,
        authorization: `Bearer ${secretKey}`,
        "content-type": "application/json",
        "content-profile": "config",
      },
      body: JSON.stringify({ note: "Killed" }),
    }).catch(() => undefined);
  }

  async #kill(victim: Victim): Promise<void> {
    if (victim === "gateway") {
      await this.#server.kill("SIGKILL");
      this.#server = serve(this.folder);
      this.#address = await this.#server.isReady();
    } else {
      process.kill(pidOf(join(this.folder, "data"), victim), "SIGKILL");
    }
  }

  /** Asks the database as soon as it answers again. */
  async #ask<T>(question: (db: Client) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      const db = new Client({ connectionString: this.#address?.databaseUrl });
      db.on("error", () => undefined);
      try {
        await db.connect();
      } catch (error) {
        if (tries > 600) throw error;
        await pause(50);
        continue;
      }
      try {
        return await question(db);
      } finally {
        await db.end();
      }
    }
  }
}

const draftOf = (name: string) => [
  {
    kind: "add_field",
    entity: "notes",
    type: "money",
    label: { en: name, "zh-CN": name },
    name,
    is_unique: true,
  },
  { kind: "create_entity", label: { en: `${name}s`, "zh-CN": name }, name: `${name}s` },
];

/** All of the draft has happened or nothing of it; rights, columns and configuration tell the same. */
async function checkAgreement(db: Client, name: string): Promise<boolean> {
  // Waits for a publish that is still on its way in the database.
  await db.query("select engine.lock_configuration()");
  const { rows } = await db.query<Record<string, unknown>>(
    `select
       (select count(*)::int from config.draft_changes) as waiting,
       exists (select from engine.columns where table_name = 'notes' and column_name = $1) as has_column,
       exists (select from config.fields where name = $1) as has_field,
       to_regclass('public.' || $1 || 's') is not null as has_table,
       exists (select from config.entities where name = $1 || 's') as has_entity,
       coalesce((select steps::text like '%' || $1 || '%' from config.versions order by id desc limit 1), false) as has_version,
       has_column_privilege('bo_boss', 'public.notes', 'title', 'select') as can_read,
       config.drift() as drift,
       (select count(*)::int from engine.columns as c join config.entities as e on e.name = c.table_name
        where not exists (select from config.fields as f where f.entity_id = e.id and f.name = c.column_name)) as strays`,
    [name],
  );
  const found = rows[0];
  const isPublished = found?.waiting === 0;
  expect(found).toEqual({
    waiting: isPublished ? 0 : 2,
    has_column: isPublished,
    has_field: isPublished,
    has_table: isPublished,
    has_entity: isPublished,
    has_version: isPublished,
    can_read: true,
    drift: [],
    strays: 0,
  });
  return isPublished;
}
