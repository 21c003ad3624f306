/** Time of a statement inside Postgres, as owner or as a member behind his role and policies. */
import type pg from "pg";
import type { BenchMember } from "./benchMember";

export interface Timing {
  /** Median of planning plus execution, in milliseconds. */
  ms: number;
  /** Names of the indexes in the plan. */
  indexes: string[];
}

const runs = 40;

/** The statements take turns, so that a busy moment of the machine hits all of them. */
export async function measure(
  client: pg.Client,
  statements: { sql: string; member?: BenchMember }[],
): Promise<Timing[]> {
  const times = statements.map((): number[] => []);
  const plans = statements.map((): string[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, statement] of statements.entries()) {
      const { ms, indexes } = await explain(client, statement.sql, statement.member);
      times[index]?.push(ms);
      plans[index] = indexes;
    }
  }
  return statements.map((_, index) => ({ ms: median(times[index] ?? []), indexes: plans[index] ?? [] }));
}

async function explain(client: pg.Client, sql: string, member?: BenchMember): Promise<Timing> {
  await client.query("begin read only");
  try {
    if (member) await become(client, member);
    const { rows } = await client.query<{ "QUERY PLAN": unknown }>(
      `explain (analyze, timing off, format json) ${sql}`,
    );
    const text = JSON.stringify(rows[0]?.["QUERY PLAN"]);
    const spent = (name: string) => Number(new RegExp(`"${name}": ?([0-9.]+)`).exec(text)?.[1]);
    const indexes = [...text.matchAll(/"Index Name": ?"([^"]+)"/g)].map(([, name]) => name ?? "");
    return { ms: spent("Planning Time") + spent("Execution Time"), indexes };
  } finally {
    await client.query("rollback");
  }
}

async function become(client: pg.Client, { userId, role }: BenchMember): Promise<void> {
  await client.query("select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)", [
    JSON.stringify({ role: "authenticated", sub: userId }),
    `bo_${role}`,
  ]);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
