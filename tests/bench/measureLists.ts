/** The list page of orders - filtered, sorted, 25 rows - as each member, beside the same statement as table owner. */
import { readRecords } from "../../src/data/readRecords";
import type { ListQuery } from "../../src/data/ListQuery";
import { addCondition } from "./addCondition";
import type { BenchMember } from "./BenchMember";
import { type CapturedRequest, captureRequest, type Statement } from "./captureRequest";
import { measureQueries } from "./measureQueries";
import { printTable } from "./printTable";

export interface Bench {
  /** Data folder of the stack. */
  directory: string;
  ownerUrl: string;
  adminUrl: string;
  authenticatorUrl: string;
  members: BenchMember[];
}

export interface NamedRequest {
  name: string;
  /** Row condition that the owner needs to see the same orders; "" = all. */
  scope: string;
  captured: CapturedRequest;
}

const lists: { name: string; query: ListQuery }[] = [
  { name: "newest orders", query: { page: 1, pageSize: 25, count: "none" } },
  {
    name: "to ship, newest first",
    query: {
      page: 1,
      pageSize: 25,
      count: "none",
      condition: { field: "status", op: "eq", value: "to_ship" },
      sort: [{ field: "placed_at", descending: true }],
    },
  },
  {
    name: "to ship, with an estimated count",
    query: {
      page: 1,
      pageSize: 25,
      count: "estimated",
      condition: { field: "status", op: "eq", value: "to_ship" },
      sort: [{ field: "placed_at", descending: true }],
    },
  },
];

/** The same statement with the member's row condition written out. */
export function asOwner(query: Statement, scope: string): Statement {
  if (scope === "") return query;
  return { ...query, text: addCondition(query.text, `"public"."orders"`, scope) };
}

const missing = (): never => {
  throw new Error("PostgREST's query is not in the log");
};

export async function measureLists(bench: Bench): Promise<NamedRequest[]> {
  const rows: string[][] = [];
  const requests: NamedRequest[] = [];
  for (const { name, query } of lists) {
    for (const member of bench.members) {
      const captured = await captureRequest(bench, member, ({ context }) =>
        readRecords(context, "orders", query),
      );
      const [{ query: statement, before } = missing()] = captured.queries;
      const [role, owner] = await measureQueries([
        { url: bench.authenticatorUrl, query: statement, before },
        { url: bench.ownerUrl, query: asOwner(statement, member.scope) },
      ]);
      if (!role || !owner) continue;
      requests.push({ name: `${name}, ${member.name}`, scope: member.scope, captured });
      rows.push([
        name,
        member.name,
        role.milliseconds.toFixed(2),
        owner.milliseconds.toFixed(2),
        (role.milliseconds / owner.milliseconds).toFixed(2),
        role.access.join(" "),
      ]);
    }
  }
  printTable(
    "List page of orders, 25 rows: median inside Postgres (planning and execution)",
    ["list", "member sees", "as role ms", "as owner ms", "ratio", "access as role"],
    rows,
  );
  return requests;
}
