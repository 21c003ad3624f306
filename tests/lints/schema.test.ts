/** The schema as shipped, looked at for strangers and once more for every app role; and proof that each rule can fail. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { type Allowed, allowed } from "./allowed";
import { functionLints } from "./functionLints";
import { indexLints } from "./indexLints";
import type { Lint } from "./Lint";
import { policyLints } from "./policyLints";
import { roleLints } from "./roleLints";
import { tableLints } from "./tableLints";

const lints = [...tableLints, ...policyLints, ...functionLints, ...roleLints, ...indexLints];
const strangers = ["anon", "authenticated"];
const appRoles = ["admin", "manager", "customer_service", "finance", "warehouse", "viewer"].map(
  (key) => `bo_${key}`,
);

async function findingsOf(db: TestDatabase, lint: Lint, roles: string[]): Promise<string[]> {
  const text = lint.finds.includes("$1")
    ? lint.finds
    : `select t.* from (${lint.finds}) as t where $1::text[] is not null`;
  const rows = await db.query(text, roles);
  return rows.map((row) => `${lint.name}: ${String(Object.values(row)[0])}`);
}

const isMeant = (each: Allowed, finding: string) =>
  each.lint.test(finding) && each.finding.test(finding.replace(/^[^:]*(: Supabase[^:]*)?: /, ""));

const isAllowed = (finding: string) => allowed.some((each) => isMeant(each, finding));

describe("the schema", () => {
  it.each([["strangers", strangers], ...appRoles.map((role): [string, string[]] => [role, [role]])])(
    "breaks no rule for %s",
    (_, roles) =>
      inRollback(async (db) => {
        const findings: string[] = [];
        for (const lint of lints) findings.push(...(await findingsOf(db, lint, roles)));

        expect(findings.filter((finding) => !isAllowed(finding))).toEqual([]);
      })(),
  );

  it(
    "has no exception that nothing needs any more",
    inRollback(async (db) => {
      const findings: string[] = [];
      for (const roles of [strangers, ...appRoles.map((role) => [role])]) {
        for (const lint of lints) findings.push(...(await findingsOf(db, lint, roles)));
      }

      const idle = allowed.filter((each) => !findings.some((finding) => isMeant(each, finding)));
      expect(idle).toEqual([]);
    }),
  );
});

describe.each([
  ["strangers", strangers],
  ["an app role", ["bo_viewer"]],
])("for %s, a rule", (_, roles) => {
  it.each(lints)("notices: $name", (lint) =>
    inRollback(async (db) => {
      const before = await findingsOf(db, lint, roles);

      await db.query(lint.plant.replaceAll("{role}", roles.at(-1) ?? ""));

      const after = await findingsOf(db, lint, roles);
      expect(after.filter((finding) => !before.includes(finding) && !isAllowed(finding))).not.toEqual([]);
    })(),
  );
});
