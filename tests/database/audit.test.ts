import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { inEmptyNotebook } from "./inEmptyNotebook";

const entries =
  "select action, table_name, record_id, old_values, new_values, role_key from engine.audit_entries";

describe("the audit log", () => {
  it(
    "keeps the key of a create, both values of an update and the whole row of a delete",
    inEmptyNotebook(async (db) => {
      const boss = db.as("boss");

      const { id } = await boss.row("insert into public.places (name) values ('North') returning id");
      await boss.query("update public.places set name = 'South' where true");
      await boss.query("delete from public.places where true");

      const found = await db.query(
        `${entries} where table_name = 'places' and record_id = $1 order by id`,
        String(id),
      );
      expect(found.map((entry) => entry.action)).toEqual(["create", "update", "delete"]);
      expect(found[0]).toMatchObject({ old_values: null, role_key: "boss" });
      expect(found[1]).toMatchObject({ old_values: { name: "North" }, new_values: { name: "South" } });
      expect(found[2]).toMatchObject({ old_values: { id, name: "South" } });
    }),
  );

  it(
    "writes nothing for an update that changes nothing",
    inEmptyNotebook(async (db) => {
      await db.as("boss").query("insert into public.places (name) values ('North')");
      const before = await db.value("select max(id) from engine.audit_entries");

      await db.as("boss").query("update public.places set name = name where true");

      expect(
        await db.query(`${entries} where table_name = 'places' and action = 'update' and id > $1`, before),
      ).toEqual([]);
    }),
  );

  it(
    "watches configuration too",
    inEmptyNotebook(async (db) => {
      await db.query("update config.roles set requires_mfa = true where key = 'clerk'");

      expect(
        await db.query(`${entries} where table_name = 'config.roles' and action = 'update'`),
      ).toMatchObject([{ old_values: { requires_mfa: false }, new_values: { requires_mfa: true } }]);
    }),
  );

  it.each(["insert into", "select * from", "update", "delete from", "truncate"])(
    "cannot be reached by an app role: %s",
    (verb) =>
      inEmptyNotebook(async (db) => {
        const statement: Record<string, string> = {
          "insert into":
            "insert into engine.audit_entries (table_name, record_id, action) values ('x', '1', 'create')",
          update: "update engine.audit_entries set member_name = 'Eve' where true",
        };

        await expect(db.as("boss").query(statement[verb] ?? `${verb} engine.audit_entries`)).rejects.toThrow(
          /permission denied/,
        );
      })(),
  );
});

describe("engine.first_altered_audit_entry", () => {
  const prepare = `
    insert into engine.audit_entries (transaction_id, table_name, record_id, action)
    select '3', 'places', n::text, 'create' from generate_series(1, 20) as n;
    select engine.seal_audit();`;
  const third = "(select entry_id from engine.audit_seals order by position offset 2 limit 1)";

  it(
    "finds nothing in a log that nobody touched, also after a second round of sealing",
    inRollback(async (db) => {
      await db.query(prepare);
      await db.query(prepare);

      expect(Number(await db.value("select count(*) from engine.audit_seals"))).toBeGreaterThanOrEqual(40);
      expect(await db.call("engine.first_altered_audit_entry")).toBeNull();
    }),
  );

  it.each([
    `update engine.audit_entries set member_name = 'Eve' where id = ${third}`,
    `update engine.audit_entries set at = at + interval '1 second' where id = ${third}`,
    `delete from engine.audit_entries where id = ${third}`,
  ])("names the entry after: %s", (tampering) =>
    inRollback(async (db) => {
      await db.query(prepare);
      const entry = await db.value(`select ${third}`);

      await db.query(tampering);

      expect(await db.call("engine.first_altered_audit_entry")).toBe(entry);
    })(),
  );

  it(
    "notices a removed link",
    inRollback(async (db) => {
      await db.query(prepare);

      await db.query(`delete from engine.audit_seals where entry_id = ${third}`);

      expect(await db.call("engine.first_altered_audit_entry")).not.toBeNull();
    }),
  );
});

describe("engine.run_due_jobs", () => {
  it(
    "keeps going after a job that fails, and remembers why",
    inRollback(async (db) => {
      await db.query("update engine.jobs set next_run_at = now() where true");
      await db.query(`
        create function engine.broken() returns void language plpgsql as $$ begin raise exception 'no paper'; end $$;
        insert into engine.jobs (key, routine, every, next_run_at)
        values ('broken', 'engine.broken()', '1 hour', now() - interval '1 day')`);

      expect(await db.call("engine.run_due_jobs")).toBeGreaterThanOrEqual(2);

      expect(await db.value("select last_error from engine.jobs where key = 'broken'")).toBe("no paper");
      expect(await db.value("select last_error from engine.jobs where key = 'seal_audit'")).toBeNull();
    }),
  );
});
