/** Changing fields the way the app does, inside a transaction of a test or over REST. */
import type { TestDatabase } from "../support/TestDatabase";
import type { RestClient } from "../support/RestClient";
import { config, label } from "../database/roleEditing";

export type Change = Record<string, unknown>;

interface Step {
  kind: string;
  object: string;
  words: { en: string; "zh-CN": string };
  risk: string;
  sql: string;
}

/** A change that adds a field to the notes. */
export const aField = (en: string, type: string, more: Change = {}): Change => ({
  kind: "add_field",
  entity: "notes",
  label: label(en),
  type,
  ...more,
});

export const changeOf = (field: string, more: Change): Change => ({
  kind: "change_field",
  entity: "notes",
  field,
  ...more,
});

/** Publishes as the operator, in the test's own transaction. */
export const publish = (db: TestDatabase, ...changes: Change[]) =>
  db.call("config.publish", "", JSON.stringify(changes));

export const plan = async (db: TestDatabase, ...changes: Change[]) => {
  const { steps } = await db.row<{ steps: Step[] }>(
    "select config.plan($1) as steps",
    JSON.stringify(changes),
  );
  return steps;
};

export const publishAs = (client: RestClient, ...changes: Change[]) =>
  config(client, "publish", { note: "", changes });

/** A column as psql shows it. */
export const columnOf = (db: TestDatabase, name: string, table = "notes") =>
  db.row<{ type: string; comment: string | null; required: boolean; fallback: string | null }>(
    `select format_type(a.atttypid, a.atttypmod) as type, col_description(a.attrelid, a.attnum) as comment,
       a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback
     from pg_attribute as a left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = $1::regclass and a.attname = $2 and not a.attisdropped`,
    `public.${table}`,
    name,
  );

/** The reason of a refusal, with what it says. */
export async function refusalOf(attempt: Promise<unknown>): Promise<Change> {
  try {
    await attempt;
  } catch (problem) {
    if (problem instanceof Error && "detail" in problem) {
      const details: unknown = JSON.parse(String(problem.detail));
      return isChange(details) ? details : {};
    }
    throw problem;
  }
  throw new Error("expected a refusal");
}

const isChange = (value: unknown): value is Change => typeof value === "object" && value !== null;

/** Leaves the auditor's permission for all fields with the list that it once was. */
export const keepAnOldList = (db: TestDatabase) =>
  db.query(
    `insert into config.permission_fields select p.id, f.id from config.permissions as p
     join config.roles as r on r.id = p.role_id and r.key = 'auditor'
     join config.fields as f on f.entity_id = p.entity_id and f.name = 'title'
     on conflict do nothing`,
  );
