/** Getting in: demo members, wrong and first passwords, the second step, signing out. */
import { describe, expect, it } from "vitest";
import { inBrowser, type BrowserTest } from "../support/inBrowser";
import { anAccount, asAnon } from "../support/members";
import { secondStep, totpCode } from "../support/secondStep";
import { signIn, type Credentials } from "../support/signIn";
import { sql } from "../support/sql";

const roles = ["admin", "manager", "customer_service", "finance", "warehouse", "viewer"];

const wrongPassword = /400 POST .*\/auth\/v1\/token/;
const notAdmitted = /403 GET .*\/rpc\/snapshot/;

async function typeIn({ page, visit }: BrowserTest, { email, password }: Credentials): Promise<void> {
  await visit("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function demoName(role: string): Promise<string> {
  const { body } = await asAnon().send("/kontor.json", {});
  const members: unknown = Reflect.get(Object(body), "demoMembers");
  if (!Array.isArray(members)) throw new Error("kontor.json names no demo members");
  const member: unknown = members.find((candidate) => Reflect.get(Object(candidate), "role") === role);
  return String(Reflect.get(Object(member), "name"));
}

describe("a demo member", () => {
  for (const role of roles) {
    it(
      `can sign in as ${role} with one click and open orders, customers and SKUs`,
      inBrowser(async ({ page, visit }) => {
        await visit("/sign-in");
        await page.getByRole("button", { name: await demoName(role) }).click();

        for (const name of ["Orders", "SKUs"]) {
          await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
          await page.getByRole("heading", { level: 1, name }).waitFor();
          await page.getByRole("row").nth(1).waitFor();
        }
      }),
    );
  }
});

describe("the sign-in page", () => {
  for (const language of ["en", "zh-CN"] as const) {
    it(
      `says in ${language} that a password is wrong`,
      inBrowser(
        async ({ page, visit, expectProblem }) => {
          expectProblem(wrongPassword);
          const { email } = await anAccount({ roles: ["viewer"] });
          await visit("/sign-in");

          await page.getByRole("textbox").nth(0).fill(email);
          await page.getByRole("textbox").nth(1).fill("not this one");
          await page.keyboard.press("Enter");

          const said = await page.getByRole("alert").textContent();
          expect(said).toMatch(language === "en" ? /is wrong/ : /不正确|错误/);
        },
        { language },
      ),
    );
  }

  it(
    "leads back to the page that was asked for",
    inBrowser(async (test) => {
      const account = await anAccount({ roles: ["viewer"] });
      await test.visit("/e/skus?s=-sku_code");
      await test.page.waitForURL("**/sign-in");

      await test.page.getByLabel("E-mail address").fill(account.email);
      await test.page.getByLabel("Password").fill(account.password);
      await test.page.keyboard.press("Enter");

      await test.page.waitForURL("**/e/skus?s=-sku_code");
    }),
  );

  it(
    "S1: lets a member in only after he changed the password that an admin chose",
    inBrowser(async (test) => {
      test.expectProblem(notAdmitted);
      const account = await anAccount({ roles: ["viewer"], mustChangePassword: true });
      await typeIn(test, account);
      await test.page.getByRole("heading", { name: "Choose your own password" }).waitFor();

      await test.page.getByLabel("Initial password").fill(account.password);
      await test.page.getByLabel("New password").fill("short");
      await test.page.getByLabel("Once more").fill("short");
      await test.page.getByRole("button", { name: "Save the password" }).click();
      await test.page.getByText(/Still too short: at least \d+ characters/).waitFor();
      await test.page.getByLabel("New password").fill("correct horse battery");
      await test.page.getByLabel("Once more").fill("correct horse battery");
      await test.page.getByRole("button", { name: "Save the password" }).click();

      await test.page.getByRole("navigation", { name: "Main navigation" }).waitFor();
      expect(await signIn({ email: account.email, password: "correct horse battery" })).toBeTruthy();
    }),
  );

  it(
    "S10: asks for the second step, refuses a wrong code and takes the right one",
    inBrowser(async (test) => {
      test.expectProblem(notAdmitted);
      test.expectProblem(/422 POST .*\/verify/);
      const account = await anAccount({ roles: ["viewer"] });
      const { secret } = await secondStep(await signIn(account));
      await typeIn(test, account);
      await test.page.getByRole("heading", { name: "Two-step verification" }).waitFor();

      await typeCode(test, wrongCode(secret));
      await test.page.getByText("The code is wrong or has expired.").waitFor();
      await typeCode(test, totpCode(secret));

      await test.page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    }),
  );

  it(
    "L11: sets up the second step where the role demands it",
    inBrowser(async (test) => {
      test.expectProblem(notAdmitted);
      const account = await anAccount({ roles: [await aRoleWithSecondStep()] });
      await typeIn(test, account);
      await test.page.getByRole("heading", { name: "Set up two-step verification" }).waitFor();

      const secret = test.page.locator("code").filter({ hasText: /^[A-Z2-7]{16,}$/ });
      await typeCode(test, totpCode((await secret.textContent()) ?? ""));

      await test.page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    }),
  );
});

describe("signing out", () => {
  it(
    "ends the session for good",
    inBrowser(async ({ page, enter, visit }) => {
      const account = await anAccount({ roles: ["viewer"] });
      await enter(account, "/e/skus");

      await page.getByRole("button", { name: `Account: ${account.name}` }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.waitForURL("**/sign-in");

      await visit("/e/skus");
      await page.waitForURL("**/sign-in");
      const { rows } = await sql.query("select from auth.sessions where user_id = $1", [account.userId]);
      expect(rows).toEqual([]);
    }),
  );
});

/** The six boxes move on by themselves. */
async function typeCode({ page }: BrowserTest, code: string): Promise<void> {
  await page.getByRole("textbox").first().click();
  await page.keyboard.type(code, { delay: 20 });
}

function wrongCode(secret: string): string {
  return String((Number(totpCode(secret)) + 500_000) % 1_000_000).padStart(6, "0");
}

async function aRoleWithSecondStep(): Promise<string> {
  await sql.query(`
    select engine.define_role('guarded', '{"en": "Guarded", "zh-CN": "受保护"}', '{"rank": 70, "requires_mfa": true}')`);
  await sql.query("select engine.allow('guarded', 'skus', 'read', fields => '{id,sku_code,name}')");
  await sql.query("select engine.sync_roles()");
  return "guarded";
}
