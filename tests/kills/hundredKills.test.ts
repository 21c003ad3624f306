/** Kill -9 at random points of 100 publishes; minutes of work, so it runs only when asked for by name. */
import { afterAll, expect, it } from "vitest";
import { endStragglers } from "../local/ServerProcess";
import { temporaryFolder } from "../local/temporaryFolder";
import { KillGround, type Outcome, type Victim } from "./killWhilePublishing";

const rounds = Number(process.env.KILLS ?? 100);
const victims: Victim[] = ["postgres", "postgrest", "gateway"];
const longest = Number(process.env.KILL_WITHIN ?? 600);

afterAll(endStragglers);

it(
  `N2: after kill -9 at random points of ${rounds} publishes catalog and configuration agree`,
  async () => {
    const ground = new KillGround(temporaryFolder());
    const outcomes: Outcome[] = [];

    for (let round = 0; round < rounds; round++) {
      const victim = victims[round % victims.length] ?? "postgres";
      outcomes.push(await ground.killOnce(victim, Math.random() * longest));
      if (round % 4 === 3) await ground.restart();
    }
    await ground.end();

    for (const victim of victims) {
      const own = outcomes.filter((outcome) => outcome.victim === victim);
      process.stdout.write(
        `${victim}: ${own.length} killed, ${own.filter((o) => o.isPublished).length} published\n`,
      );
    }
    expect(outcomes).toHaveLength(rounds);
  },
  30 * 60_000,
);
