/** Proves that the oracle would notice: plants one bug after the other and waits for it to be named. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../support/sql";
import { knownRole } from "./knownRole";
import { plants } from "./plants";
import { Random } from "./Random";
import { differences, giveSets, openWorkshop, saveDraft, type Seat, type Workshop } from "./Workplace";

/** Writes are tried at random, so a bug may hide for a while. */
const patience = 30;

let workshop: Workshop;
let seat: Seat;
let ownMemberIds = "";
const random = new Random(20_240_103);

beforeAll(async () => {
  workshop = await openWorkshop(random, 2);
  const [first] = workshop.seats;
  if (!first) throw new Error("the workshop has no seat");
  seat = first;
  const saved = await saveDraft(workshop.admin, seat, knownRole);
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  await giveSets(workshop.admin, seat, { my_regions: [1, 2], my_shops: [] });
  const { rows } = await sql.query<{ source: string }>(
    "select pg_get_functiondef('engine.member_ids(text)'::regprocedure) as source",
  );
  ownMemberIds = rows[0]?.source ?? "";
});

const look = () => differences(workshop, { seat, draft: knownRole, random: random.fork() });

async function lookFor(finding: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (let attempt = 0; attempt < patience && !found.some((each) => finding.test(each)); attempt++) {
    found.push(...(await look()));
  }
  return found;
}

describe("the oracle", () => {
  it("finds nothing in a role as it was saved", async () => {
    for (let attempt = 0; attempt < 5; attempt++) expect(await look()).toEqual([]);
  });

  it.each(plants)("N6 notices when $bug", async ({ statement, undo, finding }) => {
    await sql.query(statement.replaceAll("{key}", seat.roleKey));

    try {
      expect(await lookFor(finding)).toContainEqual(expect.stringMatching(finding));
    } finally {
      await sql.query(`${undo ?? ""}; ${ownMemberIds}; select engine.sync_roles()`);
    }
  });

  it("finds nothing after all of it was taken back", async () => {
    for (let attempt = 0; attempt < 5; attempt++) expect(await look()).toEqual([]);
  });
});
