/** One's own account: devices, and a second authenticator app in reserve. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { inBrowser } from "../support/inBrowser";
import { anAccount, asAnon } from "../support/members";
import { totpCode } from "../support/secondStep";
import { signIn } from "../support/signIn";

describe("my devices", () => {
  it(
    "L10: shows where one is signed in, and signs the others out",
    inBrowser(async ({ enter, page }) => {
      const clerk = await anAccount({ roles: ["viewer"] });
      const elsewhere = asAnon().with({ authorization: `Bearer ${await signIn(clerk)}` });
      expect((await elsewhere.rest("/orders?select=id&limit=1")).status).toBe(200);
      await enter(clerk, "/account");

      await page.getByText("This device").waitFor();
      await page.getByRole("button", { name: "Sign out", exact: true }).click();

      await page.getByText("That device is signed out.").waitFor();
      expect((await elsewhere.rest("/orders?select=id&limit=1")).reason).toBe("session_ended");
      await page.getByRole("button", { name: "Sign out", exact: true }).waitFor({ state: "detached" });
      await page.getByText("This device").waitFor();
    }),
  );

  it(
    "L10: signs all others out at once and stays signed in itself",
    inBrowser(async ({ enter, page }) => {
      const clerk = await anAccount({ roles: ["viewer"] });
      const tokens = [await signIn(clerk), await signIn(clerk)];
      await enter(clerk, "/account");

      await page.getByRole("button", { name: "Sign out all others" }).click();

      await page.getByText("All other devices are signed out.").waitFor();
      for (const token of tokens) {
        const answer = await asAnon()
          .with({ authorization: `Bearer ${token}` })
          .rest("/orders?select=id");
        expect(answer.reason).toBe("session_ended");
      }
      await page.reload();
      await page.getByText("This device").waitFor();
    }),
  );
});

describe("the second step", () => {
  it(
    "S10, L11: is set up with a second app in reserve, either of which lets one in",
    inBrowser(async ({ enter, page, visit, expectProblem }) => {
      expectProblem(/mfa_verification_failed|mfa_required/);
      const clerk = await anAccount({ roles: ["viewer"] });
      await enter(clerk, "/account");

      await page.getByRole("button", { name: "Switch on" }).click();
      await typeCode(page, await secretShown(page));
      await page.getByText(/^Authenticator app, added/).waitFor();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Add another app" }).click();
      const second = await secretShown(page);
      await typeCode(page, second);
      await page
        .getByText(/^Authenticator app, added/)
        .nth(1)
        .waitFor();
      await page.evaluate(() => localStorage.clear());
      await visit("/sign-in");
      await page.getByLabel("E-mail address").fill(clerk.email);
      await page.getByLabel("Password", { exact: true }).fill(clerk.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Lost your phone?", { exact: false }).waitFor();
      await typeCode(page, second);

      await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    }),
  );
});

async function secretShown(page: Page): Promise<string> {
  await page.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  return page.getByRole("dialog").locator("code").first().innerText();
}

async function typeCode(page: Page, secret: string): Promise<void> {
  await page.locator(".ant-otp input").first().click();
  // Each digit moves the cursor on, a moment later.
  await page.keyboard.type(totpCode(secret), { delay: 80 });
}
