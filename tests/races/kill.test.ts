/** Postgres is killed while everybody works: nothing that was answered is lost, and nothing is done twice. */
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { sql } from "../support/sql";
import { whatIsWrong } from "./checks";
import { aGround, type Ground } from "./ground";
import { Race } from "./race";

const seconds = Number(process.env.RACE_SECONDS ?? 60);
const workers = Number(process.env.RACE_WORKERS ?? 50);
const orders = Number(process.env.RACE_ORDERS ?? 200);

/** A backend is a child of the server that is to be killed. */
async function killPostgres(): Promise<void> {
  const { rows } = await sql.query<{ pid: number }>("select pg_backend_pid() as pid");
  const [, server = ""] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${rows[0]?.pid}/status`, "utf8")) ?? [];
  process.kill(Number(server), "SIGKILL");
}

/** Until a read over REST is answered again. */
async function comesBack({ people }: Ground): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    const answer = await people.manager[0]?.rest("/orders?select=id&limit=1").catch(() => undefined);
    if (answer?.status === 200) return Date.now() - startedAt;
    await pause(50);
  }
}

it(
  `S23 S56 after kill -9 of Postgres in the middle of ${seconds} s of work all adds up, and keys answer as before`,
  async () => {
    sql.on("error", () => undefined);
    const ground = await aGround({ orders, people: 3 });
    const race = await Race.on(ground);

    const running = race.run(workers, seconds);
    await pause(seconds * 400);
    const before = [...race.tally.kept];
    race.mayLose = true;
    await killPostgres();
    const away = await comesBack(ground);
    await pause(5_000);
    race.mayLose = false;
    await running;

    process.stdout.write(`${await race.summary()}away for ${away} ms\n`);
    expect(race.tally.unclear).toEqual([]);
    expect(race.tally.unequal).toEqual([]);
    expect(await whatIsWrong(ground)).toEqual({});
    expect(before.length).toBeGreaterThan(0);
    const changed: string[] = [];
    for (const { caller, move, answer } of before.slice(-300)) {
      const again = await race.call(caller, move);
      const now = `${again.status} ${JSON.stringify(again.body)}`;
      if (now !== answer) changed.push(`${move.name}: ${answer} / ${now}`);
    }
    expect(changed).toEqual([]);
    expect(await whatIsWrong(ground)).toEqual({});
  },
  15 * 60_000,
);
