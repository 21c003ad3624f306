/** A publish during which Postgres, PostgREST or the gateway is killed happens entirely or not at all. */
import { afterAll, expect, it } from "vitest";
import { KillGround } from "../kills/killWhilePublishing";
import { endStragglers } from "./ServerProcess";
import { temporaryFolder } from "./temporaryFolder";

const ground = new KillGround(temporaryFolder());

afterAll(async () => {
  await ground.end();
  await endStragglers();
});

it("N2: kill -9 of any part in the middle of a publish leaves catalog, configuration and draft in agreement", async () => {
  for (const [victim, after] of [
    ["postgres", 60],
    ["postgrest", 90],
    ["postgres", 150],
    ["postgrest", 30],
    ["gateway", 100],
  ] as const) {
    expect(await ground.killOnce(victim, after)).toMatchObject({ victim });
  }
});
