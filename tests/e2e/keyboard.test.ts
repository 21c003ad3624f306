/** The studio without a mouse: every way below is walked with Tab, arrows, Enter, Space and Escape alone. */
import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aRole, cellsOf } from "./aRole";
import { anOrderOnDesk } from "./desk";
import { skipToPage, tabAndEnter, tabTo } from "./tabTo";

const aTag = () => randomBytes(3).toString("hex");
const anAdmin = () => anAccount({ roles: ["admin"] });

afterEach(() => sql.query("select engine.sync_roles()"));

describe("by keyboard alone", () => {
  it(
    "L3 L36: a cell is opened, its fields are ticked, the change is reviewed and saved",
    inBrowser(async ({ enter, page }) => {
      const role = await aRole(`Keys ${aTag()}`, [{ entity: "channels", action: "read" }]);
      await enter(await anAdmin(), `/studio/roles/${role.id}`);
      await skipToPage(page);
      const drawer = page.getByRole("dialog", { name: `Channels · ${role.label}` });

      await tabTo(page, page.getByRole("button", { name: /^Channels · / }));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.locator("[role=menuitem]:focus").waitFor();
      await page.keyboard.press("ArrowUp");
      await page.locator("[role=menuitem]:focus").filter({ hasText: "Choose" }).waitFor();
      await page.keyboard.press("Enter");
      await drawer.waitFor();
      await tabTo(page, drawer.getByRole("tab", { name: "Which records" }));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await tabTo(page, drawer.getByRole("checkbox", { name: "Shop: Fill in" }));
      await page.keyboard.press("Space");
      await page.keyboard.press("Escape");
      await drawer.waitFor({ state: "detached" });
      await tabAndEnter(page, page.getByRole("button", { name: "Review and save" }));
      const review = page.getByRole("dialog", { name: "What this change means" });
      await review.getByText("May now add records and fill in").first().waitFor();
      await tabAndEnter(page, review.getByRole("button", { name: "Save and apply" }));
      await page.getByText("Saved. It acts from now on.").waitFor();

      expect(await cellsOf(role.id)).toEqual(["channels create", "channels read"]);
    }),
  );

  it(
    "L10 L36: a member is found, opened and locked out",
    inBrowser(async ({ enter, page }) => {
      const name = `Keys ${aTag()}`;
      const member = await anAccount({ roles: ["viewer"], name });
      await enter(await anAdmin(), "/studio/members");
      await skipToPage(page);

      await tabTo(page, page.getByRole("searchbox"));
      await page.keyboard.type(name);
      await tabAndEnter(page, page.getByRole("row").filter({ hasText: name }).getByText(name));
      const drawer = page.getByRole("dialog");
      await tabAndEnter(page, drawer.getByRole("button", { name: "Lock out" }));
      await tabAndEnter(page, page.getByRole("dialog").last().getByRole("button", { name: "Lock out" }));
      await page.getByText("Locked out").first().waitFor();
      const locked = "select from config.members where id = $1 and not is_active";
      expect((await sql.query(locked, [member.id])).rows).toHaveLength(1);
    }),
  );

  it(
    "N5 L36: the reason of a refusal is asked for and read",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      await enter(await anAccount({ roles: ["viewer"] }), `/e/orders/${order}`);
      await skipToPage(page);

      await tabAndEnter(page, page.getByRole("main").getByRole("button", { name: "More" }));
      await page.locator("[role=menuitem]:focus").waitFor();
      await page.keyboard.press("ArrowUp");
      await page.locator("[role=menuitem]:focus").filter({ hasText: "Why can't I …?" }).waitFor();
      await page.keyboard.press("Enter");

      await page.getByText("The role “Viewer” may not edit “Orders”.").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }),
  );

  it(
    "N7 L26 L36: a foreign change is put back, and the change log is filtered",
    inBrowser(async ({ enter, page, visit }) => {
      const clerk = await aMember({ roles: ["customer_service"], name: `Keys ${aTag()}` });
      const { order } = await anOrderOnDesk();
      await clerk.rest(`/orders?id=eq.${order}`, { method: "PATCH", body: { ship_phone: "13600000002" } });
      await sql.query("grant select (grand_total) on public.orders to bo_warehouse");
      await enter(await anAdmin(), "/studio/drift");
      await skipToPage(page);

      await tabAndEnter(page, page.getByRole("button", { name: "Put everything back" }));
      const question = page.getByRole("dialog");
      await tabAndEnter(page, question.getByRole("button", { name: "Put everything back" }));
      await page.getByText("Everything is as configured", { exact: true }).waitFor();

      await visit("/studio/audit");
      await skipToPage(page);
      await tabTo(page, page.getByRole("combobox", { name: "Who" }));
      await page.keyboard.type(clerk.name);
      await page.keyboard.press("Enter");
      await page.getByRole("row").filter({ hasText: "13600000002" }).waitFor();
    }),
  );
});
