/** The list of orders: searching, filtering, sorting, paging, and an address that says it all. */
import { beforeAll, describe, expect, it } from "vitest";
import { inBrowser, type BrowserTest } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { choose } from "./choose";
import { aDesk, rename, type Desk } from "./desk";

let clerk: Account;
let desk: Desk;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["customer_service"] });
  desk = await aDesk(60);
});

/** Opens the orders of this test's desk, found by a Chinese part of the recipient's name. */
async function openDesk({ enter, page }: BrowserTest, more = ""): Promise<void> {
  await enter(clerk, `/e/orders?q=${encodeURIComponent(desk.recipient)}${more}`);
  await firstRecipient({ page });
}

async function firstRecipient({ page }: Pick<BrowserTest, "page">): Promise<string> {
  const row = page.getByRole("row").filter({ hasText: desk.recipient }).first();
  return (await row.getByRole("cell", { name: desk.recipient }).textContent()) ?? "";
}

describe("the list of orders", () => {
  it(
    "S18, L21: finds orders by a part of a Chinese name",
    inBrowser(async ({ enter, page }) => {
      await enter(clerk, "/e/orders");

      await page.getByRole("searchbox", { name: "Search" }).fill(desk.recipient.slice(1));

      await page.getByText("60 records").waitFor();
      await page.waitForURL(`**/e/orders?q=${encodeURIComponent(desk.recipient.slice(1))}`);
    }),
  );

  it(
    "S18: finds an order by its number and by telephone",
    inBrowser(async ({ enter, page }) => {
      await enter(clerk, "/e/orders");
      const search = page.getByRole("searchbox", { name: "Search" });

      await search.fill(desk.numbers[7] ?? "");
      await page.getByText("1 record", { exact: false }).waitFor();
      await page.getByRole("cell", { name: `${desk.recipient} 8`, exact: true }).waitFor();
      await search.fill(desk.phone);

      await page.getByText("60 records").waitFor();
    }),
  );

  it(
    "pages on the server and keeps the page in the address",
    inBrowser(async (test) => {
      await openDesk(test);
      expect(await firstRecipient(test)).toBe(`${desk.recipient} 60`);

      await test.page.getByRole("button", { name: "Next page" }).click();
      await test.page.getByRole("cell", { name: `${desk.recipient} 10`, exact: true }).waitFor();
      await test.page.reload();

      await test.page.getByRole("cell", { name: `${desk.recipient} 1`, exact: true }).waitFor();
      expect(new URL(test.page.url()).searchParams.get("p")).toBe("2");
      expect(await test.page.getByRole("button", { name: "Next page" }).isDisabled()).toBe(true);
    }),
  );

  it(
    "counts roughly at first, and exactly when asked",
    inBrowser(async ({ enter, page }) => {
      await enter(clerk, "/e/orders");

      await page.getByRole("button", { name: /^About/ }).click();

      const { rows } = await sql.query<{ count: number }>("select count(*) from public.orders");
      await page.getByText(`${Number(rows[0]?.count).toLocaleString("en")} records`).waitFor();
    }),
  );

  it(
    "sorts by the column that was clicked",
    inBrowser(async (test) => {
      await openDesk(test);
      const header = test.page.getByRole("columnheader", { name: /^Order number/ });

      await header.click();

      await expect.poll(() => firstRecipient(test)).toBe(`${desk.recipient} 1`);
      expect(new URL(test.page.url()).searchParams.get("s")).toBe("order_no");
      await header.click();
      await expect.poll(() => firstRecipient(test)).toBe(`${desk.recipient} 60`);
    }),
  );

  it(
    "L20: filters by a field, and says so on the button",
    inBrowser(async (test) => {
      await openDesk(test);
      const { page } = test;

      await page.getByRole("button", { name: "Filter" }).click();
      await page.getByRole("button", { name: "Add filter" }).click();
      await choose(page, "Field", "Recipient");
      await choose(page, "Comparison", "contains");
      await page.getByRole("textbox", { name: "Value" }).fill(`${desk.recipient} 3`);

      await page.getByText("11 records").waitFor();
      expect(new URL(page.url()).searchParams.get("f")).toContain("ship_name:contains:");
    }),
  );

  it(
    "keeps every character of a search in the address, also after a reload",
    inBrowser(async ({ enter, page }) => {
      const name = `R&D + 50%#1 ${desk.shop.tag}`;
      await rename(desk.orders[0], name);
      try {
        await enter(clerk, "/e/orders");

        await page.getByRole("searchbox", { name: "Search" }).fill(name);
        await page.getByText("1 record", { exact: true }).waitFor();
        await page.reload();

        await page.getByRole("cell", { name, exact: true }).waitFor();
        expect(await page.getByRole("searchbox", { name: "Search" }).inputValue()).toBe(name);
        expect(new URL(page.url()).searchParams.get("q")).toBe(name);
      } finally {
        await rename(desk.orders[0], `${desk.recipient} 1`);
      }
    }),
  );

  it(
    "keeps every character of a filter in the address, also after a reload",
    inBrowser(async ({ enter, page }) => {
      const name = `(a,b) !$ R&D + 50%#1 ${desk.shop.tag}`;
      await rename(desk.orders[1], name);
      try {
        await enter(clerk, "/e/orders");

        await page.getByRole("button", { name: "Filter" }).click();
        await page.getByRole("button", { name: "Add filter" }).click();
        await choose(page, "Field", "Recipient");
        await choose(page, "Comparison", "is");
        await page.getByRole("textbox", { name: "Value" }).fill(name);
        await page.getByText("1 record", { exact: true }).waitFor();
        await page.reload();

        await page.getByRole("cell", { name, exact: true }).waitFor();
        await page.getByText("1 record", { exact: true }).waitFor();
      } finally {
        await rename(desk.orders[1], `${desk.recipient} 2`);
      }
    }),
  );

  it(
    "takes nothing but the list's own state from a crafted link",
    inBrowser(async ({ enter, page }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(decodeURIComponent(request.url())));

      await enter(
        clerk,
        `/e/orders?q=${desk.recipient}&idColumnName=customer_id&select=*&schema=config&count=exact`,
      );
      await page.getByText("60 records").waitFor();

      const lists = asked.filter((url) => url.includes("/rest/v1/orders"));
      expect(lists.length).toBeGreaterThan(0);
      expect(lists.filter((url) => /idColumnName|select=\*|schema=/.test(url))).toEqual([]);
    }),
  );
});
