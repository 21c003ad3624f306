/** The members page: letting people in, changing what they may do, reviewing it, and letting them go. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { aName, openMember } from "./membersPage";

const anAdmin = () => anAccount({ roles: ["admin"] });

const inDialog = (page: Page, label: string) =>
  page.getByRole("dialog").getByRole("textbox", { name: label });

describe("a new member", () => {
  it(
    "S1: is created with a first password, shown once, and has to choose another",
    inBrowser(async ({ enter, page, visit, expectProblem }) => {
      expectProblem(/password_change_required/);
      const name = aName("Newcomer");
      const email = `${crypto.randomUUID()}@example.com`;
      await enter(await anAdmin(), "/studio/members");

      await page.getByRole("button", { name: "New member" }).click();
      await inDialog(page, "Name").fill(name);
      await inDialog(page, "E-mail address").fill(email);
      await choose(page, "Roles", "Viewer");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Create", exact: true }).click();

      await page.getByRole("dialog").getByText(`${name} can sign in now`).waitFor();
      const password = await page.locator("[data-secret]").innerText();
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("dialog").getByText("First password not changed yet").waitFor();
      expect(await page.locator("[data-secret]").count()).toBe(0);
      await page.evaluate(() => localStorage.clear());
      await visit("/sign-in");
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Choose your own password").waitFor();
    }),
  );

  it(
    "S1: cannot be created by somebody without the right, who does not even see the page",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["viewer"] }), "/studio/members");

      await page.getByText("You may not open this").waitFor();
      expect(await page.getByRole("navigation").getByText("Members").count()).toBe(0);
    }),
  );

  it(
    "L10: is invited by mail",
    inBrowser(async ({ enter, page }) => {
      const name = aName("Invited");
      const email = `${crypto.randomUUID()}@example.com`;
      await enter(await anAdmin(), "/studio/members");

      await page.getByRole("button", { name: "Invite by mail" }).click();
      await inDialog(page, "Name").fill(name);
      await inDialog(page, "E-mail address").fill(email);
      await choose(page, "Roles", "Viewer");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Send the invitation" }).click();

      await page.getByText(`The invitation to ${email} is on its way.`).waitFor();
      await page.getByRole("dialog").getByText(name).first().waitFor();
    }),
  );

  it(
    "L10: is refused under the input when the address is taken",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/email_exists/);
      const other = await anAccount({ roles: ["viewer"] });
      await enter(await anAdmin(), "/studio/members?new=create");

      await inDialog(page, "Name").fill("Twice");
      await inDialog(page, "E-mail address").fill(other.email);
      await choose(page, "Roles", "Viewer");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Create", exact: true }).click();

      await page.getByText("This e-mail address is already used.").waitFor();
    }),
  );
});

describe("a member's access", () => {
  it(
    "S3: changes while he is signed in; his next request obeys",
    inBrowser(async ({ enter, page }) => {
      const clerk = await aMember({ roles: ["customer_service"], name: aName("Clerk") });
      expect((await clerk.rest("/orders?select=ship_phone&limit=1")).status).toBe(200);
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, clerk.name);
      const access = page.getByRole("region", { name: "Access" });
      await access.getByTitle("Customer service").getByLabel("close").click();
      await choose(page, "Roles", "Viewer");
      await page.keyboard.press("Escape");
      await access.getByRole("button", { name: "Save" }).click();

      await page.getByText("Saved. It acts on the member's next click.").waitFor();
      expect((await clerk.rest("/orders?select=ship_phone&limit=1")).status).toBe(403);
    }),
  );

  it(
    "L10: is narrowed to a warehouse",
    inBrowser(async ({ enter, page }) => {
      const clerk = await aMember({ roles: ["warehouse"], name: aName("Packer") });
      const { rows } = await sql.query<{ name: string }>(
        "select name from public.warehouses order by id limit 1",
      );
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, clerk.name);
      await choose(page, "Warehouses", rows[0]?.name ?? "");
      await page.getByRole("dialog").getByText("Access", { exact: true }).click();
      await page.getByRole("button", { name: "Save" }).click();

      await page.getByText("Saved. It acts on the member's next click.").waitFor();
      expect((await clerk.rest("/warehouses?select=name")).rows).toEqual([{ name: rows[0]?.name }]);
    }),
  );

  it(
    "L10: cannot be changed by oneself",
    inBrowser(async ({ enter, page }) => {
      const admin = await anAdmin();
      await enter(admin, `/studio/members?m=${admin.id}`);

      await page.getByText("This is you. Another administrator has to change your access.").waitFor();
      expect(await page.getByRole("button", { name: "Delete member" }).count()).toBe(0);
    }),
  );
});

describe("a member who goes", () => {
  it(
    "S4: is deleted, his token refused at once; history keeps the name",
    inBrowser(async ({ enter, page }) => {
      const leaver = await aMember({ roles: ["viewer"], name: aName("Leaver") });
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, leaver.name);
      await page.getByRole("button", { name: "Delete member" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();

      await page.getByText("Deleted.", { exact: true }).waitFor();
      expect((await leaver.rest("/orders?select=id&limit=1")).status).toBe(401);
      await page.getByText("This member was deleted.", { exact: false }).waitFor();
      expect((await sql.query("select name from config.members where id = $1", [leaver.id])).rows).toEqual([
        { name: leaver.name },
      ]);
    }),
  );

  it(
    "L10: is locked out and let in again",
    inBrowser(async ({ enter, page }) => {
      const clerk = await aMember({ roles: ["viewer"], name: aName("Pause") });
      await enter(await anAdmin(), "/studio/members");
      await openMember(page, clerk.name);

      await page.getByRole("button", { name: "Lock out", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Lock out" }).last().click();
      await page.getByText("Locked out.", { exact: true }).waitFor();
      const lockedOut = await clerk.rest("/orders?select=id&limit=1");
      await page.getByRole("button", { name: "Let in again" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Let in again" }).last().click();

      await page.getByText("The member can work again.").waitFor();
      expect(lockedOut.reason).toBe("member_inactive");
      expect((await clerk.rest("/orders?select=id&limit=1")).status).toBe(200);
    }),
  );
});

describe("the search of members", () => {
  it(
    "L10: keeps every letter, however slowly the machine follows",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAdmin(), "/studio/members");
      const search = page.getByRole("searchbox");
      await search.click();
      const machine = await page.context().newCDPSession(page);
      await machine.send("Emulation.setCPUThrottlingRate", { rate: 20 });

      await page.keyboard.type("Ada Lovelace");

      await page.waitForURL((url) => url.searchParams.get("q") === "Ada Lovelace");
      expect(await search.inputValue()).toBe("Ada Lovelace");
    }),
  );
});
