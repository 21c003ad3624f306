/** Frames per second while a list of orders is scrolled by the wheel, beside a page with nothing on it. */
import type { Page } from "playwright-core";
import type { Stack } from "../../supabase/local/startStack";
import { launchChromium, openWindow } from "../support/chromium";
import { aBenchMember } from "./BenchMember";
import { printTable } from "./printTable";

/** Pixels per turn of the wheel, and how many turns. */
const gaits = [
  { name: "reading", step: 60, turns: 200 },
  { name: "looking for something", step: 400, turns: 300 },
  { name: "to the end", step: 4000, turns: 100 },
];
const emptyPage = "<title>Empty</title><div style='height: 5000000px'></div>";

/** Notes how long each frame took until the title says that it is over; a text, because tsx adds helpers to functions. */
const noteFrames = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  requestAnimationFrame(function note(now) {
    times.push(now - last);
    last = now;
    if (document.title === "over") resolve(times.slice(1));
    else requestAnimationFrame(note);
  });
})`;

/** Milliseconds of each frame while the wheel turns. */
async function framesOf(page: Page, { step, turns }: (typeof gaits)[number]): Promise<number[]> {
  const title = await page.title();
  const frames = page.evaluate<number[]>(noteFrames);
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, step);
    await page.waitForTimeout(8);
  }
  await page.evaluate(() => void (document.title = "over"));
  const times = await frames;
  await page.evaluate((before) => void (document.title = before), title);
  return times;
}

const perSecond = (frames: number[]) => (1000 * frames.length) / frames.reduce((sum, each) => sum + each, 0);

export async function measureScrolling(stack: Stack): Promise<void> {
  const { context: reader } = await aBenchMember(stack, {
    name: "all rows",
    role: "manager",
    warehouses: [],
  });
  const browser = await launchChromium();
  try {
    const context = await openWindow(browser, {});
    const empty = await context.newPage();
    await empty.setContent(emptyPage);
    const bare: number[][] = [];
    for (const gait of gaits) bare.push(await framesOf(empty, gait));
    await empty.close();

    const page = await context.newPage();
    const { data } = await reader.connection.auth.getSession();
    await page.goto(`${stack.url}/robots.txt`);
    await page.evaluate((text) => localStorage.setItem("kontor-session", text), JSON.stringify(data.session));
    // Without pages: the list scrolls over all orders.
    await page.goto(`${stack.url}/e/orders?n=0`);
    await page.locator("[data-record]").nth(5).waitFor();
    const rows: string[][] = [];
    for (const [at, gait] of gaits.entries()) {
      const frames = await framesOf(page, gait);
      const beside = perSecond(bare[at] ?? []);
      rows.push([
        gait.name,
        perSecond(frames).toFixed(1),
        beside.toFixed(1),
        (perSecond(frames) / beside).toFixed(2),
        Math.max(...frames).toFixed(0),
        String(frames.length),
      ]);
    }
    printTable(
      "Scrolling a list of orders without pages (goal: 50 frames per second)",
      ["", "frames/s", "empty page", "ratio", "slowest frame ms", "frames"],
      rows,
    );
  } finally {
    await browser.close();
  }
}
