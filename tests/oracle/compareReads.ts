/** Reads everything over REST as the member and tells where it differs from the oracle. */
import type { RestClient } from "../support/RestClient";
import type { Row } from "./data";
import { readableColumns } from "./Draft";
import type { Oracle } from "./Oracle";
import type { Random } from "./Random";
import { childrenOf, entities, type EntityModel, type EntityName, type FieldModel } from "./workshop";
import type { Cell } from "./values";

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const sortedText = (list: readonly unknown[]) => JSON.stringify(list.map(textOf).sort());

function isSame({ kind }: FieldModel, expected: Cell | undefined, found: unknown): boolean {
  if (expected === null || expected === undefined || found === null || found === undefined) {
    return (expected ?? null) === (found ?? null);
  }
  if (kind === "timestamp") return Date.parse(String(expected)) === Date.parse(textOf(found));
  if (Array.isArray(expected) && Array.isArray(found)) {
    return sortedText(expected) === sortedText(found);
  }
  return expected === found;
}

/** Selects, filters and sorts by every readable column at once, and counts. */
const readAll = (columns: string[]) => {
  const filters = columns.map((name) => `or(${name}.is.null,${name}.not.is.null)`);
  return `select=${columns.join()}&and=(${filters.join()})&order=${columns.join()}`;
};

async function compareRows(
  member: RestClient,
  oracle: Oracle,
  { name, fields }: EntityModel,
): Promise<string[]> {
  const columns = readableColumns(oracle.draft, name);
  const expected = oracle.visibleRows(name);
  const answer = await member.rest(`/${name}?${readAll(columns)}`, { prefer: "count=exact" });
  if (answer.status !== 200)
    return [`read ${name}: refused with ${answer.status} ${JSON.stringify(answer.body)}`];
  const differences: string[] = [];
  const counted = Number(answer.headers.get("content-range")?.split("/")[1]);
  if (counted !== expected.length)
    differences.push(`read ${name}: counts ${counted} instead of ${expected.length}`);
  const found = new Map(answer.rows.map((row) => [row.id, row]));
  for (const row of expected) {
    const seen = found.get(row.id);
    found.delete(row.id);
    if (!seen) differences.push(`read ${name}: row ${String(row.id)} is missing`);
    for (const field of fields.filter((each) => seen && columns.includes(each.name))) {
      if (isSame(field, row[field.name], seen?.[field.name])) continue;
      differences.push(
        `read ${name}: ${field.name} of row ${String(row.id)} is ${JSON.stringify(seen?.[field.name])}`,
      );
    }
  }
  for (const id of found.keys()) differences.push(`read ${name}: row ${String(id)} shows`);
  return differences;
}

/** Every way to name a column in a request. */
function waysTo(oracle: Oracle, entity: EntityName, column: string): string[] {
  const ways = [
    `/${entity}?select=${column}`,
    `/${entity}?select=id&${column}=not.is.null`,
    `/${entity}?select=id&order=${column}`,
    `/${entity}?select=id&or=(id.eq.1,${column}.is.null)`,
    `/${entity}?select=x:${column}::text`,
  ];
  // Where a scope lets nothing through at all, Postgres need not even look at the rights of what hangs on it.
  const isSeen = (name: EntityName) => oracle.visibleRows(name).length > 0;
  const children = childrenOf(entity).filter((child) => isSeen(entity) && isSeen(child.entity));
  const embeds = children.flatMap(({ entity: child, field }) => [
    `/${child}?select=id,x:${field}(${column})`,
    `/${child}?select=id,x:${field}!inner(id)&x.${column}=not.is.null`,
    `/${child}?select=id,x:${field}(${column})&order=x(${column})`,
  ]);
  return [...ways, ...embeds];
}

async function compareHidden(member: RestClient, path: string, what: string): Promise<string[]> {
  const answer = await member.rest(path);
  return answer.status === 403 ? [] : [`${what} can be reached by ${path}: ${answer.status}`];
}

function parentOf(row: Row, expected: readonly Row[], field: string): number | null {
  const parent = expected.find(({ id }) => id === row[field]);
  return parent ? Number(parent.id) : null;
}

/** A record behind a relation shows only where the member sees it by itself. */
async function compareEmbeds(member: RestClient, oracle: Oracle, random: Random): Promise<string[]> {
  const embeds = entities.flatMap(({ name, fields }) =>
    fields.flatMap(({ name: field, target }) => (target ? [{ name, field, target }] : [])),
  );
  const possible = embeds.filter(
    ({ name, field, target }) =>
      readableColumns(oracle.draft, name).includes(field) && readableColumns(oracle.draft, target).length > 0,
  );
  if (possible.length === 0) return [];
  const { name, field, target } = random.pick(possible);
  const answer = await member.rest(`/${name}?select=id,${field},parent:${field}(id)&order=id`);
  const shown = JSON.stringify(answer.status === 200 ? answer.rows.map(({ parent }) => parent) : answer.body);
  const expected = oracle.visibleRows(name).map((row) => {
    const id = parentOf(row, oracle.visibleRows(target), field);
    return id === null ? null : { id };
  });
  return shown === JSON.stringify(expected) ? [] : [`embed ${target} by ${name}.${field}: ${shown}`];
}

export async function compareReads(member: RestClient, oracle: Oracle, random: Random): Promise<string[]> {
  const attempts: Promise<string[]>[] = [compareEmbeds(member, oracle, random)];
  for (const entity of entities) {
    const readable = readableColumns(oracle.draft, entity.name);
    if (readable.length > 0) attempts.push(compareRows(member, oracle, entity));
    const hidden = entity.fields.filter((each) => !readable.includes(each.name));
    // Of an entity without the right to read, the snapshot tells that no column at all is granted.
    for (const { name } of readable.length > 0 ? hidden : [random.pick(hidden), random.pick(hidden)]) {
      const path = random.pick(waysTo(oracle, entity.name, name));
      attempts.push(compareHidden(member, path, `read ${entity.name}.${name}`));
    }
  }
  return (await Promise.all(attempts)).flat();
}
