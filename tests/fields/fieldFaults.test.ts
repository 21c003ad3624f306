/** Publishes of fields that are killed, or meet each other. */
import pg from "pg";
import { afterEach, expect, inject, it } from "vitest";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import { aField, publishAs } from "./fieldChanges";
import { granted } from "../database/roleEditing";

const made = async () => {
  const { rows } = await sql.query<{ name: string; column: string | null }>(
    `select f.name, a.attname as column from config.fields as f
     full join pg_attribute as a on a.attrelid = 'public.places'::regclass and a.attname = f.name and not a.attisdropped
     where f.name like 'fault%' or a.attname like 'fault%' order by 1`,
  );
  return rows;
};

const onPlaces = (en: string) => ({ ...aField(en, "text"), entity: "places" });

afterEach(async () => {
  for (const { name } of await made()) {
    await sql.query("select config.publish('', $1)", [
      JSON.stringify([{ kind: "trash_field", entity: "places", field: name }]),
    ]);
  }
  await sql.query("update config.trash set at = '2020-01-01' where entity_name = 'places'");
  await sql.query("select engine.empty_trash()");
});

it("N2: a publish whose connection is killed has changed nothing", async () => {
  const client = new pg.Client({ connectionString: inject("stack").databaseUrl });
  await client.connect();
  client.on("error", () => undefined);
  await client.query("begin");
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  await client.query("select config.publish('', $1)", [JSON.stringify([onPlaces("Fault")])]);

  await sql.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await client.end();

  await expect.poll(made).toEqual([]);
  const drift = await sql.query<{ findings: unknown }>("select config.drift() as findings");
  expect(drift.rows).toEqual([{ findings: [] }]);
});

it("N2: two people who add the same field at once get one each, and both are whole", async () => {
  const boss = await aMember({ roles: ["boss"] });

  await Promise.all([1, 2].map(() => granted(publishAs(boss, onPlaces("Fault")))));

  expect(await made()).toEqual([
    { name: "fault", column: "fault" },
    { name: "fault_2", column: "fault_2" },
  ]);
});
