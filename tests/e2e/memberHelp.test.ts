/** The members page: reviewing rights, and helping those who cannot get in. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { aMember, anAccount } from "../support/members";
import { secondStep } from "../support/secondStep";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";
import { aName, openMember } from "./membersPage";

const anAdmin = () => anAccount({ roles: ["admin"] });

describe("the access review", () => {
  it(
    "S9: flags who was not reviewed for 90 days, takes the review, and exports everything",
    inBrowser(async ({ enter, page }) => {
      const clerk = await anAccount({ roles: ["viewer"], name: aName("Unseen") });
      await sql.query("update config.members set created_at = now() - interval '91 days' where id = $1", [
        clerk.id,
      ]);
      await enter(await anAdmin(), "/studio/members?state=overdue");

      await openMember(page, clerk.name);
      await page.getByRole("button", { name: "Mark as reviewed" }).click();
      await page.getByText("Marked as reviewed.").waitFor();
      await page.keyboard.press("Escape");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Export access review" }).click(),
      ]);

      const text = await readFile(await download.path(), "utf8");
      const header =
        "Name,E-mail address,Roles,Role in use,Active,Last sign-in,Second step,Last change,Reviewed";
      expect(text.startsWith(`\uFEFF${header},Reviewed by,Overdue\r\n`)).toBe(true);
      expect(text).toContain(`${clerk.name},${clerk.email},Viewer,Viewer,Yes,`);
      await page.getByRole("link", { name: clerk.name }).waitFor({ state: "detached" });
    }),
  );
});

describe("help for a member", () => {
  it(
    "S10: a lost phone: the second step is reset and every device signed out",
    inBrowser(async ({ enter, page }) => {
      const clerk = await anAccount({ roles: ["viewer"], name: aName("Phoneless") });
      await secondStep(await signIn(clerk));
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, clerk.name);
      await page.getByRole("button", { name: "Reset second step" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Reset second step" }).last().click();

      await page.getByText("The second step is reset.").waitFor();
      expect(
        (await sql.query("select from auth.mfa_factors where user_id = $1", [clerk.userId])).rows,
      ).toEqual([]);
      await page.getByText("Signed in nowhere").waitFor();
    }),
  );

  it(
    "L10: a forgotten password: a new first password is shown once",
    inBrowser(async ({ enter, page }) => {
      const clerk = await aMember({ roles: ["viewer"], name: aName("Forgetful") });
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, clerk.name);
      await page.getByRole("button", { name: "New first password" }).click();
      await page.getByRole("button", { name: "Make a new password" }).click();
      const password = await page.locator("[data-secret]").innerText();
      await page.getByRole("button", { name: "Done" }).click();

      expect((await clerk.rest("/orders?select=id&limit=1")).reason).toBe("session_ended");
      expect(await signIn({ email: clerk.email, password })).toBeTruthy();
      await page.getByText("First password not changed yet").first().waitFor();
    }),
  );

  it(
    "L10: all his devices are signed out",
    inBrowser(async ({ enter, page }) => {
      const clerk = await aMember({ roles: ["viewer"], name: aName("Everywhere") });
      await enter(await anAdmin(), "/studio/members");

      await openMember(page, clerk.name);
      await page.getByRole("region", { name: "Devices" }).getByText("Last active").waitFor();
      await page.getByRole("button", { name: "Sign out everywhere" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).last().click();

      await page.getByText("All sessions have ended.").waitFor();
      expect((await clerk.rest("/orders?select=id&limit=1")).reason).toBe("session_ended");
      await page.getByText("Signed in nowhere").waitFor();
    }),
  );
});
