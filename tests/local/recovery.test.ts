/** What is killed comes back, and what was committed is still there. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { countNotes, writeNote } from "./notes";
import type { Address } from "./notes";
import { guardsOf, pidOf, processesOf } from "./processesOf";
import { endStragglers, ServerProcess } from "./ServerProcess";
import { temporaryFolder } from "./temporaryFolder";

const folder = temporaryFolder();
const directory = join(folder, "data");
const serve = () => ServerProcess.serve(directory, folder);

/** Waits until a note can be written again. */
async function writeWhenBack(address: Address, body: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const status = await writeNote(address, body).catch(() => 0);
    if (status === 201) return;
    await pause(50);
  }
  throw new Error("The stack did not come back");
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    expect(error).toMatchObject({ code: "ESRCH" });
  }
}

describe("after kill -9 of a child", () => {
  let server: ServerProcess;
  let address: Address;
  beforeAll(async () => {
    server = serve();
    address = await server.isReady();
  });
  afterAll(async () => {
    await server.interrupt();
  });

  it("PostgREST is started again", async () => {
    const before = await countNotes(address);

    process.kill(pidOf(directory, "postgrest"), "SIGKILL");
    await writeWhenBack(address, "after PostgREST");

    expect(await countNotes(address)).toBe(before + 1);
    expect(server.output).toContain("postgrest ended unexpectedly (SIGKILL)");
  });

  it("Postgres is started again with everything that was committed", async () => {
    const before = await countNotes(address);
    const written = await Promise.all([1, 2, 3, 4, 5].map((n) => writeNote(address, `committed ${n}`)));

    process.kill(pidOf(directory, "postgres"), "SIGKILL");
    await writeWhenBack(address, "after Postgres");

    expect(written).toEqual([201, 201, 201, 201, 201]);
    expect(await countNotes(address)).toBe(before + 6);
  });

  it("Postgres is started again and again, also while it is starting", async () => {
    for (let round = 0; round < 3; round++) {
      killIfAlive(pidOf(directory, "postgres"));
      await pause(150);
    }

    await writeWhenBack(address, "after three kills");
  });
});

describe("after kill -9 of the server", () => {
  afterEach(endStragglers);

  it("its children end by themselves, and the next start has all that was committed", async () => {
    const killed = serve();
    const before = await killed.isReady();
    const notes = await countNotes(before);
    await writeNote(before, "committed before the kill");
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];

    await killed.kill("SIGKILL");
    while (processesOf(directory, children).length > 0) await pause(20);
    const next = serve();

    expect(await countNotes(await next.isReady())).toBe(notes + 1);
    expect(await next.interrupt()).toBe(0);
  });

  it("children that are left all the same are ended by the next start", async () => {
    const killed = serve();
    await killed.isReady();
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];
    for (const guard of guardsOf(children)) process.kill(guard, "SIGKILL");

    await killed.kill("SIGKILL");
    const left = children.filter((pid) => processesOf(directory, [pid]).length > 0);
    const next = serve();
    await next.isReady();

    expect(left).toEqual(children);
    expect(next.output).toContain(`process ${children[0]}) of a run that was killed`);
    expect(await next.interrupt()).toBe(0);
    expect(processesOf(directory, children)).toEqual([]);
  });

  it("everything at once is no different", async () => {
    const killed = serve();
    const before = await killed.isReady();
    const notes = await countNotes(before);
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];
    await killed.kill("SIGKILL");
    children.forEach(killIfAlive);

    const next = serve();

    expect(await countNotes(await next.isReady())).toBe(notes);
    expect(await next.interrupt()).toBe(0);
  });

  it("a pid that now belongs to another program does not stop Postgres", async () => {
    const killed = serve();
    await killed.isReady();
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];
    await killed.kill("SIGKILL");
    children.forEach(killIfAlive);
    const pidFile = join(directory, "postgres", "postmaster.pid");
    writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));
    const lock = join(directory, "server.json");
    writeFileSync(lock, readFileSync(lock, "utf8").replace(/"pid": \d+/, `"pid": ${process.pid}`));

    const next = serve();
    await next.isReady();

    expect(await next.interrupt()).toBe(0);
  });

  it("a first start is made anew", async () => {
    const fresh = join(folder, "fresh");
    const killed = ServerProcess.serve(fresh, folder);
    while (!existsSync(join(fresh, "processes", "initdb.json"))) await pause(5);
    await killed.kill("SIGKILL");

    const next = ServerProcess.serve(fresh, folder);

    expect(await countNotes(await next.isReady())).toBe(30);
    expect(await next.interrupt()).toBe(0);
  });
});
