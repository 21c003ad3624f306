/** npm run bench -- [PART …] [--orders N] [--seconds N]: figures beside something bare, no assertions; without a part all. */
import { cpus } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildSpa } from "../../supabase/local/buildSpa";
import { loadSecrets } from "../../supabase/local/secrets";
import { startStack } from "../../supabase/local/startStack";
import { aBenchMember, type MemberPlan } from "./BenchMember";
import { type Bench, measureLists } from "./measureLists";
import { measureSearches } from "./measureSearches";
import { measureBulk } from "./measureBulk";
import { measureFields } from "./measureFields";
import { measureViews } from "./measureViews";
import { measureOrderPage } from "./measureOrderPage";
import { measureOverhead } from "./measureOverhead";
import { measurePublishing } from "./measurePublishing";
import { measureReports } from "./measureReports";
import { measureRequests } from "./measureRequests";
import { measureScrolling } from "./measureScrolling";
import { measureWork } from "./measureWork";
import { benchFolder } from "./benchFolder";
import { fillOrders } from "./fillOrders";

const parts = [
  ...["lists", "views", "overhead", "searches", "reports", "requests"],
  ...["bulk", "roles", "fields", "scrolling", "page", "work"],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "5" },
  },
});

const unknown = positionals.filter((name) => !parts.includes(name));
if (unknown.length > 0) throw new Error(`No part ${unknown.join(", ")}; there are ${parts.join(", ")}.`);
const isWanted = (...names: string[]) =>
  positionals.length === 0 || names.some((name) => positionals.includes(name));

const half = [1, 2, 3, 4, 5].map((number) => `BENCH-${number}`);

const plans: MemberPlan[] = [
  { name: "all rows", role: "manager", warehouses: [] },
  { name: "half of the rows", role: "warehouse", warehouses: half },
  { name: "ten rows", role: "warehouse", warehouses: ["BENCH-11"] },
];

const say = (line: string) => process.stdout.write(`${line}\n`);

async function urlOf(directory: string, databaseUrl: string, login: "supabase_admin" | "authenticator") {
  const { passwords } = await loadSecrets(directory);
  const url = new URL(databaseUrl);
  url.username = login;
  url.password = passwords[login];
  return url.href;
}

const orders = Number(values.orders);
const directory = benchFolder(orders);
say(`Benchmark over ${orders.toLocaleString("en")} orders on ${cpus().length} cores; data in ${directory}`);
const spa = resolve("tests/results/spa");
if (isWanted("scrolling")) {
  await buildSpa({ root: resolve("."), target: spa, signal: new AbortController().signal });
}
const stack = await startStack({ directory, port: 0, durable: false, spa });
try {
  await fillOrders(stack.databaseUrl, orders, say);
  const bench: Bench = {
    directory,
    ownerUrl: stack.databaseUrl,
    adminUrl: await urlOf(directory, stack.databaseUrl, "supabase_admin"),
    authenticatorUrl: await urlOf(directory, stack.databaseUrl, "authenticator"),
    members: [],
  };
  for (const plan of plans) bench.members.push(await aBenchMember(stack, plan));
  // Overhead and throughput are those of the requests of the lists.
  const requests = isWanted("lists", "overhead", "requests") ? await measureLists(bench) : [];
  if (isWanted("views")) await measureViews(bench);
  if (isWanted("page")) await measureOrderPage(bench);
  if (isWanted("overhead")) await measureOverhead(bench, requests);
  if (isWanted("searches")) await measureSearches(bench);
  if (isWanted("reports")) await measureReports(bench);
  if (isWanted("requests")) await measureRequests(requests, Number(values.seconds));
  if (isWanted("bulk")) await measureBulk(bench);
  if (isWanted("work")) await measureWork(bench);
  if (isWanted("roles")) await measurePublishing(stack);
  if (isWanted("fields")) await measureFields(stack);
  if (isWanted("scrolling")) await measureScrolling(stack);
} finally {
  await stack.stop();
}
