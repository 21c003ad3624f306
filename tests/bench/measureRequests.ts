/** Requests per second of the list page through gateway and PostgREST. */
import type { NamedRequest } from "./measureLists";
import { printTable } from "./printTable";
import { measureThroughput } from "./throughput";

export async function measureRequests(requests: NamedRequest[], seconds: number): Promise<void> {
  const rows: string[][] = [];
  for (const { name, captured } of requests) {
    for (const clients of [1, 8]) {
      const result = await measureThroughput(captured, { clients, seconds });
      rows.push([
        name,
        String(clients),
        result.perSecond.toFixed(0),
        result.medianMilliseconds.toFixed(1),
        result.p95Milliseconds.toFixed(1),
        String(result.failures),
      ]);
    }
  }
  printTable(
    "Through gateway and PostgREST",
    ["request", "clients", "requests/s", "median ms", "p95 ms", "failures"],
    rows,
  );
}
