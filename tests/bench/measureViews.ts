/** The first page of every view that the order app brings along, as each member. */
import { readRecords } from "../../src/data/readRecords";
import { captureRequest } from "./captureRequest";
import { measureQueries } from "./measureQueries";
import type { Bench } from "./measureLists";
import { printTable } from "./printTable";

export async function measureViews(bench: Bench): Promise<void> {
  const rows: string[][] = [];
  for (const member of bench.members) {
    for (const entity of member.context.snapshot.entities) {
      for (const { label, settings } of entity.views) {
        const { queries } = await captureRequest(bench, member, ({ context }) =>
          readRecords(context, entity.name, {
            page: 1,
            pageSize: 50,
            count: "none",
            ...(settings.filter && { condition: settings.filter }),
            ...(settings.sort && { sort: settings.sort }),
          }),
        );
        const [captured] = queries;
        if (!captured) throw new Error("PostgREST's query is not in the log");
        const [figure] = await measureQueries([{ url: bench.authenticatorUrl, ...captured }]);
        if (!figure) continue;
        rows.push([
          entity.label.en,
          label.en,
          member.name,
          figure.milliseconds.toFixed(2),
          figure.access.join(" "),
        ]);
      }
    }
  }
  printTable(
    "First page of the views of the order app, 50 rows: median inside Postgres",
    ["of", "view", "member sees", "ms", "access"],
    rows,
  );
}
