/** A server process for tests to stop, kill and start again: the small project instead of Kontor. */
import { runCommand } from "../../supabase/local/runCommand";
import { startWhenFree } from "../../supabase/local/startWhenFree";
import { smallProject } from "./smallProject";

const [directory = "", project = "", port = "0"] = process.argv.slice(2);

// Ends with the test run, also when that is killed.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM")).resume();

await runCommand({
  directory,
  start: async (running, signal) => {
    const stack = await startWhenFree({
      ...smallProject(project),
      directory,
      port: Number(port),
      signal,
      log: (line) => process.stdout.write(`${line}\n`),
    });
    running.add(stack.stop);
    const { url, databaseUrl, publishableKey, secretKey } = stack;
    process.stdout.write(`ready ${JSON.stringify({ url, databaseUrl, publishableKey, secretKey })}\n`);
  },
});
