/** A second Kontor beside the one of the tests: empty but for one admin. */
import { mkdtemp, rm, chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstStart } from "../../supabase/local/firstStart";
import { startStack, type Stack } from "../../supabase/local/startStack";
import type { DemoMember } from "../../supabase/local/memberFile";
import { builtPages } from "../support/transferStack";

export interface OtherStack extends Stack {
  admin: DemoMember;
}

export async function startOtherStack(): Promise<OtherStack> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-other-"));
  // Postgres runs as a user of its own when the tests run as root.
  await chmod(parent, 0o755);
  const directory = join(parent, "data");
  const clear = () => rm(parent, { recursive: true, force: true });
  const stack = await startStack({ directory, port: 0, durable: false, spa: builtPages });
  const stop = () => stack.stop().finally(clear);
  const [admin] = await firstStart(stack, { directory });
  if (!admin) throw new Error("The other stack has no admin");
  return { ...stack, stop, admin };
}
