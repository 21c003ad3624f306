/** What a role fills in and checks, set up by clicking and obeyed by every client; and what it may run. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { aRole } from "./aRole";
import { choose } from "./choose";
import { pickOption, pickPath } from "./pick";

const aTag = () => randomBytes(3).toString("hex");

describe("rules of a role", () => {
  it(
    "L6: fills in whom it is for and refuses a short title, in the form and over REST",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/400 POST .*\/tasks/);
      const role = await aRole(`Rules ${aTag()}`, [
        { entity: "tasks", action: "read" },
        { entity: "tasks", action: "create", fields: ["title", "description", "assignee_id"] },
      ]);
      const clerk = await aMember({ roles: [role.key] });
      await enter(await anAccount({ roles: ["admin"] }), `/studio/roles/${role.id}`);
      await page.getByRole("button", { name: /^Tasks · Add/ }).click();
      await page.getByRole("menuitem", { name: "Choose …" }).click();
      const drawer = page.getByRole("dialog", { name: `Tasks · ${role.label}` });
      await drawer.getByRole("tab", { name: "Filled in and checked" }).click();
      await choose(page, "Add a field", "For");
      await drawer.getByRole("button", { name: "Add a check" }).first().click();
      await drawer.getByRole("button", { name: "Add filter" }).click();
      await pickPath(page, drawer, "Title");
      await pickOption(page, drawer.getByRole("combobox", { name: "Comparison" }).last(), "starts with");
      await drawer.getByRole("textbox", { name: "Value" }).fill("Call");
      await drawer
        .getByRole("textbox", { name: "Otherwise say (English)" })
        .first()
        .fill("A task begins with Call.");
      await drawer.getByRole("button", { name: "Close" }).click();
      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByRole("button", { name: "Save and apply" }).click();
      await page.getByText("Saved. It acts from now on.").waitFor();

      const refused = await clerk.rest("/tasks", { method: "POST", body: { title: "Lunch" } });
      expect([refused.status, refused.reason]).toEqual([400, "validation_failed"]);
      await enter(clerk, "/e/tasks/new");
      const title = page.getByRole("textbox", { name: /Title/ });
      await title.fill("Lunch");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByText("A task begins with Call.").waitFor();
      await title.fill("Call the carrier");
      await page.getByRole("button", { name: "Create" }).click();
      await page.getByRole("heading", { level: 1, name: "Call the carrier" }).waitFor();
      const mine = await clerk.rest(`/tasks?select=title&assignee_id=eq.${clerk.id}`);
      expect(mine.rows).toEqual([{ title: "Call the carrier" }]);
    }),
  );

  it(
    "L7: offers an operation to the roles that may run it, and to nobody else",
    inBrowser(async ({ enter, page }) => {
      for (const [role, offered] of [
        ["admin", 1],
        ["manager", 0],
      ] as const) {
        const member = await aMember({ roles: [role] });
        await enter(member, "/account");
        await page.getByRole("button", { name: /^Account/ }).click();
        await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
        expect(await page.getByRole("menuitem", { name: "Remove the demo data" }).count()).toBe(offered);
        if (offered === 0) expect((await member.rpc("remove_demo_data")).status).toBe(403);
      }
    }),
  );
});
