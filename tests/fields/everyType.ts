/** A kind of records with one field of each type, and two records whose values are hard to carry. */
import { inject, vi } from "vitest";
import { clientOf } from "../auth/clients";
import { config, granted, label } from "../database/roleEditing";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { type Change, publishAs } from "./fieldChanges";

export const entity = "type_samples";

/** [of the first record, of the second]; the third has nothing that it can do without. */
export type Pair = [unknown, unknown];

export interface Samples {
  boss: Member;
  values: Record<string, Pair>;
}

const choices = ["Red, dark", "Blue", "blue"].map((text, place) => ({
  value: `option_${String(place)}`,
  label: { en: text, "zh-CN": `${text}色` },
}));

const add = (type: string, more: Change = {}): Change => ({
  kind: "add_field",
  entity,
  label: { en: `A ${type}`, "zh-CN": `字段 ${type}` },
  name: `a_${type}`,
  type,
  in_list: true,
  ...more,
});

async function uploaded(boss: Member, field: string, name: string): Promise<string> {
  const { url, publishableKey } = inject("stack");
  const bytes = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
  const media = { name, size: bytes.length, media_type: "image/svg+xml" };
  const announced = await config(boss, "add_file", { entity, field, ...media });
  const storage = clientOf(url, publishableKey).storage.setHeader("authorization", `Bearer ${boss.token}`);
  const { error } = await storage
    .from("files")
    .upload(`${announced.text("id")}/original`, bytes, { contentType: media.media_type });
  if (error) throw error;
  return announced.text("value");
}

/** Two records of the same name, which an export has to tell apart. */
async function twins(): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.notes (title) values ('Twin'), ('Twin'), ('Alone, really') returning id",
  );
  return rows.map(({ id }) => id);
}

async function makeFields(boss: Member): Promise<void> {
  const toNotes = { options: { target: "notes" } };
  await granted(publishAs(boss, { kind: "create_entity", label: label("Type samples"), name: entity }));
  const plain =
    "text long_text rich_text integer money percent checkbox date datetime tags email phone url person json";
  await granted(
    publishAs(
      boss,
      ...plain.split(" ").map((type) => add(type)),
      ...["progress", "barcode", "duration", "auto_number"].map((type) => add(type)),
      add("decimal", { options: { scale: 8 } }),
      add("rating", { options: { max: 5 } }),
      add("choice", { options: { choices } }),
      add("multi_choice", { options: { choices } }),
      add("relation", toNotes),
      add("relations", toNotes),
      add("file", { options: { max_files: 3 } }),
      add("image"),
      add("decimal", { name: "a_formula", options: { scale: 2, formula: "{a_money} * 2" } }),
      { kind: "create_entity", label: label("Type parts"), name: "type_parts" },
    ),
  );
  await granted(
    publishAs(boss, add("lookup", { options: { relation: "a_relation", field: "title" } }), {
      ...add("relation", { options: { target: entity } }),
      entity: "type_parts",
      name: "sample",
    }),
  );
  await granted(
    publishAs(boss, add("rollup", { options: { entity: "type_parts", by: "sample", op: "count" } })),
  );
}

export async function makeSamples(): Promise<Samples> {
  const boss = await aMember({ roles: ["boss"], name: "Same Name" });
  const other = await aMember({ roles: ["clerk"], name: "Same Name" });
  await makeFields(boss);
  const [one = 0, two = 0, alone = 0] = await twins();
  const files = await Promise.all(["合同, v1.svg", "b.svg"].map((name) => uploaded(boss, "a_file", name)));
  const pictures = await Promise.all(["1.svg", "2.svg"].map((name) => uploaded(boss, "a_image", name)));
  const values: Record<string, Pair> = {
    a_text: ['=1+1, "quoted"', "00123"],
    a_long_text: ["first\nsecond\r\nthird", "_x0041_ <&> \t tab"],
    a_rich_text: ["# Head\n\n- *item*", "| a | b |"],
    a_integer: ["9007199254740993", -7],
    a_decimal: ["1234567890.12345678", "-0.00000001"],
    a_money: ["999999999999.99", -0.05],
    a_percent: [33.3333, -100.5],
    a_checkbox: [true, false],
    a_date: ["1899-12-31", "2024-02-29"],
    a_datetime: ["2024-10-27T00:30:00+00:00", "2024-07-05T12:30:15.123456+00:00"],
    a_choice: ["option_0", "option_2"],
    a_multi_choice: [["option_0", "option_1"], ["option_2"]],
    a_tags: [
      ["a, b", 'q"q'],
      ["=1", "标签"],
    ],
    a_email: ["a+b@example.com", "b@example.com"],
    a_phone: ["+49 (30) 123-45", "(030) 1"],
    a_url: ["https://example.com/?a=1,2", "https://example.org/"],
    a_relation: [one, two],
    a_relations: [[two, alone], [one]],
    a_person: [boss.id, other.id],
    a_json: [{ a: [1, "x, y"], b: null }, "word"],
    a_rating: [5, 1],
    a_progress: [100, 0],
    a_barcode: ["0012345678905", "-12"],
    a_duration: [93_784, 59],
    a_file: [files, [files[0] ?? ""].slice(1)],
    a_image: [[pictures[0]], [pictures[1]]],
  };
  const record = (place: 0 | 1) =>
    Object.fromEntries(
      Object.entries(values)
        .map(([name, pair]) => [name, pair[place]] as const)
        .filter(([, value]) => !Array.isArray(value) || value.length > 0),
    );
  // A write is refused until PostgREST has heard of the columns.
  const probe = { method: "PATCH", body: { ...record(0), a_relation: null } } as const;
  await vi.waitUntil(async () => (await boss.rest(`/${entity}?id=eq.0`, probe)).status < 300, 10_000);
  for (const body of [{ name: "A", ...record(0) }, { name: "B", ...record(1) }, { name: "C" }]) {
    const answer = await boss.rest(`/${entity}`, { method: "POST", body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  }
  await sql.query(
    "insert into public.type_parts (name, sample) select 'part', id from public.type_samples where name = 'A'",
  );
  return { boss, values };
}

export async function removeSamples(): Promise<void> {
  await sql.query("delete from config.entities where name in ('type_samples', 'type_parts')");
  await sql.query(
    "drop table if exists public.type_parts, public.type_samples_a_relations_links, public.type_samples cascade",
  );
  await sql.query(`
    delete from public.notes where title in ('Twin', 'Alone, really');
    delete from engine.compiled_policies where table_name in ('type_samples', 'type_parts');
    select engine.sync_roles()`);
}
