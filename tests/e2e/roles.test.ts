/** What a role sees and does not see, switching roles, and looking through another role's eyes. */
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { anOrderOnDesk } from "./desk";

describe("a role", () => {
  it(
    "S82: viewer sees neither telephone nor street, and no way to edit",
    inBrowser(async ({ enter, page }) => {
      const { order, number, phone } = await anOrderOnDesk();

      await enter(await anAccount({ roles: ["viewer"] }), `/e/orders/${order}`);

      await page.getByRole("heading", { level: 1, name: number }).waitFor();
      await page.getByText("¥280.00").first().waitFor();
      const text = await page.getByRole("main").innerText();
      expect(text).not.toContain(phone);
      expect(text).not.toContain("文三路");
      expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0);
    }),
  );

  it(
    "S2: viewer is told by the edit page that he may not edit",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();

      await enter(await anAccount({ roles: ["viewer"] }), `/e/orders/${order}/edit`);

      await page.getByText("Your role may not edit records of “Orders”.").waitFor();
      expect(await page.getByRole("textbox").count()).toBe(0);
    }),
  );

  it(
    "S7: warehouse sees no amount in the list of orders",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["warehouse"] }), "/e/orders");

      await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
      await page.getByRole("columnheader", { name: /^Order number/ }).waitFor();

      expect(await page.getByRole("columnheader", { name: /^Total/ }).count()).toBe(0);
      expect(await page.getByRole("main").innerText()).not.toContain("¥");
    }),
  );

  it(
    "cannot open an entity that it may not read",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["viewer"] }), "/e/automation_rules");

      await page.getByText(/your role may not open it/).waitFor();
    }),
  );
});

describe("a member with two roles", () => {
  it(
    "L9: switches in the header; menu and data follow, in other tabs too",
    inBrowser(async ({ enter, page }) => {
      const { order } = await anOrderOnDesk();
      await enter(await anAccount({ roles: ["viewer", "customer_service"] }), `/e/orders/${order}`);
      await page.getByRole("button", { name: "Role: Viewer" }).waitFor();
      const otherTab = await page.context().newPage();
      await otherTab.goto(page.url());
      await otherTab.getByRole("button", { name: "Role: Viewer" }).waitFor();

      await page.getByRole("button", { name: "Role: Viewer" }).click();
      await page.getByRole("menuitem", { name: "Customer service" }).click();

      await page.getByRole("button", { name: "Role: Customer service" }).waitFor();
      await page.getByRole("navigation").getByRole("link", { name: "Complaints", exact: true }).waitFor();
      await otherTab.getByRole("button", { name: "Role: Customer service" }).waitFor();
      await otherTab.getByRole("button", { name: "Edit" }).first().waitFor();
    }),
  );
});

describe("view as", () => {
  it(
    "N4: shows a manager exactly what a viewer sees, until he goes back",
    inBrowser(async ({ enter, page, visit }) => {
      const { order, number, phone } = await anOrderOnDesk();
      const viewer = await anAccount({ roles: ["viewer"], name: `Viewer of ${number}` });
      await enter(await anAccount({ roles: ["manager"] }), `/e/orders/${order}`);
      await page.getByText(phone).first().waitFor();

      await page.getByRole("button", { name: "Role: Manager" }).click();
      await page.getByRole("menuitem", { name: "View as …" }).click();
      await page.getByRole("dialog").getByRole("combobox").fill(viewer.name);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "View", exact: true }).click();

      await page.getByText(/You are viewing as .* You can look, but not change anything/).waitFor();
      await visit(`/e/orders/${order}`);
      await page.getByRole("heading", { level: 1, name: number }).waitFor();
      await page.getByText("¥280.00").first().waitFor();
      expect(await page.getByText(phone).count()).toBe(0);
      expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0);
      await page.getByRole("button", { name: "Back to my own view" }).click();
      await page.getByText(/You are viewing as/).waitFor({ state: "detached" });
      await visit(`/e/orders/${order}`);
      await page.getByText(phone).first().waitFor();
    }),
  );
});
