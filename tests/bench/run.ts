/** `npm run bench`: what rights cost at a million orders, beside plain SQL as table owner, in one run. */
import pg from "pg";
import { startStack } from "../../supabase/local/startStack";
import { benchFolder } from "./benchFolder";
import { benchMember } from "./benchMember";
import { fillOrders } from "./fillOrders";
import { measure } from "./measure";
import { listPage, scopeOf, searches } from "./statements";
import { throughput } from "./throughput";

const print = (line: string) => process.stdout.write(`${line}\n`);
const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(12);

const stack = await startStack({ directory: benchFolder(), port: 0, durable: false });
const client = new pg.Client({ connectionString: stack.databaseUrl });
await client.connect();
try {
  await fillOrders(client, print);
  const clerk = await benchMember(stack, client, { role: "customer_service" });
  const dense = ["bench-1", "bench-2"];
  const sparse = ["bench-4"];
  const cases = [
    { name: "all rows (customer service)", member: clerk, plain: listPage() },
    {
      name: "dense scope (warehouse, 2/3 of the rows)",
      member: await benchMember(stack, client, { role: "warehouse", warehouses: dense }),
      plain: listPage(scopeOf(dense)),
    },
    {
      name: "sparse scope (warehouse, 10 rows)",
      member: await benchMember(stack, client, { role: "warehouse", warehouses: sparse }),
      plain: listPage(scopeOf(sparse)),
    },
  ];

  print("\nList page: filter + sort + 25 rows   owner, plain SQL    as the role   ratio   index");
  for (const { name, member, plain } of cases) {
    const [owner, role] = await measure(client, [{ sql: plain }, { sql: listPage(), member }]);
    if (!owner || !role) continue;
    const ratio = (role.ms / owner.ms).toFixed(2).padStart(7);
    print(`  ${name.padEnd(42)}${ms(owner.ms)} ${ms(role.ms)} ${ratio}   ${role.indexes.join(", ")}`);
  }

  print("\nSearch as customer service                           in Postgres   index");
  for (const [name, sql] of Object.entries(searches)) {
    const [found] = await measure(client, [{ sql, member: clerk }]);
    if (found) print(`  ${name.padEnd(48)}${ms(found.ms)}   ${found.indexes.join(", ")}`);
  }

  const { perSecond, medianMs } = await throughput(stack, clerk);
  print(
    `\nThrough gateway and PostgREST, 8 callers: ${perSecond.toFixed(0)} requests/s, median ${medianMs.toFixed(1)} ms`,
  );
} finally {
  await client.end();
  await stack.stop();
}
