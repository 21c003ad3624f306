/** `npm test`: migrations are fresh, the SPA builds within budget, every test project passes. Arguments go to vitest. */
import { resolve } from "node:path";
import { buildSpa } from "../supabase/local/buildSpa";
import { run } from "./run";
import { keepResults, readReport, reportArguments, type TestResult } from "./testResults";

/** Not `dist`, which a running Kontor may be serving meanwhile. */
const spa = "tests/results/spa";
const args = process.argv.slice(2);

/**
 * Two runs side by side, each with stacks of its own: one test at a time would leave half of two cores idle.
 * Every project of vitest.config.ts is in one of them but `retail`, `kills` and `races`, which take many minutes.
 */
const lanes = [
  ["e2e", "local"],
  [
    "unit",
    "database",
    "fields",
    "auth",
    "order-management",
    "import",
    "oracle",
    "attacks",
    "lints",
    "transfer",
  ],
];
const startedAt = Date.now();

process.exitCode = await test();

async function test(): Promise<number> {
  if (await run("npm", ["run", "--silent", "migrations:check"])) return fail("the migrations are stale");
  if (mayRunJourneys()) {
    if (!(await isBuilt())) return fail("the build");
    if (await run("npx", ["tsx", "scripts/bundle-size.ts", spa])) return fail("the size of the bundle");
  }
  const isFullRun = args.length === 0;
  const runs = isFullRun ? lanes.map((lane) => lane.flatMap((name) => ["--project", name])) : [args];
  const codes = await Promise.all(
    runs.map((ofRun, lane) => run("npx", ["vitest", "run", ...reportArguments(lane), ...ofRun])),
  );
  const results = runs.flatMap((_, lane) => readReport(lane));
  keepResults(results, isFullRun);
  printSummary(results);
  return Math.max(...codes);
}

async function isBuilt(): Promise<boolean> {
  try {
    const signal = new AbortController().signal;
    await buildSpa({ root: resolve("."), target: resolve(spa), signal });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** Only the browser journeys need the built SPA. */
function mayRunJourneys(): boolean {
  const projects = args.filter((_, index) => args[index - 1] === "--project");
  const files = args.filter((arg) => arg.startsWith("tests/"));
  if (projects.length > 0) return projects.includes("e2e");
  return files.length === 0 || files.some((file) => file.startsWith("tests/e2e"));
}

function fail(what: string): number {
  console.error(`Stopped before the tests: ${what}.`);
  console.log("0 passed, 1 failed");
  return 1;
}

function printSummary(results: TestResult[]): void {
  const projects = new Set(results.map((test) => projectOf(test.file)));
  console.log("\nproject              passed  failed  skipped   seconds");
  for (const project of projects) {
    const tests = results.filter((test) => projectOf(test.file) === project);
    const seconds = (latest(tests) - earliest(tests)) / 1000;
    const numbers = [count(tests, "passed"), count(tests, "failed"), count(tests, "skipped")];
    const cells = numbers.map((number) => String(number).padStart(8)).join("");
    console.log(`${project.padEnd(19)}${cells}${seconds.toFixed(1).padStart(11)}`);
  }
  for (const { file, name, problem = "" } of results.filter((test) => test.status === "failed")) {
    console.log(`FAILED ${file}: ${name}\n${problem.replace(/^/gm, "    ")}`);
  }
  console.log(`whole run: ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  console.log(`${count(results, "passed")} passed, ${count(results, "failed")} failed`);
}

function projectOf(file: string): string {
  const folder = file.split("/")[1] ?? file;
  return folder === "spa" ? "unit" : folder;
}

function count(tests: TestResult[], status: TestResult["status"]): number {
  return tests.filter((test) => test.status === status).length;
}

function earliest(tests: TestResult[]): number {
  return Math.min(...tests.map((test) => test.start));
}

function latest(tests: TestResult[]): number {
  return Math.max(...tests.map((test) => test.end));
}
