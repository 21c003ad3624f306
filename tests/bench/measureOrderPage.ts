/** All that the page of an order asks for, statement by statement, as each member; the sum is what Postgres spends on the page. */
import { readRecord } from "../../src/data/readRecord";
import { readRecords } from "../../src/data/readRecords";
import { captureRequest } from "./captureRequest";
import { measureQueries } from "./measureQueries";
import type { Bench } from "./measureLists";
import { printTable } from "./printTable";

const parts: readonly (readonly [entity: string, path: string])[] = [
  ["order_lines", "order_id"],
  ["fulfillment_orders", "order_id"],
  ["shipments", "order_id"],
  ["tracking_events", "shipment_id.order_id"],
  ["payments", "order_id"],
  ["refunds", "order_id"],
  ["invoices", "order_id"],
  ["returns", "order_id"],
  ["complaints", "order_id"],
  ["order_events", "order_id"],
];

export async function measureOrderPage(bench: Bench): Promise<void> {
  const rows: string[][] = [];
  for (const member of bench.members) {
    const { records } = await readRecords(member.context, "orders", { page: 1, pageSize: 1, count: "none" });
    const id = records[0]?.id;
    if (id === undefined) continue;
    const { entities } = member.context.snapshot;
    const asked = parts.filter(([name, path]) =>
      entities.some(
        (entity) =>
          entity.name === name &&
          entity.fields.some((field) => field.name === path.split(".")[0] && field.canRead),
      ),
    );
    const { queries } = await captureRequest(bench, member, async ({ context }) => {
      await readRecord(context, "orders", { id });
      for (const [entity, field] of asked)
        await readRecords(context, entity, {
          condition: { field, op: "eq", value: id },
          page: 1,
          pageSize: 200,
          count: "none",
        });
    });
    let sum = 0;
    const names = ["orders", ...asked.map(([name]) => name)];
    for (const [index, captured] of queries.entries()) {
      const [figure] = await measureQueries([{ url: bench.authenticatorUrl, ...captured }]);
      if (!figure) continue;
      sum += figure.milliseconds;
      rows.push([names[index] ?? "", member.name, figure.milliseconds.toFixed(2), figure.access.join(" ")]);
    }
    rows.push([`the whole page, ${queries.length} statements`, member.name, sum.toFixed(2), ""]);
  }
  printTable(
    "Page of an order: median inside Postgres (goal: under 20 ms in sum)",
    ["what", "member sees", "ms", "access"],
    rows,
  );
}
