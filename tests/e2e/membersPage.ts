/** Ways around the members page. */
import type { Page } from "playwright-core";

/** A name that no other test uses. */
export const aName = (what: string) => `${what} ${crypto.randomUUID().slice(0, 8)}`;

export async function openMember(page: Page, name: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Name or e-mail address" }).fill(name);
  await page.getByRole("link", { name }).click();
  await page.getByRole("dialog").getByText(name).first().waitFor();
}
