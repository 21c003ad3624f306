/** Forms of any entity: creating, and what the database refuses. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aDesk } from "./desk";

const manager = () => anAccount({ roles: ["manager"] });

/** The star of a required field counts as part of its label. */
const nameBox = (page: Page) => page.getByRole("textbox", { name: /^(\* )?Name$/ });

describe("a form", () => {
  it(
    "creates a record and opens it",
    inBrowser(async ({ enter, page }) => {
      const name = `Zhuge ${Date.now()}`;
      await enter(await manager(), "/e/customers/new");

      await nameBox(page).fill(name);
      await page.getByRole("button", { name: "Create" }).click();

      await page.getByRole("heading", { level: 1, name }).waitFor();
      const { rows } = await sql.query("select from public.customers where name = $1", [name]);
      expect(rows).toHaveLength(1);
    }),
  );

  it(
    "says under the input that a value is taken, and keeps what was typed",
    inBrowser(async ({ enter, page, expectProblem }) => {
      expectProblem(/409 POST .*\/skus/);
      const { shop } = await aDesk(1);
      await enter(await manager(), "/e/skus/new");

      await page.getByRole("textbox", { name: "SKU code" }).fill(`shirt-${shop.tag}`);
      await nameBox(page).fill("A second shirt");
      await page.getByRole("button", { name: "Create" }).click();

      const item = page
        .locator(".ant-form-item")
        .filter({ has: page.getByRole("textbox", { name: "SKU code" }) });
      await item.getByText(/is already used/).waitFor();
      expect(await nameBox(page).inputValue()).toBe("A second shirt");
    }),
  );

  it(
    "asks for what is missing before it sends anything",
    inBrowser(async ({ enter, page }) => {
      const sent: string[] = [];
      page.on("request", (request) => sent.push(`${request.method()} ${request.url()}`));
      await enter(await manager(), "/e/skus/new");

      await nameBox(page).fill("No code");
      await page.getByRole("button", { name: "Create" }).click();

      await page.getByText("Please fill this in.").first().waitFor();
      expect(sent.filter((request) => /^POST .*\/rest\/v1\/skus/.test(request))).toEqual([]);
    }),
  );
});
