/** Everybody does everything to the same orders for a moment; `npm test -- --project races` does it for a minute. */
import { expect, it } from "vitest";
import { whatIsWrong } from "../races/checks";
import { aGround } from "../races/ground";
import { Race } from "../races/race";

it("S23 S37 S56 S59 ten people do anything to thirty orders, every call is answered clearly, and all adds up", async () => {
  const ground = await aGround({ orders: 30, people: 1 });
  const race = await Race.on(ground);

  await race.run(10, 4);

  expect(race.tally.unclear).toEqual([]);
  expect(race.tally.unequal).toEqual([]);
  expect(await whatIsWrong(ground)).toEqual({});
}, 60_000);
