/** npm run bench -- [--orders N] [--seconds N]: figures of lists, searches, requests and changes of rights, no assertions. */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { loadSecrets } from "../../supabase/local/secrets";
import { startStack } from "../../supabase/local/startStack";
import { aBenchMember, type MemberPlan } from "./BenchMember";
import { type Bench, measureLists } from "./measureLists";
import { measureSearches } from "./measureSearches";
import { measureBulk } from "./measureBulk";
import { measureViews } from "./measureViews";
import { measureOverhead } from "./measureOverhead";
import { measurePublishing } from "./measurePublishing";
import { measureReports } from "./measureReports";
import { measureRequests } from "./measureRequests";
import { benchFolder } from "./benchFolder";
import { fillOrders } from "./fillOrders";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "5" },
  },
});

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
const stack = await startStack({ directory, port: 0, durable: false });
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
  const requests = await measureLists(bench);
  await measureViews(bench);
  await measureOverhead(bench, requests);
  await measureSearches(bench);
  await measureReports(bench);
  await measureRequests(requests, Number(values.seconds));
  await measureBulk(bench);
  await measurePublishing(stack);
} finally {
  await stack.stop();
}
