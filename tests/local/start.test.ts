/** `npm start` as its user sees it: first start, signing in, second start, an empty one, the first admin. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSpa } from "../../supabase/local/buildSpa";
import { isObject, readJson, textOf } from "../../supabase/local/jsonFile";
import { readMembers } from "../../supabase/local/memberFile";
import type { DemoMember } from "../../supabase/local/memberFile";
import { clientOf } from "../auth/clients";
import { pidOf, processesOf } from "./processesOf";
import { endStragglers, ServerProcess } from "./ServerProcess";
import { temporaryFolder } from "./temporaryFolder";

const ROOT = resolve(import.meta.dirname, "../..");
const folder = temporaryFolder();

const start = (directory: string, ...options: string[]) =>
  new ServerProcess({ args: ["supabase/local/start.ts", "--data", directory, "--port", "0", ...options] });

const addressOn = async (server: ServerProcess) => {
  const [, address = ""] = await server.says(/(http:\/\/127\.0\.0\.1:\d+)\n[^]*Ctrl-C/);
  return address;
};

const keyOf = async (address: string) => {
  const configuration: unknown = await (await fetch(`${address}/kontor.json`)).json();
  return textOf(configuration, "key") ?? "";
};

/** What the member sees after signing in, or the reason why he sees nothing. */
async function snapshotOf(address: string, { email, password }: DemoMember): Promise<unknown> {
  const client = clientOf(address, await keyOf(address));
  const { error } = await client.auth.signInWithPassword({ email, password });
  expect(error).toBeNull();
  const answer = await client.schema("config").rpc("snapshot", undefined, { get: true });
  return isObject(answer) ? (answer.data ?? textOf(answer.error, "details")) : undefined;
}

beforeAll(() => buildSpa({ root: ROOT, target: join(ROOT, "dist"), signal: new AbortController().signal }));
afterAll(endStragglers);

describe("npm start", () => {
  const directory = join(folder, "with-demo");
  let server: ServerProcess;
  let address: string;
  beforeAll(async () => {
    server = start(directory);
    address = await addressOn(server);
  });

  it("prints where to go and how to sign in, in both languages", () => {
    const members = readMembers(directory) ?? [];

    expect(server.output).toContain("Kontor is running  Kontor 已启动");
    expect(members.length).toBeGreaterThan(1);
    for (const { email, password } of members) {
      expect(server.output).toMatch(new RegExp(`${email} +${password}`));
      expect(password.length).toBeGreaterThanOrEqual(12);
    }
  });

  it("serves the app, which knows the members on this machine", async () => {
    const page = await fetch(address);
    const configuration: unknown = await (await fetch(`${address}/kontor.json`)).json();

    expect(await page.text()).toContain('<div id="root">');
    expect(isObject(configuration) && configuration.demoMembers).toEqual(readMembers(directory));
    expect(statSync(join(directory, "members.json")).mode & 0o077).toBe(0);
  });

  it("made one member per role, who can sign in", async () => {
    const members = readMembers(directory) ?? [];

    expect(new Set(members.map(({ role }) => role)).size).toBe(members.length);
    for (const member of members) expect(await snapshotOf(address, member)).not.toBeNull();
  });

  it("leaves nothing of npm's children when it is ended", async () => {
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];

    expect(await server.interrupt()).toBe(0);

    expect(processesOf(directory, children)).toEqual([]);
  });

  it("starts a second time with the same members and no build", async () => {
    const members = readMembers(directory);
    const built = statSync(join(ROOT, "dist", ".sources")).mtimeMs;

    const again = start(directory);
    await addressOn(again);

    expect(readMembers(directory)).toEqual(members);
    expect(statSync(join(ROOT, "dist", ".sources")).mtimeMs).toBe(built);
    expect(again.output).not.toContain("Applied migration");
    await again.interrupt();
  });

  it("ends when npm is killed", async () => {
    const args = ["start", "--silent", "--", "--data", directory, "--port", "0"];
    const npm = new ServerProcess({ command: "npm", args });
    await npm.says(/Ctrl-C/);
    const children = [pidOf(directory, "postgres"), pidOf(directory, "postgrest")];

    npm.child.kill("SIGKILL");
    while (processesOf(directory, children).length > 0) await new Promise((done) => setTimeout(done, 50));
    await npm.end();

    expect(npm.output).toContain("Stopping");
  });

  it("explains an option that it does not know", async () => {
    const wrong = start(directory, "--nonsense");

    expect(await wrong.end()).toBe(2);
    expect(wrong.output).toContain("--empty");
  });
});

describe("npm start -- --empty", () => {
  const directory = join(folder, "empty");
  let server: ServerProcess;
  let address: string;
  beforeAll(async () => {
    server = start(directory, "--empty");
    address = await addressOn(server);
  });
  afterAll(() => server.interrupt());

  it("makes one admin", async () => {
    const [admin, ...others] = readMembers(directory) ?? [];

    expect(others).toEqual([]);
    expect(admin && (await snapshotOf(address, admin))).not.toBeNull();
  });

  it("has no place for a second first admin", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "supabase/local/admin.ts", "second@kontor.example", "--data", directory],
      { cwd: ROOT, encoding: "utf8" },
    );

    expect(status).toBe(1);
    expect(stderr).toContain("There is an admin already");
    expect(readFileSync(join(directory, "server.json"), "utf8")).toContain(address);
    expect(readJson(join(directory, "members.json"))).toBeDefined();
  });
});
