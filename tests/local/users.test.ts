/** Root and normal users: Postgres never runs as root, wherever the folders lie. */
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { countNotes } from "./notes";
import { pidOf, processesOf } from "./processesOf";
import { endStragglers, ServerProcess } from "./ServerProcess";
import { smallProject } from "./smallProject";
import { temporaryFolder } from "./temporaryFolder";

const isRoot = process.getuid?.() === 0;
/** The user `nobody`, as every Linux has it. */
const NOBODY = { uid: 65_534, gid: 65_534 };

const ownerOf = (pid: number) => statSync(`/proc/${pid}`).uid;

afterEach(endStragglers);

describe.runIf(isRoot)("started by root", () => {
  it("Postgres runs as a system user, also in a folder that is closed to others", async () => {
    const closed = temporaryFolder();
    chmodSync(closed, 0o700);
    const folder = join(closed, "kontor");
    mkdirSync(folder);
    const directory = join(folder, "data");
    const server = ServerProcess.serve(directory, folder);

    const address = await server.isReady();

    expect(await countNotes(address)).toBe(30);
    expect(statSync(closed).mode & 0o001).toBe(0);
    expect(ownerOf(pidOf(directory, "postgres"))).not.toBe(0);
    expect(ownerOf(pidOf(directory, "postgrest"))).not.toBe(0);
    expect(await server.interrupt()).toBe(0);
    expect(processesOf(directory)).toEqual([]);
  });

  it("serves the folder of a normal user as that user, who can go on with it", async () => {
    const folder = temporaryFolder();
    const directory = join(folder, "data");
    smallProject(folder);
    chownSync(folder, NOBODY.uid, NOBODY.gid);
    const own = ServerProcess.serve(directory, folder, NOBODY);
    await own.isReady();
    await own.interrupt();

    const asRoot = ServerProcess.serve(directory, folder);
    await asRoot.isReady();
    const owner = ownerOf(pidOf(directory, "postgres"));
    await asRoot.interrupt();

    expect(owner).toBe(NOBODY.uid);
    const again = ServerProcess.serve(directory, folder, NOBODY);
    expect(await countNotes(await again.isReady())).toBe(30);
    await again.interrupt();
  });
});

describe("started by a normal user", () => {
  it("everything runs as that user", async () => {
    const folder = temporaryFolder();
    const directory = join(folder, "data");
    smallProject(folder);
    if (isRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
    const server = ServerProcess.serve(directory, folder, isRoot ? NOBODY : {});

    const address = await server.isReady();

    const uid = isRoot ? NOBODY.uid : process.getuid?.();
    expect(ownerOf(server.pid)).toBe(uid);
    expect(ownerOf(pidOf(directory, "postgres"))).toBe(uid);
    expect(ownerOf(pidOf(directory, "postgrest"))).toBe(uid);
    expect(readFileSync(join(directory, "postgres", "PG_VERSION"), "utf8").trim()).toBe("17");
    expect(await countNotes(address)).toBe(30);
    expect(await server.interrupt()).toBe(0);
    expect(processesOf(directory)).toEqual([]);
  });
});
