/** Somebody comments on a record, mentions a colleague and adds a file; the bell leads the colleague there. */
import { expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";

it(
  "L22: a comment with a mention rings the bell, which leads to the record and its files",
  inBrowser(async ({ enter, page }) => {
    const colleague = await anAccount({ roles: ["admin"], name: "Zoe Zhou" });
    await enter(await anAccount({ roles: ["admin"] }), "/e/products");
    await page.locator("tbody tr.ant-table-row").first().click();

    await page.getByRole("tab", { name: "Files" }).click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByText("Drop files here").click();
    const contract = { name: "合同.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") };
    await (await chooser).setFiles(contract);
    await page.getByRole("button", { name: "Remove 合同.pdf" }).waitFor();

    await page.getByRole("tab", { name: "Comments" }).click();
    const input = page.getByRole("textbox", { name: "Write a comment" });
    await input.pressSequentially("Please sign, @Zoe");
    await page.getByRole("menuitem", { name: "Zoe Zhou" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("@Zoe Zhou").waitFor();

    await enter(colleague, "/e/orders");
    await page.getByRole("button", { name: "Notifications, 1 new" }).click();
    await page.getByRole("button", { name: /mentioned you/ }).click();
    await page.getByRole("tabpanel", { name: "Comments" }).getByText("Please sign,").waitFor();
    await page.getByRole("button", { name: "Notifications, 0 new" }).waitFor();
    await page.getByRole("tab", { name: "Files" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download 合同.pdf" }).click();
    expect((await download).suggestedFilename()).toBe("合同.pdf");
  }),
);
