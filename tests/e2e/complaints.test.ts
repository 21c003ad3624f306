/** A complaint from receipt to closed, as customer service handles it. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { anOrderOnDesk } from "./desk";

const words = {
  en: {
    ...{ subject: "Subject", type: "Type", quality: "Quality", create: "Create", investigate: "Investigate" },
    ...{ resolve: "Resolve", finding: "Finding", measure: "Measure", reply: "Reply to the customer" },
    ...{ close: "Close" },
  },
  "zh-CN": {
    ...{ subject: "主题", type: "类型", quality: "质量", create: "创建", investigate: "开始调查" },
    ...{ resolve: "解决", finding: "调查结果", measure: "处理措施", reply: "回复客户" },
    ...{ close: "结案" },
  },
} as const;

let clerk: Account;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["customer_service"] });
});

const dialog = (page: Page) => page.getByRole("dialog");

describe("a complaint", () => {
  for (const language of ["en", "zh-CN"] as const) {
    const word = words[language];
    it(
      `S31 S32 S33: goes from receipt to closed in ${language}`,
      inBrowser(
        async ({ enter, page, visit }) => {
          const { order } = await anOrderOnDesk();
          await enter(clerk, `/e/complaints/new?order_id=${order}`);
          await page.getByRole("textbox", { name: word.subject }).fill("The seam came apart");
          await page.getByRole("combobox", { name: word.type }).focus();
          await page.keyboard.press("ArrowDown");
          await page.locator(".ant-select-item-option").getByText(word.quality, { exact: true }).click();
          await page.getByRole("button", { name: word.create }).click();
          await page.getByRole("heading", { level: 1, name: /^CP-/ }).waitFor();

          await page.getByRole("button", { name: word.investigate }).click();
          await dialog(page).getByRole("button", { name: word.investigate }).click();
          await page.getByRole("button", { name: word.resolve }).click();
          await dialog(page).getByLabel(word.finding).fill("Bad thread");
          await dialog(page).getByLabel(word.measure).fill("New supplier");
          await dialog(page).getByRole("button", { name: word.resolve }).click();
          await dialog(page).locator(".ant-form-item-explain-error").waitFor();
          await dialog(page).getByLabel(word.reply).fill("A new one is on its way");
          await dialog(page).getByRole("button", { name: word.resolve }).click();
          await dialog(page).waitFor({ state: "detached" });
          await page.getByRole("button", { name: word.close, exact: true }).click();
          await dialog(page).getByRole("radio").nth(3).click();
          await dialog(page).getByRole("button", { name: word.close, exact: true }).last().click();
          await dialog(page).waitFor({ state: "detached" });

          const { rows } = await sql.query(
            "select state, csat, reply, assignee_id from public.complaints where order_id = $1",
            [order],
          );
          expect(rows).toEqual([
            { state: "closed", csat: 4, reply: "A new one is on its way", assignee_id: clerk.id },
          ]);

          await sql.query(
            "insert into public.complaints (order_id, type, subject, due_at) values ($1, 'other', $2, now() - interval '1 day')",
            [order, `Late ${String(order)}`],
          );
          const { rows: views } = await sql.query<{ id: string }>(
            "select id from config.views where label ->> 'en' = 'Queue'",
          );
          await visit(`/e/complaints?view=${views[0]?.id ?? ""}`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.getByText(`Late ${String(order)}`).waitFor();
        },
        { language },
      ),
    );
  }
});
