/** Records as cards on a board, on the days of a calendar, and in a gallery. */
import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { inBrowser } from "../support/inBrowser";
import { anAccount, type Account } from "../support/members";
import { sql } from "../support/sql";
import { anOrderOnDesk, stored } from "./desk";

let clerk: Account;

beforeAll(async () => {
  clerk = await anAccount({ roles: ["customer_service"] });
});

/** An open task, due now; its title is unique. */
async function aTask() {
  const title = `Call ${randomBytes(4).toString("hex")}`;
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.tasks (title, due_at) values ($1, now()) returning id",
    [title],
  );
  return { id: rows[0]?.id ?? 0, title };
}

const stateOf = async (task: number) => {
  const { rows } = await sql.query<{ state: string }>("select state from public.tasks where id = $1", [task]);
  return rows[0]?.state;
};

const lane = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

async function drag(page: Page, title: string, to: string): Promise<void> {
  const from = await page.getByText(title, { exact: true }).boundingBox();
  const target = await lane(page, to).boundingBox();
  if (!from || !target) throw new Error("card or lane is not in sight");
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 40, { steps: 3 });
  await page.mouse.move(target.x + target.width / 2, target.y + 120, { steps: 5 });
  await page.mouse.up();
}

describe("a board", () => {
  it(
    "L18: changes the state of a card that is dragged to another lane",
    inBrowser(async ({ enter, page }) => {
      const task = await aTask();
      await enter(clerk, `/e/tasks?t=kanban&l=state&f=title:eq:${encodeURIComponent(task.title)}`);
      await lane(page, "Open").getByText(task.title).waitFor();

      await drag(page, task.title, "Done");

      await lane(page, "Done").getByText(task.title).waitFor();
      await expect.poll(() => stateOf(task.id)).toBe("done");
    }),
  );

  it(
    "L18: gives a card back with the reason when the change is refused",
    inBrowser(async ({ enter, page }) => {
      const { order, number, phone } = await anOrderOnDesk();
      await enter(clerk, `/e/orders?t=kanban&l=lifecycle&f=ship_phone:eq:${phone}`);
      const before = await stored(order, "lifecycle");

      await page.getByRole("button", { name: `Move ${number}` }).click();
      await page.getByRole("menuitem", { name: "Completed" }).click();

      await page.getByText(/may not change|cannot be changed|read-only/i).waitFor();
      await expect.poll(() => lane(page, "Completed").getByText(number).count()).toBe(0);
      expect(await stored(order, "lifecycle")).toBe(before);
    }),
  );
});

describe("a calendar and a gallery", () => {
  it(
    "L18: show a record on its day and as a card, and open it",
    inBrowser(async ({ enter, page }) => {
      const task = await aTask();
      const filter = `f=title:eq:${encodeURIComponent(task.title)}`;
      await enter(clerk, `/e/tasks?t=gallery&l=state&${filter}`);
      await page.getByRole("link", { name: task.title }).waitFor();

      await page.goto(page.url().replace("t=gallery&l=state", "t=calendar&l=due_at"));
      await page.getByRole("gridcell").getByRole("button", { name: task.title }).click();

      await page.getByRole("dialog").getByText(task.title).first().waitFor();
      expect(new URL(page.url()).searchParams.get("r")).toBe(String(task.id));
    }),
  );
});
