/** Finding orders by number, by part of a Chinese name and by phone, as the app's search box asks for it. */
import pg from "pg";
import { readRecords } from "../../src/data/readRecords";
import { captureRequest, type Statement } from "./captureRequest";
import type { Bench } from "./measureLists";
import { measureQueries } from "./measureQueries";
import { printTable } from "./printTable";

/** What there is to be found: taken from an order in the middle. */
async function searches(ownerUrl: string): Promise<{ name: string; text: string }[]> {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ order_no: string; external_no: string; name: string; phone: string }>(
      `select order_no, external_no, ship_name as name, ship_phone as phone from public.orders
       where id = (select (min(id) + max(id)) / 2 from public.orders)`,
    );
    const [order] = rows;
    if (!order) throw new Error("there are no orders");
    return [
      { name: "order number", text: order.order_no },
      { name: "channel number", text: order.external_no },
      { name: "part of an order number", text: order.order_no.slice(-6) },
      { name: "full name", text: order.name },
      { name: "part of a name", text: order.name.slice(1) },
      { name: "one character", text: order.name.slice(0, 1) },
      { name: "phone", text: order.phone },
      { name: "last digits of a phone", text: order.phone.slice(-6) },
    ];
  } finally {
    await db.end();
  }
}

/** What the function that looks keys up does inside. */
async function lookup(ownerUrl: string, role: string, text: string): Promise<Statement> {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ condition: string }>(
      "select engine.search_sql($1, 'orders', $2) as condition",
      [role, text],
    );
    return {
      text: `select id from public.orders where ${rows[0]?.condition ?? "false"} limit 501`,
      parameters: [],
    };
  } finally {
    await db.end();
  }
}

export async function measureSearches(bench: Bench): Promise<void> {
  const rows: string[][] = [];
  for (const { name, text } of await searches(bench.ownerUrl)) {
    for (const member of bench.members) {
      const captured = await captureRequest(bench, member, ({ context }) =>
        readRecords(context, "orders", { page: 1, pageSize: 25, count: "none", search: text }),
      );
      const found = await measureQueries(
        captured.queries.map((captured) => ({ url: bench.authenticatorUrl, ...captured })),
      );
      const inside = await lookup(bench.ownerUrl, member.context.snapshot.role.key, text);
      const [indexes] = await measureQueries([{ url: bench.ownerUrl, query: inside }]);
      const milliseconds = found.reduce((sum, each) => sum + each.milliseconds, 0);
      const access = [...(indexes?.access ?? []), ...found.flatMap((each) => each.access)];
      rows.push([name, text, member.name, milliseconds.toFixed(2), access.join(" ")]);
    }
  }
  printTable(
    "Search in orders, 25 rows: median inside Postgres (planning and execution)",
    ["search by", "text", "member sees", "ms", "access"],
    rows,
  );
}
