/** Times one statement inside Postgres, prepared once and run again and again as PostgREST does it. */
import pg from "pg";
import type { Statement } from "./captureRequest";

export interface Measurement {
  /** Median of planning and execution, in milliseconds. */
  milliseconds: number;
  /** Indexes that the plan uses, and tables that it reads from end to end. */
  access: string[];
}

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

interface Explained {
  "Planning Time": number;
  "Execution Time": number;
  Plan: PlanNode;
}

interface Pace {
  warmUps: number;
  runs: number;
}

/** Postgres settles on a plan after five runs. */
const usual: Pace = { warmUps: 8, runs: 61 };

function accessOf(node: PlanNode): string[] {
  const own =
    node["Index Name"] ??
    (node["Node Type"] === "Seq Scan" ? `seq scan ${node["Relation Name"]}` : undefined);
  return [...(own ? [own] : []), ...(node.Plans ?? []).flatMap(accessOf)];
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function explain(db: pg.Client, call: string): Promise<Explained> {
  const { rows } = await db.query<{ "QUERY PLAN": [Explained] }>(
    `explain (analyze, timing off, format json) ${call}`,
  );
  const [first] = rows;
  if (!first) throw new Error("explain answered nothing");
  return first["QUERY PLAN"][0];
}

export const callOf = (name: string, { parameters }: Statement) =>
  `execute ${name}${parameters.length > 0 ? `(${parameters.join(", ")})` : ""}`;

export interface Candidate {
  /** Login that runs it. */
  url: string;
  query: Statement;
  /** What comes first in the same transaction, such as the statements that set the role. */
  before?: Statement[];
}

/** PostgREST names the type of this parameter beside the statement. */
export const withTypes = ({ text }: Statement) =>
  text.replace("SELECT $1 AS json_data", "SELECT $1::json AS json_data");

async function prepare(db: pg.Client, candidate: Candidate): Promise<void> {
  await db.connect();
  await db.query("begin read only");
  for (const [index, statement] of (candidate.before ?? []).entries()) {
    await db.query(`prepare before_${index} as ${statement.text}`);
    await db.query(callOf(`before_${index}`, statement));
  }
  await db.query(`prepare measured as ${withTypes(candidate.query)}`);
}

/** The candidates take turns, so that a busy moment of the machine hits all of them. */
export async function measureQueries(candidates: Candidate[], pace = usual): Promise<Measurement[]> {
  const sessions = candidates.map(({ url }) => new pg.Client({ connectionString: url }));
  try {
    for (const [index, candidate] of candidates.entries()) {
      const db = sessions[index];
      if (db) await prepare(db, candidate);
    }
    return await takeTurns(sessions, candidates, pace);
  } finally {
    await Promise.all(sessions.map((db) => db.end()));
  }
}

async function takeTurns(sessions: pg.Client[], candidates: Candidate[], pace: Pace): Promise<Measurement[]> {
  const times = candidates.map((): number[] => []);
  const access = candidates.map((): string[] => []);
  for (let run = 0; run < pace.warmUps + pace.runs; run++) {
    for (const [index, candidate] of candidates.entries()) {
      const db = sessions[index];
      if (!db) continue;
      const explained = await explain(db, callOf("measured", candidate.query));
      if (run >= pace.warmUps) times[index]?.push(explained["Planning Time"] + explained["Execution Time"]);
      access[index] = [...new Set(accessOf(explained.Plan))];
    }
  }
  return candidates.map((_, index) => ({
    milliseconds: median(times[index] ?? []),
    access: access[index] ?? [],
  }));
}
