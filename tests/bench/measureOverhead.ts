/** What permissions cost a request: its whole transaction as PostgREST runs it, beside the same statement as table owner. */
import pg from "pg";
import { asOwner, type Bench, type NamedRequest } from "./measureLists";
import type { Statement } from "./captureRequest";
import { callOf, median, withTypes } from "./measureQueries";
import { printTable } from "./printTable";

const warmUps = 10;
const runs = 101;

/** One transaction of prepared statements, as often as wanted; the answer is its milliseconds. */
async function prepareTransaction(url: string, statements: Statement[]) {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const run = async (work: (statement: Statement, index: number) => string) => {
    await db.query("begin read only");
    for (const [index, statement] of statements.entries()) await db.query(work(statement, index));
    await db.query("commit");
  };
  await db.query("begin read only");
  for (const [index, statement] of statements.entries()) {
    await db.query(`prepare step_${index} as ${withTypes(statement)}`);
    await db.query(callOf(`step_${index}`, statement));
  }
  await db.query("commit");
  return {
    time: async () => {
      const start = performance.now();
      await run((statement, index) => callOf(`step_${index}`, statement));
      return performance.now() - start;
    },
    end: () => db.end(),
  };
}

/** The transactions take turns, so that a busy moment of the machine hits both. */
async function compare(bench: Bench, { captured, scope }: NamedRequest): Promise<[number, number]> {
  const [first] = captured.queries;
  if (!first) throw new Error("PostgREST's query is not in the log");
  const asRole = await prepareTransaction(bench.authenticatorUrl, [...first.before, first.query]);
  const owner = await prepareTransaction(bench.ownerUrl, [asOwner(first.query, scope)]);
  try {
    const times: [number[], number[]] = [[], []];
    for (let run = -warmUps; run < runs; run++) {
      const both: [number, number] = [await asRole.time(), await owner.time()];
      if (run < 0) continue;
      times[0].push(both[0]);
      times[1].push(both[1]);
    }
    return [median(times[0]), median(times[1])];
  } finally {
    await asRole.end();
    await owner.end();
  }
}

export async function measureOverhead(bench: Bench, requests: NamedRequest[]): Promise<void> {
  const rows: string[][] = [];
  for (const request of requests) {
    const [role, owner] = await compare(bench, request);
    rows.push([
      request.name,
      role.toFixed(2),
      owner.toFixed(2),
      (role / owner).toFixed(2),
      (role - owner).toFixed(2),
    ]);
  }
  printTable(
    "What permissions cost: whole transaction (settings, pre_request, role, policies) beside the bare statement as owner",
    ["request", "as member ms", "as owner ms", "ratio", "overhead ms"],
    rows,
  );
}
