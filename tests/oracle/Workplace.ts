/** An administrator, members with a role of their own each, and the rows: the place where random roles are tried. */
import { randomBytes } from "node:crypto";
import { aMember, type Member } from "../support/members";
import type { RestAnswer } from "../support/RestClient";
import { sql } from "../support/sql";
import { compareOffers } from "./compareOffers";
import { compareReads } from "./compareReads";
import { compareWrites } from "./compareWrites";
import { makeData, type Data } from "./data";
import { documentOf, type Draft } from "./Draft";
import { Oracle } from "./Oracle";
import type { Random } from "./Random";
import { entities, variables } from "./workshop";

/** A member and the role that is changed under him again and again. */
export interface Seat {
  member: Member;
  roleId: string;
  roleKey: string;
  /** Records of the member's own, by variable. */
  sets: Record<string, number[]>;
  saves: number;
}

export interface Workshop {
  admin: Member;
  seats: Seat[];
  people: string[];
  data: Data;
}

async function aSeat(admin: Member): Promise<Seat> {
  const key = `r${randomBytes(5).toString("hex")}`;
  const label = { en: key, "zh-CN": key };
  const answer = await admin.rpc("create_role", { label }, "config");
  const member = await aMember({ roles: [key] });
  return { member, roleId: String(answer.body), roleKey: key, sets: {}, saves: 0 };
}

async function insertData(data: Data): Promise<void> {
  await sql.query("truncate public.regions, public.shops, public.jobs, public.steps");
  for (const { name, fields } of entities) {
    const generated = ["title_grams", "double_qty"];
    const columns = fields.map((field) => field.name).filter((column) => !generated.includes(column));
    await sql.query(
      `insert into public.${name} (${columns.join()}) overriding system value
       select ${columns.join()} from jsonb_populate_recordset(null::public.${name}, $1)`,
      [JSON.stringify(data[name])],
    );
  }
}

export async function openWorkshop(random: Random, seatCount: number): Promise<Workshop> {
  const admin = await aMember({ roles: ["owner"] });
  const seats: Seat[] = [];
  for (let index = 0; index < seatCount; index++) seats.push(await aSeat(admin));
  const people = seats.map(({ member }) => member.id);
  const data = makeData(random, people);
  await insertData(data);
  return { admin, seats, people, data };
}

/** Saves the role as the studio does, again while the database is busy. */
export async function saveDraft(admin: Member, seat: Seat, draft: Draft): Promise<RestAnswer> {
  seat.saves += 1;
  const values = {
    role_id: seat.roleId,
    document: documentOf(draft, `${seat.roleKey}_${seat.saves}`),
    note: "",
  };
  for (let attempt = 1; ; attempt++) {
    const answer = await admin.rpc("save_role", values, "config");
    // The other seats keep the tables busy; a person would press the button again, too.
    if (attempt === 20 || !JSON.stringify(answer.body).includes("busy")) return answer;
  }
}

/** Scopes that only earlier versions of the roles used. */
export async function dropUnusedScopes(seats: readonly Seat[]): Promise<void> {
  await sql.query(
    `delete from config.scopes as s where s.key like any ($1)
     and not exists (select from config.permissions as p where p.scope_id = s.id)`,
    [seats.map(({ roleKey }) => `${roleKey}\\_%`)],
  );
}

/** Gives the member records of his own, by variable; none means all. */
export async function giveSets(admin: Member, seat: Seat, sets: Record<string, number[]>): Promise<void> {
  seat.sets = sets;
  const values = { member_id: seat.member.id, changes: { values: sets } };
  const answer = await admin.rpc("update_member", values, "config");
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

export function randomSets(random: Random): Record<string, number[]> {
  const choices = { my_regions: [1, 2, 3, 4], my_shops: [1, 2, 3, 4, 5, 6, 7, 8] };
  return Object.fromEntries(
    variables.map(({ name }) => [name, random.percent(30) ? [] : random.some(choices[name], 40)]),
  );
}

/** Everything in which the stack differs from the oracle, in words; nothing is changed by looking. */
export async function differences(
  workshop: Workshop,
  { seat: { member, sets }, draft, random }: { seat: Seat; draft: Draft; random: Random },
): Promise<string[]> {
  const oracle = new Oracle(draft, workshop.data, { id: member.id, sets });
  const found = await Promise.all([
    compareReads(member, oracle, random.fork()),
    compareWrites({ ...workshop, member, oracle, random: random.fork() }),
    compareOffers(member, oracle),
  ]);
  return found.flat();
}
