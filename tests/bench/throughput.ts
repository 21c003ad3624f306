/** Requests per second through the gateway and PostgREST, signed in, with a few callers at once. */
import type { Stack } from "../../supabase/local/startStack";
import { benchPassword, type BenchMember } from "./benchMember";
import { median } from "./measure";

export interface Throughput {
  perSecond: number;
  medianMs: number;
}

const callers = 8;
const seconds = 5;
const path =
  "/rest/v1/orders?select=id,order_no,external_no,status,ship_name,placed_at&status=eq.completed&order=placed_at.desc,id.desc&limit=25";

export async function throughput(stack: Stack, member: BenchMember): Promise<Throughput> {
  const headers = { apikey: stack.publishableKey, authorization: `Bearer ${await signIn(stack, member)}` };
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1000;
  const call = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      const response = await fetch(stack.url + path, { headers });
      const rows: unknown = await response.json();
      if (!Array.isArray(rows) || rows.length !== 25) throw new Error(`unexpected answer ${response.status}`);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { perSecond: latencies.length / seconds, medianMs: median(latencies) };
}

async function signIn(stack: Stack, member: BenchMember): Promise<string> {
  const response = await fetch(`${stack.url}/auth/v1/token?grant_type=password`, {
    method: "POST",
    headers: { apikey: stack.publishableKey, "content-type": "application/json" },
    body: JSON.stringify({ email: member.email, password: benchPassword }),
  });
  const session: unknown = await response.json();
  if (typeof session !== "object" || session === null || !("access_token" in session)) {
    throw new Error(`sign-in answered ${response.status}`);
  }
  return String(session.access_token);
}
