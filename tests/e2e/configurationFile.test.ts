/** The configuration as a file in the studio, and a kind of records that goes to the trash and comes back. */
import { afterAll, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

afterAll(async () => {
  await sql.query(`
    delete from config.entities where name = 'trips'; delete from config.trash where entity_name = 'trips';
    drop table if exists public.trips; delete from engine.compiled_policies where table_name = 'trips';
    select engine.sync_roles()`);
});

/** The configuration as it is, with one kind of records more, which admins may read. */
async function aFileWithTrips(): Promise<Buffer> {
  const { rows } = await sql.query<{ file: string }>(
    `select (jsonb_set(file, '{entities}', file -> 'entities' || $1::jsonb)
       || jsonb_build_object('roles', (
         select jsonb_agg(case r ->> 'key' when 'admin'
           then jsonb_set(r, '{permissions}', r -> 'permissions' || '{"entity": "trips", "action": "read"}') else r end)
         from jsonb_array_elements(file -> 'roles') as r
       )))::text as file
     from config.configuration_file() as file`,
    [
      JSON.stringify({
        name: "trips",
        origin: "created",
        label: { en: "Trips", "zh-CN": "行程" },
        title_field: "name",
        fields: [
          ["id", "integer", "No."],
          ["name", "text", "Name"],
          ["created_at", "datetime", "Created"],
          ["created_by", "person", "Created by"],
          ["updated_at", "datetime", "Changed"],
          ["updated_by", "person", "Changed by"],
          ["version", "integer", "Version"],
          ["price", "money", "Price"],
        ].map(([name, type, en]) => ({
          name,
          type,
          label: { en, "zh-CN": en },
          is_made_here: name === "name" || name === "price",
          is_required: name === "name",
          is_hidden: name === "version",
        })),
      }),
    ],
  );
  return Buffer.from(rows[0]?.file ?? "");
}

it(
  "L30 L15: a file is looked at and applied; what it brought goes to the trash and comes back",
  inBrowser(async ({ enter, page }) => {
    await enter(await anAccount({ roles: ["admin"] }), "/studio/file");

    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "trips.json", mimeType: "application/json", buffer: await aFileWithTrips() });
    await page.getByText("Create “Trips” with number").waitFor();
    expect((await sql.query("select to_regclass('public.trips') as is_there")).rows).toEqual([
      { is_there: null },
    ]);
    await page.getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("The configuration is now as the file says").waitFor();

    await page.goto(new URL("/studio/entities/trips", page.url()).href);
    await page.getByRole("button", { name: "Price", exact: true }).waitFor();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Move to trash" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Move to trash" }).click();
    await page.getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Bring back" }).click();
    await page.getByRole("main").getByRole("link", { name: "Trips" }).waitFor();
  }),
);
