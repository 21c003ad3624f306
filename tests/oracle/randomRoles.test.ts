/** 200 random roles, saved over REST and compared with the oracle. ORACLE_SEED repeats a run, ORACLE_ROLES makes it longer. */
import { randomInt } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import {
  differences,
  dropUnusedScopes,
  giveSets,
  openWorkshop,
  randomSets,
  saveDraft,
  type Seat,
  type Workshop,
} from "./Workplace";
import type { Draft } from "./Draft";
import { dreamUp, makePossible } from "./makeDraft";
import { Random } from "./Random";
import { problemOf } from "./savable";

const seed = Number(process.env.ORACLE_SEED ?? randomInt(2 ** 31));
const roleCount = Number(process.env.ORACLE_ROLES ?? 200);
const seatCount = 8;
const impossibleCount = 12;

interface Trial {
  seat: Seat;
  draft: Draft;
  random: Random;
  surprises: string[];
}

async function saveRandomRole(workshop: Workshop, seat: Seat, random: Random): Promise<Trial> {
  const around = { random, people: workshop.people };
  const draft = makePossible(dreamUp(around), around);
  await giveSets(workshop.admin, seat, randomSets(random));
  const { status, body } = await saveDraft(workshop.admin, seat, draft);
  const surprises = status === 200 ? [] : [`not saved: ${status} ${JSON.stringify(body)}`];
  return { seat, draft, random, surprises };
}

/** Compares all roles of a round side by side: a save in between would make every connection learn the tables anew. */
async function tryRoles(workshop: Workshop, seats: Seat[], random: Random): Promise<string[]> {
  const trials: Trial[] = [];
  for (const seat of seats) trials.push(await saveRandomRole(workshop, seat, random.fork()));
  const found = await Promise.all(
    trials.map(async ({ seat, draft, random: own, surprises }) => {
      if (surprises.length === 0)
        surprises.push(...(await differences(workshop, { seat, draft, random: own })));
      return surprises.length > 0 ? [...surprises, JSON.stringify({ sets: seat.sets, draft })] : [];
    }),
  );
  await dropUnusedScopes(seats);
  return found.flat();
}

let workshop: Workshop;

beforeAll(async () => {
  process.stdout.write(`oracle seed ${seed}\n`);
  workshop = await openWorkshop(new Random(seed), seatCount);
});

it(`N6 L2 L3 L4 L6 L7: ${roleCount} random roles do over REST exactly what they say (seed ${seed})`, async () => {
  const random = new Random(seed);
  const surprises: string[] = [];

  for (let done = 0; done < roleCount && surprises.length === 0; done += seatCount) {
    surprises.push(...(await tryRoles(workshop, workshop.seats.slice(0, roleCount - done), random)));
  }

  expect(surprises, `ORACLE_SEED=${seed} repeats this`).toEqual([]);
}, 240_000);

it("N6 refuses to save a role whose scopes look at what it may not read, or back at themselves", async () => {
  const random = new Random(seed + 1);
  const around = { random, people: workshop.people };
  const [seat] = workshop.seats;
  if (!seat) throw new Error("the workshop has no seat");
  const surprises: string[] = [];

  for (let found = 0; found < impossibleCount;) {
    const draft = dreamUp(around);
    const problem = problemOf(draft);
    if (!problem) continue;
    found += 1;
    const { status, reason, body } = await saveDraft(workshop.admin, seat, draft);
    if (status === 400 && reason !== "") continue;
    surprises.push(`${status} ${JSON.stringify(body)}: ${JSON.stringify(problem)} ${JSON.stringify(draft)}`);
  }

  expect(surprises, `ORACLE_SEED=${seed} repeats this`).toEqual([]);
}, 120_000);
