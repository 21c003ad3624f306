/** `npm run admin -- EMAIL`: the operator makes the first admin, on the local stack or on a hosted project. */
import { parseArgs } from "node:util";
import { makeFirstAdmin } from "./makeFirstAdmin";
import { openTarget } from "./openTarget";

const USAGE = `npm run admin -- EMAIL [--name NAME] [--data FOLDER]

Makes the first admin. Works on the local stack, or on the Supabase project that the variables
DATABASE_URL, SUPABASE_URL and SUPABASE_SECRET_KEY name.
创建第一位管理员：用于本机，或用于上述环境变量所指定的 Supabase 项目。`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: "string" }, data: { type: "string", default: ".kontor" } },
  });
  const email = positionals[0]?.trim().toLowerCase();
  if (!email || !/^[^@\s]+@[^@\s]+$/.test(email)) throw new Error(USAGE);
  const target = await openTarget(values.data);
  try {
    const name = values.name ?? email.split("@", 1)[0] ?? email;
    process.stdout.write(`${await makeFirstAdmin(target, { email, name })}\n`);
  } finally {
    await target.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
