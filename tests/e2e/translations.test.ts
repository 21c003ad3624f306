/** Names in both languages, changed in one table: the menu and the catalog follow. */
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aRole } from "./aRole";

it(
  "L32: a name that is not translated is found, translated in place, and read by everybody from then on",
  inBrowser(async ({ enter, page }) => {
    const role = await aRole(`Packer ${randomBytes(3).toString("hex")}`, []);
    await enter(await anAccount({ roles: ["admin"] }), "/studio/translations");

    await page.getByRole("checkbox", { name: /^Not translated yet/ }).check();
    await page.getByRole("searchbox", { name: "Find a name" }).fill(role.label);
    await page.getByRole("textbox", { name: `${role.label} (中文)` }).fill("包装员");
    await page.getByRole("button", { name: "Save 1" }).click();
    await page.getByText("Saved. Everybody reads it from now on.").waitFor();
    await page.getByText("No name is like that").waitFor();

    const { rows } = await sql.query("select label from config.roles where key = $1", [role.key]);
    expect(rows).toEqual([{ label: { en: role.label, "zh-CN": "包装员" } }]);
  }),
);
