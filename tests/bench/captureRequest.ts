/** What one read of the app sends: the HTTP request, and the statements that PostgREST makes of it. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { BenchMember, SentRequest } from "./BenchMember";

export interface Statement {
  text: string;
  /** Literals of its parameters, in order. */
  parameters: string[];
}

/** What runs in one transaction of PostgREST. */
export interface CapturedQuery {
  query: Statement;
  /** Settings and pre-request. */
  before: Statement[];
}

export interface CapturedRequest extends SentRequest {
  /** One for each request that the work sent; `url` and `headers` are those of the last. */
  queries: CapturedQuery[];
}

/** Time, process, statement; further lines of a statement start with a tab. */
const logged =
  /\[(\d+)\] LOG: {2}duration: [\d.]+ ms {2}execute [^:]+: (.*(?:\n\t.*)*)(?:\n.*DETAIL: {2}[Pp]arameters: (.*))?/g;

/** In the log several connections may speak at once; in each, a query follows its settings. */
function queriesIn(log: string): CapturedQuery[] {
  const waiting = new Map<string, Statement[]>();
  const all = [...log.matchAll(logged)].map(([, pid, text = "", parameters = ""]) => ({
    pid,
    text: text.replaceAll("\n\t", "\n"),
    parameters: [...parameters.matchAll(/\$\d+ = ('(?:[^']|'')*'|NULL)/g)].map(([, literal = ""]) => literal),
  }));
  return all.flatMap(({ pid = "", ...statement }) => {
    const before = waiting.get(pid) ?? [];
    if (statement.text.includes("pgrst_source")) {
      waiting.delete(pid);
      return [{ query: statement, before }];
    }
    if (/set_config|pre_request/.test(statement.text)) waiting.set(pid, [...before, statement]);
    return [];
  });
}

/**
 * @param adminUrl of the superuser, who alone may switch the log on
 * @param work has the member read something
 */
export async function captureRequest(
  { adminUrl, directory }: { adminUrl: string; directory: string },
  member: BenchMember,
  work: (member: BenchMember) => Promise<unknown>,
): Promise<CapturedRequest> {
  const file = join(directory, "logs", "postgres.log");
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query("alter system set log_min_duration_statement = 0");
    await admin.query("select pg_reload_conf()");
    await pause(500);
    const { size } = await stat(file);
    await work(member);
    await pause(300);
    const log = (await readFile(file)).subarray(size).toString("utf8");
    const request = member.sent.at(-1);
    if (!request) throw new Error("the work sent no request");
    return { ...request, queries: queriesIn(log) };
  } finally {
    await admin.query("alter system reset log_min_duration_statement");
    await admin.query("select pg_reload_conf()");
    await admin.end();
  }
}
