/** Logins for reporting tools: made for a member, shown once, reading exactly what he sees, extended and deleted. */
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";

/** Connects as a reporting tool would. */
async function connectAs(login: string, password: string): Promise<pg.Client> {
  const address = new URL(inject("stack").databaseUrl);
  address.username = login;
  address.password = encodeURIComponent(password);
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  return client;
}

describe("a reporting login", () => {
  it(
    "N1: shows the rows and columns of its member, ends when it is deleted",
    inBrowser(async ({ enter, page }) => {
      const viewer = await aMember({
        roles: ["viewer"],
        name: `Reporter ${crypto.randomUUID().slice(0, 8)}`,
      });
      const label = `Sales ${crypto.randomUUID().slice(0, 8)}`;
      await enter(await anAccount({ roles: ["admin"] }), "/studio/logins");

      await page.getByRole("button", { name: "New login" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "What for" }).fill(label);
      await choose(page, "Member", viewer.name);
      await page.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByText("The login is ready").waitFor();
      const password = await page.locator("[data-secret]").innerText();
      await page.getByRole("button", { name: "Done" }).click();

      const row = page.getByRole("row").filter({ hasText: label });
      const login = await row.getByText(/^bi_/).innerText();
      const tool = await connectAs(login.trim(), password);
      try {
        const { rows } = await tool.query("select count(*)::int as orders from public.orders");
        const shown = await viewer.rest("/orders?select=id&order=id.desc&limit=1");
        const seen = await tool.query<{ id: string }>(
          "select id::int from public.orders order by id desc limit 1",
        );
        expect(rows).toEqual((await sql.query("select count(*)::int as orders from public.orders")).rows);
        expect(seen.rows).toEqual(shown.rows);
        await expect(tool.query("select ship_phone from public.orders")).rejects.toThrow(/permission denied/);
      } finally {
        await tool.end();
      }
      await row.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await page.getByText("Deleted.", { exact: true }).waitFor();
      await expect(connectAs(login.trim(), password)).rejects.toThrow();
    }),
  );

  it(
    "N1: is extended, and its password is never shown again",
    inBrowser(async ({ enter, page }) => {
      const admin = await aMember({ roles: ["admin"] });
      const viewer = await aMember({ roles: ["viewer"] });
      const label = `Weekly ${crypto.randomUUID().slice(0, 8)}`;
      const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'viewer'");
      await admin.rpc(
        "create_login",
        {
          member_id: viewer.id,
          role_id: rows[0]?.id,
          label,
          expires_at: new Date(Date.now() + 86_400_000).toISOString(),
        },
        "config",
      );
      await enter(admin, "/studio/logins");

      const row = page.getByRole("row").filter({ hasText: label });
      const before = await row.innerText();
      await row.getByRole("button", { name: "Extend" }).click();
      await page.getByRole("dialog").getByRole("textbox").click();
      await page.getByText("90 days", { exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();

      await page.getByText("Extended.", { exact: true }).waitFor();
      await expect.poll(() => row.innerText()).not.toBe(before);
      expect(await page.locator("[data-secret]").count()).toBe(0);
    }),
  );
});
