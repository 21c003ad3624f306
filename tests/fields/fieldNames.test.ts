/** Any label becomes a safe name or a clear refusal, and nothing beside the target changes: 1,000 odd labels. */
import { expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change } from "./fieldChanges";

const scripts = [
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ",
  "包装费用订单仓库客户金额备注数量的一是在不了有和人这中大为上个国我以要他时来",
  "ΑβγδεζηθЖЗИКЛМНОПРСТабвгдежз",
  "אבגדהוזחטابتثجحخد",
  "😀🎉🇨🇳👩‍👩‍👧‍👦\u200b\u202e\u0301\u00ad|\n\t'\"\\;$%&()[]{}",
];

const evil = [
  "x'); drop table public.places; --",
  'a" text, add column "b',
  "name) ; select pg_sleep(10) ; --",
  "$$; alter role postgres superuser; $$",
  "select",
  "table",
  "user",
  "id",
  "created_at",
  "ctid",
  "xmin",
  "tableoid",
  "pg_class",
  "order",
  "on_conflict",
  "title",
  "title_grams",
  "x_grams",
  "__proto__",
  "constructor",
  "NULL",
  "%I %L %s",
  "{{field}}",
  "<script>alert(1)</script>",
  "a | b\nc | d",
  "..",
  "\u0000",
  "   ",
  "x".repeat(300),
  "包".repeat(200),
];

/** The same numbers on each run. */
function randomNumbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function oddLabels(count: number): string[] {
  const random = randomNumbers(4);
  const drawn = Array.from({ length: count - evil.length }, (_, index) => {
    const letters = [...(scripts[index % scripts.length] ?? "")];
    const length = 1 + random(index % 7 === 0 ? 120 : 24);
    return Array.from({ length }, () => letters[random(letters.length)]).join("");
  });
  return [...evil, ...drawn];
}

/** Everything in the catalog but the columns, rules and comments of the notes. */
const fingerprint = (db: TestDatabase) =>
  db.value(`
    select md5(string_agg(line, ',' order by line)) from (
      select format('%s %s %s', c.oid, c.relname, c.relacl) from pg_class as c
      where c.relnamespace::regnamespace::text in ('public', 'config', 'engine', 'auth') and c.relname !~ '^notes'
      union all
      select format('%s %s %s %s', a.attrelid, a.attname, a.atttypid, a.attacl) from pg_attribute as a
      join pg_class as c on c.oid = a.attrelid and c.relnamespace::regnamespace::text in ('public', 'config')
      where a.attrelid <> 'public.notes'::regclass and c.relkind = 'r' and a.attnum > 0
      union all select format('%s %s %s', r.rolname, r.rolsuper, r.rolcanlogin) from pg_roles as r
      union all select format('%s %s', p.oid, p.proacl) from pg_proc as p where p.pronamespace::regnamespace::text in ('public', 'config', 'engine')
    ) as t (line)`);

it(
  "N2: 1,000 labels in five scripts become safe names or clear refusals; nothing outside the entity changes",
  inRollback(async (db) => {
    const labels = oddLabels(1_000);
    const before = await fingerprint(db);
    const changes = labels.map((text): Change => ({
      ...aField("", "text", { access: { see: [], edit: [] } }),
      label: { en: text, "zh-CN": text },
      name: text,
    }));
    await db.query(`
      create function pg_temp.try(change jsonb) returns text language plpgsql as $$
      begin
        perform engine.make_changes(jsonb_build_array(change));
        return null;
      exception when others then return sqlstate || ' ' || sqlerrm;
      end $$`);

    const answers = await db.query<{ answer: string | null }>(
      "select pg_temp.try(c) as answer from jsonb_array_elements($1::jsonb) as c",
      JSON.stringify(changes).replaceAll("\\u0000", "\\u0001"),
    );

    const refused = answers.flatMap(({ answer }) => answer ?? []);
    const names = await db.query<{ name: string; reserved: boolean }>(
      `select f.name, engine.is_reserved(f.name) as reserved from config.fields as f
       where f.is_made_here and f.created_at = now()`,
    );
    expect(names.length + refused.length).toBe(1_000);
    expect(names.filter(({ name, reserved }) => reserved || !/^[a-z][a-z0-9_]{0,39}$/.test(name))).toEqual(
      [],
    );
    expect(await fingerprint(db)).toBe(before);
    expect(new Set(refused)).toEqual(new Set(["P0001 A name needs 1 to 200 characters in every language"]));
    expect(await db.value("select to_regclass('public.places') is not null")).toBe(true);
  }),
);
