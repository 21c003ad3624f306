import { describe, expect, it } from "vitest";
import { inEmptyNotebook } from "./inEmptyNotebook";

/** Each breaks one thing behind the configuration's back: statement, problem, table, object. */
const breaks: [string, string, string, string | null][] = [
  ["grant select (secret) on public.notes to bo_clerk", "extra_grant", "notes", "secret"],
  ["grant delete on public.places to bo_clerk", "extra_grant", "places", null],
  ["revoke update (title) on public.notes from bo_clerk", "missing_grant", "notes", "title"],
  [
    'alter policy "clerk may read notes" on public.notes using (true)',
    "changed_policy",
    "notes",
    "clerk may read notes",
  ],
  ['drop policy "clerk may read notes" on public.notes', "missing_policy", "notes", "clerk may read notes"],
  ["create policy sneaky on public.notes to bo_clerk using (true)", "foreign_policy", "notes", "sneaky"],
  ["alter table public.notes disable row level security", "row_security_off", "notes", null],
  ["drop trigger entity__audit_update on public.notes", "missing_trigger", "notes", "entity__audit_update"],
  ["alter table public.notes disable trigger entity__touch", "missing_trigger", "notes", "entity__touch"],
  ["drop trigger entity__live_insert on public.notes", "missing_trigger", "notes", "entity__live_insert"],
  ["alter table public.notes add column extra text", "unknown_column", "notes", "extra"],
  ["alter table public.notes drop column state", "missing_column", "notes", "state"],
  ["grant bo_boss to bo_clerk", "wrong_membership", "", "bo_clerk"],
];

describe("config.drift", () => {
  it(
    "N7 finds nothing on a compiled configuration",
    inEmptyNotebook(async (db) => {
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it.each(breaks)("N7 names: %s", (statement, ...[problem, table, object]) =>
    inEmptyNotebook(async (db) => {
      await db.query(statement);

      expect(await db.call("config.drift")).toContainEqual(
        expect.objectContaining({ problem, table_name: table || null, object }),
      );
    })(),
  );

  it.each(breaks.filter(([, problem]) => problem !== "wrong_membership"))(
    "N7 is repaired by config.restore_configuration: %s",
    (statement) =>
      inEmptyNotebook(async (db) => {
        await db.query(statement);

        await db.call("config.restore_configuration");

        expect(await db.call("config.drift")).toEqual([]);
      })(),
  );
});
