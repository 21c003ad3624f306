/** An operation that meets others at the same records is begun again, or says that they are busy. */
import { describe, expect, it } from "vitest";
import { refusal } from "../order-management/refusal";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";

/** An operation that ends in an error so many times; sequences remember what was taken back. */
async function offer(db: TestDatabase, code: string, failures: number): Promise<void> {
  await db.query("create sequence public.attempts");
  await db.query(
    `create function engine.stubborn(note text) returns jsonb language plpgsql volatile security definer
     set search_path = '' as $body$
     begin
       insert into public.notes (title) values (note);
       if nextval('public.attempts') <= ${failures} then
         raise exception 'not now' using errcode = '${code}';
       end if;
       return jsonb_build_object('notes', (select count(*) from public.notes as n where n.title = note));
     end $body$`,
  );
  await db.query("comment on function engine.stubborn is 'Tries.'");
  await db.query(`select engine.offer_operation('engine.stubborn(text)', '{"en": "Try", "zh-CN": "试"}')`);
}

const attempts = (db: TestDatabase) => db.value("select last_value::int from public.attempts");
const run = (db: TestDatabase) => db.value("select public.stubborn('once')");

describe("N2 operations that meet others", () => {
  it.each(["40P01", "40001"])("N2 are begun again after %s, and have happened once", async (code) =>
    inRollback(async (db) => {
      await offer(db, code, 2);

      expect(await run(db)).toEqual({ notes: 1 });
      expect(await attempts(db)).toBe(3);
    })(),
  );

  it.each([
    ["40P01", 4],
    ["55P03", 1],
    ["57014", 1],
  ])("N2 say that others are busy when %s does not end", async (code, tries) =>
    inRollback(async (db) => {
      await offer(db, code, 99);

      expect(await refusal(run(db))).toMatchObject({ code: "PT409", reason: "busy" });
      expect(await attempts(db)).toBe(tries);
    })(),
  );
});
