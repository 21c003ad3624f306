/** What one person changes, another one sees without doing anything. */
import { describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { anOrderOnDesk, rename } from "./desk";
import { isListening } from "./isListening";

const say = (order: number, body: string) =>
  sql.query(
    "insert into config.comments (entity_id, record_id, body) values (engine.entity_id('orders'), $1, $2)",
    [String(order), body],
  );

const words = {
  en: {
    ...{ edit: "Edit", card: "Recipient", name: "Recipient", phone: "Phone", save: "Save" },
    ...{ meanwhile: "Someone else changed this record", comments: "Comments", none: "No comments yet" },
    history: "History",
  },
  "zh-CN": {
    ...{ edit: "编辑", card: "收货信息", name: "收货人", phone: "收货电话", save: "保存" },
    ...{ meanwhile: "他人修改了这条记录", comments: "评论", none: "还没有评论" },
    history: "历史",
  },
} as const;

describe.each(["en", "zh-CN"] as const)("in %s", (language) => {
  const t = words[language];
  it(
    "S16, L31: two browsers see each other's change within two seconds, and what is being typed stays",
    inBrowser(
      async ({ enter, enterBeside, page }) => {
        const { order, number, recipient } = await anOrderOnDesk();
        const hearsOrders = isListening(page);
        await enter(await anAccount({ roles: ["customer_service"] }), `/e/orders?q=${number}`);
        const row = page.locator(`[data-record="${order}"]`);
        await row.getByText(recipient).waitFor();
        const other = await enterBeside(
          await anAccount({ roles: ["customer_service"] }),
          `/e/orders/${order}`,
        );
        await Promise.all([hearsOrders, isListening(other)]);
        const recipientCard = other
          .locator(".ant-card")
          .filter({ has: other.getByRole("button", { name: t.edit }) });
        const edit = recipientCard.filter({ hasText: t.card }).first().getByRole("button", { name: t.edit });
        const form = other.locator("form");
        await edit.click();

        await form.getByRole("textbox", { name: t.name }).fill("Ada Lovelace");
        await form.getByRole("button", { name: t.save }).click();
        await form.waitFor({ state: "detached" });
        await row.getByText("Ada Lovelace").waitFor({ timeout: 2_000 });

        await edit.click();
        await form.getByRole("textbox", { name: t.phone }).fill("13700002222");
        await rename(order, "Grace Hopper");

        await row.getByText("Grace Hopper").waitFor({ timeout: 2_000 });
        await other.getByText(t.meanwhile).waitFor({ timeout: 2_000 });
        expect(await form.getByRole("textbox", { name: t.phone }).inputValue()).toBe("13700002222");
        await other.getByRole("tab", { name: t.comments }).click();
        await other.getByText(t.none).waitFor();
        await say(order, "Call him first");
        await other.getByText("Call him first").waitFor();
        await other.getByRole("tab", { name: t.history }).click();
        await other.getByRole("tabpanel", { name: t.history }).getByText("Grace Hopper").first().waitFor();
        await rename(order, "Mary Somerville");
        await other.getByRole("tabpanel", { name: t.history }).getByText("Mary Somerville").first().waitFor();
      },
      { language },
    ),
  );
});
