/** Numbers that the database gives, durations and rich texts. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, changeOf, columnOf, publish, refusalOf } from "./fieldChanges";

const invoices = (prefix = "INV-", digits = 4) =>
  aField("Invoice", "auto_number", { options: { prefix, digits } });

const numbers = (db: TestDatabase) => db.column("notes", "invoice");

describe("an auto-number", () => {
  it(
    "L12: numbers the records that are there and every new one, whoever makes it",
    inRollback(async (db) => {
      await db.query(
        "delete from public.notes where true; insert into public.notes (title) values ('a'), ('b')",
      );

      await publish(db, invoices());
      await db.as("boss").query("insert into public.notes (title) values ('c')");
      await db.query("insert into public.notes (title) values ('d')");

      expect(await numbers(db)).toEqual(["INV-0001", "INV-0002", "INV-0003", "INV-0004"]);
      expect(await columnOf(db, "invoice")).toMatchObject({ type: "text", required: true });
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L12: is written by nobody, not even with the value that comes next",
    inRollback(async (db) => {
      await publish(db, invoices());

      await expect(
        db.as("boss").query("insert into public.notes (title, invoice) values ('x', 'INV-0009')"),
      ).rejects.toThrow(/permission denied/);
      await expect(db.as("boss").query("update public.notes set invoice = 'INV-1'")).rejects.toThrow();
      await db.query("insert into public.notes (title, invoice) values ('x', 'INV-0009')");
      await expect(
        db.query("insert into public.notes (title, invoice) values ('y', 'INV-0009')"),
      ).rejects.toThrow(/duplicate/);
    }),
  );

  it(
    "L12: keeps all digits of a long number, and counts on in another form",
    inRollback(async (db) => {
      await db.query("delete from public.notes where true");
      await publish(db, invoices("A'", 1));
      await db.query("insert into public.notes (title) select 'n' from generate_series(1, 10)");

      await publish(db, changeOf("invoice", { options: { prefix: "R", digits: 3 } }));
      await db.query("insert into public.notes (title) values ('last')");

      expect(await numbers(db)).toEqual(expect.arrayContaining(["A'10", "R011"]));
    }),
  );

  it(
    "L12: refuses 13 digits, and to become or come from another type",
    inRollback(async (db) => {
      await publish(db, invoices(), aField("Thing", "text"));
      const retype = (field: string, type: string) => ({ kind: "change_type", entity: "notes", field, type });

      expect(await refusalOf(publish(db, invoices("", 13)))).toMatchObject({ reason: "invalid_value" });
      for (const change of [retype("invoice", "integer"), retype("thing", "auto_number")]) {
        expect(await refusalOf(publish(db, change))).toMatchObject({ reason: "cannot_convert" });
      }
    }),
  );
});
