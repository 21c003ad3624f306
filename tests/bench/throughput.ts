/** How many times per second a request is answered through gateway and PostgREST, by so many clients at once. */
import { request } from "node:http";
import { Agent } from "node:http";
import type { CapturedRequest } from "./captureRequest";

export interface Throughput {
  clients: number;
  perSecond: number;
  medianMilliseconds: number;
  p95Milliseconds: number;
  failures: number;
}

function send({ url, headers }: CapturedRequest, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request(url, { agent, headers: Object.fromEntries(headers) }, (response) => {
      response.resume();
      response.once("end", () => resolve((response.statusCode ?? 500) < 400));
    });
    outgoing.once("error", () => resolve(false));
    outgoing.end();
  });
}

export async function measureThroughput(
  captured: CapturedRequest,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<Throughput> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let failures = 0;
  const start = performance.now();
  const client = async () => {
    while (performance.now() - start < 1000 * seconds) {
      const sent = performance.now();
      if (!(await send(captured, agent))) failures++;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const elapsed = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return {
    clients,
    perSecond: times.length / elapsed,
    medianMilliseconds: at(0.5),
    p95Milliseconds: at(0.95),
    failures,
  };
}
