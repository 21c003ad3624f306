/** Creates, changes and deletes over REST as the member, always rolled back, and tells where the oracle said otherwise. */
import type { RestAnswer, RestClient } from "../support/RestClient";
import type { Data, Row } from "./data";
import { permissionOf, readableColumns, writableColumns } from "./Draft";
import type { Oracle, Outcome } from "./Oracle";
import type { Random } from "./Random";
import { valueOf } from "./values";
import { entities, type EntityModel } from "./workshop";

export interface WriteTrial {
  member: RestClient;
  oracle: Oracle;
  data: Data;
  people: readonly string[];
  random: Random;
}

const shown = "tx=rollback,return=representation";
const silent = "tx=rollback,return=minimal,count=exact";

function failureOf(answer: RestAnswer): string {
  if (answer.status === 403) return "refused";
  if (answer.reason === "validation_failed") return "invalid";
  const code = answer.text("code");
  if (code === "23502") return "incomplete";
  // Nobody may write generated columns: Postgres says so before it looks at rights.
  if (code === "428C9") return "refused";
  return `${answer.status} ${JSON.stringify(answer.body)}`;
}

type Attempt = () => Promise<string[]>;

const sorted = (ids: readonly unknown[]) =>
  ids
    .map(Number)
    .sort((a, b) => a - b)
    .join();

function compare(what: string, expected: Outcome, answer: RestAnswer): string[] {
  const found = answer.status < 300 ? sorted(answer.rows.map(({ id }) => id)) : failureOf(answer);
  const wanted = typeof expected === "string" ? expected : sorted(expected);
  return found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
}

/** The same where the member may not read the rows: only their number can be compared. */
function compareCount(what: string, expected: Outcome, answer: RestAnswer): string[] {
  const found =
    answer.status < 300 ? (answer.headers.get("content-range")?.split("/")[1] ?? "") : failureOf(answer);
  const wanted = typeof expected === "string" ? expected : String(expected.length);
  return found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
}

function aBody(entity: EntityModel, columns: readonly string[], { random, people }: WriteTrial): Row {
  const fields = entity.fields.filter(({ name }) => columns.includes(name));
  return Object.fromEntries(
    fields.map((field) => {
      const isEmpty = !field.isRequired && random.percent(15);
      return [field.name, isEmpty ? null : valueOf(field, random, people)];
    }),
  );
}

async function tryUpdate(
  trial: WriteTrial,
  entity: EntityModel,
  { rows, body }: { rows: readonly Row[]; body: Row },
): Promise<string[]> {
  const { member, oracle } = trial;
  const ids = rows.map(({ id }) => Number(id)).join();
  const expected = oracle.update(entity.name, rows, body);
  const path = `/${entity.name}?id=in.(${ids})&select=id`;
  const answer = await member.rest(path, { method: "PATCH", body, prefer: shown });
  return compare(`update ${entity.name} ${ids} with ${JSON.stringify(body)}`, expected, answer);
}

/** All rows at once but those that make the statement fail: shows exactly which ones can be changed. */
function tryManyUpdates(trial: WriteTrial, entity: EntityModel, column: string): Promise<string[]> {
  const { oracle, data } = trial;
  const body = aBody(entity, [column], trial);
  const rows = data[entity.name].filter((row) => Array.isArray(oracle.update(entity.name, [row], body)));
  return tryUpdate(trial, entity, { rows, body });
}

async function tryBlindUpdate(trial: WriteTrial, entity: EntityModel, column: string) {
  const { member, oracle, data } = trial;
  const body = aBody(entity, [column], trial);
  const expected = oracle.update(entity.name, data[entity.name], body);
  const answer = await member.rest(`/${entity.name}`, { method: "PATCH", body, prefer: silent });
  return compareCount(`update all ${entity.name} with ${JSON.stringify(body)}`, expected, answer);
}

async function tryCreate(
  { member, oracle }: WriteTrial,
  entity: EntityModel,
  { body, isReturned }: { body: Row; isReturned: boolean },
): Promise<string[]> {
  const expected = oracle.create(entity.name, body, isReturned);
  const answer = await member.rest(`/${entity.name}${isReturned ? "?select=id" : ""}`, {
    method: "POST",
    body,
    prefer: isReturned ? shown : silent,
  });
  return compareCount(
    `create ${entity.name} ${isReturned ? "seen" : "unseen"} with ${JSON.stringify(body)}`,
    expected,
    isReturned && answer.status < 300 ? withCount(answer) : answer,
  );
}

function withCount(answer: RestAnswer): RestAnswer {
  return { ...answer, headers: new Headers({ "content-range": `*/${answer.rows.length}` }) };
}

async function tryDelete({ member, oracle }: WriteTrial, { name }: EntityModel): Promise<string[]> {
  const isAllowed = permissionOf(oracle.draft, name, "delete") !== undefined;
  const expected = isAllowed ? oracle.deletableRows(name).map(({ id }) => Number(id)) : "refused";
  if (readableColumns(oracle.draft, name).length === 0) {
    const answer = await member.rest(`/${name}`, { method: "DELETE", prefer: silent });
    return compareCount(`delete all ${name}`, expected, answer);
  }
  const answer = await member.rest(`/${name}?id=not.is.null&select=id`, { method: "DELETE", prefer: shown });
  return compare(`delete ${name}`, expected, answer);
}

/** Of some random attempts often one that must fail, because those are the ones that a bug lets through. */
function telling<T>(random: Random, attempt: () => T, outcomeOf: (attempt: T) => Outcome): T {
  const attempts = Array.from({ length: 6 }, attempt);
  const failing = attempts.filter((each) => typeof outcomeOf(each) === "string");
  return random.pick(failing.length > 0 && random.percent(50) ? failing : attempts);
}

function updateTrials(trial: WriteTrial, entity: EntityModel): Attempt[] {
  const { oracle, data, random } = trial;
  const writable = writableColumns(oracle.draft, entity.name, "update");
  const forbidden = entity.fields.map(({ name }) => name).filter((name) => !writable.includes(name));
  const all = data[entity.name];
  const trials: Attempt[] = [];
  if (readableColumns(oracle.draft, entity.name).length === 0) {
    if (writable.length > 0) trials.push(() => tryBlindUpdate(trial, entity, random.pick(writable)));
    if (forbidden.length > 0) trials.push(() => tryBlindUpdate(trial, entity, random.pick(forbidden)));
    return trials;
  }
  if (writable.length > 0) {
    const reachable = oracle.updatableRows(entity.name);
    const move = () => ({
      // Mostly rows that can be changed: those are the ones that might be moved away.
      rows: [random.pick(reachable.length > 0 && random.percent(80) ? reachable : all)],
      body: aBody(entity, [random.pick(writable), random.pick(writable)], trial),
    });
    trials.push(() => tryManyUpdates(trial, entity, random.pick(writable)));
    const chosen = telling(random, move, ({ rows, body }) => oracle.update(entity.name, rows, body));
    trials.push(() => tryUpdate(trial, entity, chosen));
  }
  if (forbidden.length > 0) {
    const body = aBody(entity, [random.pick(forbidden)], trial);
    trials.push(() => tryUpdate(trial, entity, { rows: [random.pick(all)], body }));
  }
  return trials;
}

function createTrials(trial: WriteTrial, entity: EntityModel): Attempt[] {
  const { oracle, random } = trial;
  const writable = writableColumns(oracle.draft, entity.name, "create");
  const required = entity.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const forbidden = entity.fields.map(({ name }) => name).filter((name) => !writable.includes(name));
  const isReadable = readableColumns(oracle.draft, entity.name).length > 0;
  const trials: Attempt[] = [];
  const attempt = () => {
    const columns = writable.filter((name) => required.includes(name) || random.percent(60));
    return { body: aBody(entity, columns, trial), isReturned: isReadable && random.percent(60) };
  };
  const chosen = telling(random, attempt, ({ body, isReturned }) =>
    oracle.create(entity.name, body, isReturned),
  );
  if (Object.keys(chosen.body).length > 0) trials.push(() => tryCreate(trial, entity, chosen));
  if (forbidden.length > 0) {
    const body = aBody(entity, [...required, random.pick(forbidden)], trial);
    trials.push(() => tryCreate(trial, entity, { body, isReturned: false }));
  }
  return trials;
}

/** One write at a time, in all seats: those that touch the same rows would wait for each other, or deadlock. */
let lastWrite: Promise<unknown> = Promise.resolve();

export async function compareWrites(trial: WriteTrial): Promise<string[]> {
  const attempts = entities.flatMap((entity) => [
    ...updateTrials(trial, entity),
    ...createTrials(trial, entity),
    () => tryDelete(trial, entity),
  ]);
  const inTurn = attempts.map((attempt) => {
    const turn = lastWrite.then(attempt);
    lastWrite = turn.catch(() => undefined);
    return turn;
  });
  return (await Promise.all(inTurn)).flat();
}
