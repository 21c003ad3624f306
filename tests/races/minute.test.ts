/** Fifty people do anything to the same two hundred orders; a minute of work, so it runs only when asked for by name. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { sql } from "../support/sql";
import { whatIsWrong } from "./checks";
import { aGround, setActive } from "./ground";
import { Race } from "./race";

const seconds = Number(process.env.RACE_SECONDS ?? 60);
const workers = Number(process.env.RACE_WORKERS ?? 50);
const orders = Number(process.env.RACE_ORDERS ?? 200);

it(
  `S23 S37 S56 S59 ${workers} people do anything to ${orders} orders for ${seconds} s, and all adds up`,
  async () => {
    const ground = await aGround({ orders, people: 3 });
    const race = await Race.on(ground);

    const running = race.run(workers, seconds);
    await pause(seconds * 300);
    const closed = await setActive(ground, ground.south, false);
    await pause(seconds * 300);
    const opened = await setActive(ground, ground.south, true);
    await running;

    process.stdout.write(await race.summary());
    expect([closed?.status, opened?.status]).toEqual([204, 204]);
    expect(race.tally.unclear).toEqual([]);
    expect(race.tally.unequal).toEqual([]);
    expect(await whatIsWrong(ground)).toEqual({});
    const { rows } = await sql.query(
      "select provider_ref from public.payments where provider_ref = any ($1) group by 1 having count(*) <> 1",
      [race.tally.references],
    );
    expect(rows).toEqual([]);
  },
  15 * 60_000,
);
