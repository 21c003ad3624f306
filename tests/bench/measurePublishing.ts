/** How long a change of rights takes, and what people who are reading meanwhile notice of it. */
import type { Stack } from "../../supabase/local/startStack";
import { aBenchMember, type BenchMember } from "./BenchMember";
import { isMeanwhile, keepReading, pause, type Reading, type Span } from "./keepReading";
import { median } from "./measureQueries";
import { printTable } from "./printTable";

const changes = 12;
const readers = 4;
const label = { en: "Bench reader", "zh-CN": "测试读者" };
const key = "bench_reader";

type Draft = Record<string, unknown>;

/** Two states of the role between which one thing changes. */
interface Plan {
  name: string;
  goal: string;
  states: [Draft, Draft];
}

const reading = (more: Draft): Draft => ({
  permissions: [
    {
      entity: "orders",
      action: "read",
      fields: ["order_no", "placed_at", "status"],
      scope: "shipped_by_own_warehouses",
      ...more,
    },
  ],
});

const plans: Plan[] = [
  {
    name: "one field of one cell",
    goal: "300 ms",
    states: [reading({}), reading({ fields: ["order_no", "placed_at", "status", "ship_city"] })],
  },
  {
    name: "the row scope of one cell",
    goal: "2,000 ms",
    states: [reading({}), reading({ scope: null })],
  },
];

async function call(admin: BenchMember, name: string, values: Draft): Promise<unknown> {
  const answer = await admin.context.connection.configuration.rpc(name, values);
  if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
  const data: unknown = answer.data;
  return data;
}

/** The role of the last run, or a new one. */
async function ensureRole(admin: BenchMember): Promise<string> {
  const page: unknown = await call(admin, "roles_page", {});
  const roles = typeof page === "object" && page !== null && "roles" in page ? page.roles : [];
  const found: unknown = Array.isArray(roles)
    ? roles.find((role: { key: string }) => role.key === key)
    : undefined;
  if (typeof found === "object" && found !== null && "id" in found) return String(found.id);
  return String(await call(admin, "create_role", { label }));
}

async function measure(
  { name, goal, states }: Plan,
  { admin, reader, roleId }: { admin: BenchMember; reader: BenchMember; roleId: string },
): Promise<string[]> {
  const save = (state: Draft) => call(admin, "save_role", { role_id: roleId, document: state });
  await save(states[0]);
  const reading_ = keepReading(reader, readers);
  await pause(1000);
  const published: Span[] = [];
  for (let change = 1; change <= changes; change++) {
    const start = performance.now();
    await save(states[change % 2 === 0 ? 0 : 1]);
    published.push({ start, end: performance.now() });
    await pause(200);
  }
  const readings = await reading_.stop();
  const isDuring = (each: Reading) => published.some((change) => isMeanwhile(each, change));
  const timesOf = (some: Span[]) => some.map(({ start, end }) => end - start);
  const during = timesOf(readings.filter(isDuring));
  const otherwise = timesOf(readings.filter((each) => !isDuring(each)));
  const times = published.map(({ start, end }) => end - start);
  return [
    name,
    median(times).toFixed(0),
    Math.max(...times).toFixed(0),
    goal,
    median(otherwise).toFixed(1),
    median(during).toFixed(1),
    Math.max(...during).toFixed(1),
    String(readings.filter(({ isFailed }) => isFailed).length),
  ];
}

export async function measurePublishing(stack: Stack): Promise<void> {
  const admin = await aBenchMember(stack, { name: "the admin", role: "admin", warehouses: [] });
  const roleId = await ensureRole(admin);
  const half = [1, 2, 3, 4, 5].map((number) => `BENCH-${number}`);
  const reader = await aBenchMember(stack, { name: "the reader", role: key, warehouses: half });
  const rows: string[][] = [];
  for (const plan of plans) rows.push(await measure(plan, { admin, reader, roleId }));
  printTable(
    `Changing a role over REST while ${readers} clients of it read orders`,
    [
      ...["change", "median ms", "slowest ms", "goal"],
      ...["a read otherwise ms", "meanwhile ms", "slowest ms", "failed reads"],
    ],
    rows,
  );
}
