/** What one person changes, another one sees without doing anything. */
import { expect, it } from "vitest";
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

it(
  "S16, L31: two browsers see each other's change within two seconds, and what is being typed stays",
  inBrowser(async ({ enter, enterBeside, page }) => {
    const { order, number, recipient } = await anOrderOnDesk();
    const hearsOrders = isListening(page);
    await enter(await anAccount({ roles: ["customer_service"] }), `/e/orders?q=${number}`);
    const row = page.locator(`[data-record="${order}"]`);
    await row.getByText(recipient).waitFor();
    const other = await enterBeside(await anAccount({ roles: ["customer_service"] }), `/e/orders/${order}`);
    await Promise.all([hearsOrders, isListening(other)]);
    const recipientCard = other
      .locator(".ant-card")
      .filter({ has: other.getByRole("button", { name: "Edit" }) });
    const edit = recipientCard.filter({ hasText: "Recipient" }).first().getByRole("button", { name: "Edit" });
    const form = other.locator("form");
    await edit.click();

    await form.getByRole("textbox", { name: "Recipient" }).fill("Ada Lovelace");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    await row.getByText("Ada Lovelace").waitFor({ timeout: 2_000 });

    await edit.click();
    await form.getByRole("textbox", { name: "Phone" }).fill("13700002222");
    await rename(order, "Grace Hopper");

    await row.getByText("Grace Hopper").waitFor({ timeout: 2_000 });
    await other.getByText("Someone else changed this record").waitFor({ timeout: 2_000 });
    expect(await form.getByRole("textbox", { name: "Phone" }).inputValue()).toBe("13700002222");
    await other.getByRole("tab", { name: "Comments" }).click();
    await other.getByText("No comments yet").waitFor();
    await say(order, "Call him first");
    await other.getByText("Call him first").waitFor();
    await other.getByRole("tab", { name: "History" }).click();
    await other.getByRole("tabpanel", { name: "History" }).getByText("Grace Hopper").first().waitFor();
    await rename(order, "Mary Somerville");
    await other.getByRole("tabpanel", { name: "History" }).getByText("Mary Somerville").first().waitFor();
  }),
);
