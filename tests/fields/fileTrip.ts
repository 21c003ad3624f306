/** A list on its way into a file and back, with the code of the app and the rules of the database. */
import type { DataContext } from "../../src/data/DataContext";
import { readRecords } from "../../src/data/readRecords";
import { askedCells, linkedEntity } from "../../src/field-types/shared/linkedEntity";
import { exportCell } from "../../src/workspace/export/exportCell";
import { writeCsv } from "../../src/workspace/export/writeCsv";
import { writeXlsx } from "../../src/workspace/export/writeXlsx";
import { autoMatch } from "../../src/workspace/import/autoMatch";
import { type ColumnPlan, ImportTable } from "../../src/workspace/import/read/ImportTable";
import { imported } from "../database/importing";
import { config, granted } from "../database/roleEditing";
import type { Member } from "../support/members";
import { sql } from "../support/sql";
import { entity } from "./everyType";

type Matches = Record<string, string[]>;

const isMatches = (value: unknown): value is Matches => typeof value === "object" && value !== null;
const isSetup = (value: unknown): value is Record<"create" | "update" | "identify", string[]> =>
  typeof value === "object" && value !== null && "identify" in value;

async function matches(member: Member, target: string, texts: string[]): Promise<Matches> {
  const found = await granted(config(member, "match_records", { entity: target, texts }));
  return isMatches(found) ? found : {};
}

const fieldsOf = (context: DataContext) =>
  context.snapshot.entities.find(({ name }) => name === entity)?.fields.filter((field) => field.canRead) ??
  [];

async function writeFile(context: DataContext, member: Member, format: "csv" | "xlsx"): Promise<Blob> {
  const { snapshot } = context;
  const fields = fieldsOf(context);
  const { records } = await readRecords(context, entity, {
    fields: fields.map(({ name }) => name),
    page: 1,
    pageSize: 100,
    isExact: true,
  });
  const links: [string, Map<string, string[]>][] = [];
  for (const field of fields) {
    const target = linkedEntity(field);
    if (target === undefined || field.options.lookup) continue;
    const titles = records.flatMap(({ titles: all }) => Object.values(all).flatMap((title) => title ?? []));
    links.push([field.name, new Map(Object.entries(await matches(member, target, titles)))]);
  }
  const words = {
    labelOf: (label?: { en: string }) => label?.en ?? "",
    yes: "Yes",
    no: "No",
    timeZone: snapshot.settings.timeZone,
    names: { people: snapshot.people, links: new Map(links) },
  };
  const file = {
    title: "t",
    columns: fields.map((field) => ({ field, heading: field.label.en })),
    rows: records.map((record) => fields.map((field) => exportCell(field, record, words))),
  };
  return format === "csv" ? writeCsv(file) : writeXlsx(file);
}

interface Traveller {
  context: DataContext;
  member: Member;
  format: "csv" | "xlsx";
}

/** Exports, unless a file is given, and imports it over the records that are there. */
export async function backAgain({ context, member, format }: Traveller, known?: Blob) {
  const file = known ?? (await writeFile(context, member, format));
  const table = new ImportTable();
  const { columns } = await table.open(new Uint8Array(await file.arrayBuffer()));
  const setup = await granted(config(member, "import_setup", { entity }));
  if (!isSetup(setup)) throw new Error("config.import_setup answered something else");
  const importable = new Set([...setup.update, ...setup.identify]);
  const fields = fieldsOf(context).filter(({ name }) => importable.has(name));
  const matched = autoMatch(columns, fields, {});
  const plans: ColumnPlan[] = [];
  for (const { index, style } of columns) {
    const field = fields.find(({ name }) => name === matched[index]);
    const target = field && linkedEntity(field);
    if (!field || (!setup.update.includes(field.name) && field.name !== "id")) continue;
    const links = target && (await matches(member, target, askedCells(field, table.distinct(index))));
    plans.push({
      index,
      field,
      dateOrder: style.dateOrder,
      decimal: style.decimal,
      links: links || undefined,
    });
  }
  const { timeZone } = context.snapshot.settings;
  const { findings } = table.convert({
    columns: plans,
    timeZone,
    people: context.snapshot.people,
    isClearing: true,
  });
  const rows = table.slice({ after: 0, count: 100 });
  const outcome = await imported(member, {
    rows,
    entity,
    mode: "upsert",
    identifiers: ["id"],
    fields: plans.map(({ field }) => field.name),
  });
  return { ...outcome, file, findings };
}

/** The values as Postgres writes them, which loses no digit. */
export async function snapshotOf(names: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query<{ row: Record<string, unknown> }>(
    `select (select jsonb_object_agg(key, value) from jsonb_each_text(to_jsonb(t)) where key = any ($1)) as row
     from public.${entity} as t order by name`,
    [names],
  );
  return rows.map(({ row }) => row);
}

/** Every record becomes like the one that has nothing. */
export async function wreck(names: readonly string[]): Promise<void> {
  const assignments = names.map(
    (name) => `${name} = (select other.${name} from public.${entity} as other where other.name = 'C')`,
  );
  await sql.query(`update public.${entity} set ${assignments.join(", ")} where name <> 'C'`);
}
