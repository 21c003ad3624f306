/** Starting twice, stopping in every way, taken ports. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { findRunningStack } from "../../supabase/local/findRunningStack";
import { freePort } from "../../supabase/local/freePort";
import { AlreadyRunning, lockDirectory } from "../../supabase/local/lockDirectory";
import { startGateway } from "../../supabase/local/gateway/startGateway";
import { countNotes } from "./notes";
import { pidOf, processesOf } from "./processesOf";
import { endStragglers, ServerProcess } from "./ServerProcess";
import { temporaryFolder } from "./temporaryFolder";

const folder = temporaryFolder();
const directory = join(folder, "data");
const serve = () => ServerProcess.serve(directory, folder);

afterEach(endStragglers);

describe("a second start", () => {
  it("says where the first one serves, and leaves it alone", async () => {
    const first = serve();
    const address = await first.isReady();

    const second = serve();
    const exitCode = await second.end();

    expect(exitCode).toBe(0);
    expect(second.output).toContain("already running");
    expect(second.output).toContain(address.url);
    expect(await countNotes(address)).toBe(30);
    expect(findRunningStack(directory)).toEqual(address);
    await first.interrupt();
    expect(findRunningStack(directory)).toBeUndefined();
  });

  it("waits for a first one that is ending", async () => {
    const first = serve();
    await first.isReady();
    const ending = first.interrupt();
    await first.says(/Stopping/);
    const second = serve();

    expect(await ending).toBe(0);
    expect(await countNotes(await second.isReady())).toBe(30);
    await second.interrupt();
  });

  it("takes over a lock only when its holder is dead", () => {
    const place = join(folder, "lock");
    const lock = lockDirectory(place);

    expect(() => lockDirectory(place)).toThrow(AlreadyRunning);
    lock.release();
    lockDirectory(place).release();
    expect(readdirSync(place)).toEqual([]);
  });
});

describe("stopping", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s leaves no process behind", async (signal) => {
    const server = serve();
    await server.isReady();
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];

    process.kill(-server.pid, signal);
    process.kill(-server.pid, signal);
    const exitCode = await server.end();

    expect(exitCode).toBe(0);
    expect(processesOf(directory, children)).toEqual([]);
    expect(readdirSync(join(directory, "processes"))).toEqual([]);
    // Keys and data are left for the owner alone.
    expect(statSync(join(directory, "secrets.json")).mode & 0o077).toBe(0);
    expect(statSync(join(directory, "postgres")).mode & 0o077).toBe(0);
  });

  it.each([150, 700, 1_500])("%d ms after a first start leaves no process behind", async (delay) => {
    const fresh = join(folder, `fresh-${delay}`);
    const server = ServerProcess.serve(fresh, folder);
    await pause(delay);

    await server.interrupt();

    expect(processesOf(fresh)).toEqual([]);
  });
});

describe("ports", () => {
  it("that are taken are passed over", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });

    const free = await freePort(port);
    const gateway = await startGateway({ port, allowedHosts: [] });

    expect(free).toBeGreaterThan(port);
    expect(Number(new URL(gateway.url).port)).toBeGreaterThan(port);
    await gateway.stop();
    taken.close();
  });

  it("of two stacks never collide", async () => {
    const other = join(folder, "other");
    mkdirSync(other);
    const port = await freePort(56_000);
    const servers = [directory, other].map(
      (data) => new ServerProcess({ args: ["tests/local/serve.ts", data, folder, String(port)] }),
    );

    const addresses = await Promise.all(servers.map((server) => server.isReady()));

    expect(new Set(addresses.map(({ url }) => url)).size).toBe(2);
    expect(await Promise.all(addresses.map(countNotes))).toEqual([30, 30]);
    await Promise.all(servers.map((server) => server.interrupt()));
  });
});
