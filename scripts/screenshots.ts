/** `npm run screenshots [-- NAME]`: the main pages in both languages, both themes and two widths, into tests/results. */
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { buildSpa } from "../supabase/local/buildSpa";
import { firstStart } from "../supabase/local/firstStart";
import { startStack, type Stack } from "../supabase/local/startStack";
import { loadDemo } from "../supabase/order-management/demo/loadDemo";
import { launchChromium, openWindow, type Reader } from "../tests/support/chromium";
import { watchProblems } from "../tests/support/watchProblems";

const folder = "tests/results/screenshots";
const wanted = process.argv[2] ?? "";

const looks: Required<Reader>[] = (["en", "zh-CN"] as const).flatMap((language) =>
  (["light", "dark"] as const).flatMap((theme) => [1440, 390].map((width) => ({ language, theme, width }))),
);

await takeAll();

async function takeAll(): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-screenshots-"));
  // Postgres runs as a user of its own when this runs as root.
  await chmod(parent, 0o755);
  const directory = join(parent, "data");
  const spa = resolve("tests/results/spa");
  await buildSpa({ root: resolve("."), target: spa, signal: new AbortController().signal });
  const stack = await startStack({ directory, spa, port: 0, durable: false });
  const browser = await launchChromium();
  try {
    const members = await firstStart(stack, { directory, loadDemo });
    const admin = members.find((member) => member.role === "admin")?.name ?? "";
    const pages = await mainPages(stack);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const look of looks) await takeLook(browser, look, { url: stack.url, admin, pages });
  } finally {
    await browser.close();
    await stack.stop();
    await rm(parent, { recursive: true, force: true });
  }
}

/** Name of the picture → path of the page. */
type Pages = Record<string, string>;

async function mainPages({ databaseUrl }: Stack): Promise<Pages> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, string>>(`
    select o.id as order_id, o.customer_id,
      (select id from config.roles where key = 'customer_service') as role_id,
      (select id from config.views where type = 'kanban' order by id limit 1) as board_id
    from public.orders as o
    join public.shipments as s on s.order_id = o.id
    group by o.id order by count(*) desc, o.id desc limit 1`);
  await client.end();
  const { order_id = "", customer_id = "", role_id = "", board_id = "" } = rows[0] ?? {};
  return {
    orders: "/e/orders",
    "orders-filtered": "/e/orders?f=payment_status:eq:paid&s=-grand_total&n=25",
    order: `/e/orders/${order_id}`,
    "order-form": `/e/orders/${order_id}/edit`,
    customers: "/e/customers",
    customer: `/e/customers/${customer_id}`,
    "customer-form": "/e/customers/new",
    skus: "/e/skus",
    stock: "/e/stock",
    "order-board": `/e/orders?v=${board_id}`,
    import: "/e/customers/import",
    "looking-back": "/e/customers/history",
    batches: "/batches",
    account: "/account",
    members: "/studio/members",
    roles: "/studio/roles",
    role: `/studio/roles/${role_id}`,
    scopes: "/studio/scopes",
    versions: "/studio/versions",
    audit: "/studio/audit",
    drift: "/studio/drift",
    logins: "/studio/logins",
    entities: "/studio/entities",
    fields: "/studio/entities/orders",
    forms: "/studio/forms",
    form: "/studio/forms/orders",
    draft: "/studio/draft",
    file: "/studio/file",
    appearance: "/studio/appearance",
    speed: "/studio/speed",
  };
}

async function takeLook(
  browser: Browser,
  look: Required<Reader>,
  { url, admin, pages }: { url: string; admin: string; pages: Pages },
): Promise<void> {
  const context = await openWindow(browser, look);
  const page = await context.newPage();
  const problems = watchProblems(page);
  await page.goto(`${url}/sign-in`);
  await page.getByRole("button", { name: admin }).waitFor();
  await take(page, "sign-in", look);
  await page.getByRole("button", { name: admin }).click();
  await page.getByRole("main").waitFor();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  for (const [name, path] of Object.entries(pages).filter(([name]) => name.includes(wanted))) {
    await page.goto(url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await take(page, name, look);
  }
  await context.close();
  await problems.verify().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function take(page: Page, name: string, { language, theme, width }: Required<Reader>): Promise<void> {
  await settle(page);
  const path = join(folder, `${name}-${language}-${theme}-${width}.png`);
  await page.screenshot({ path });
  console.log(path);
}

/** Parts of a page are fetched when first needed, and Ant Design fades most things in. */
async function settle(page: Page): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
  }
  await page.locator(".ant-skeleton").first().waitFor({ state: "detached" });
}
