/** The last result of every test, kept in tests/results between runs. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

export interface TestResult {
  file: string;
  name: string;
  status: "passed" | "failed" | "skipped";
  /** When the file began and ended, in milliseconds since 1970. */
  start: number;
  end: number;
  /** Beginning of what went wrong, of a failed test. */
  problem?: string;
}

const reportPath = (lane: number) => `tests/results/vitest-${lane}.json`;
const lastPath = "tests/results/last.json";

/** Arguments that make vitest write the report that readReport() reads; the old one is removed. */
export function reportArguments(lane: number): string[] {
  rmSync(reportPath(lane), { force: true });
  return ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath(lane)}`];
}

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    startTime: number;
    endTime: number;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

/** Every test of the run that just ended; a file that could not be loaded counts as one failed test. */
export function readReport(lane: number): TestResult[] {
  const report: Report = JSON.parse(readFileSync(reportPath(lane), "utf8"));
  return report.testResults.flatMap(({ name, status, startTime, endTime, assertionResults, message }) => {
    const inFile = { file: relative(process.cwd(), name), start: startTime, end: endTime };
    const results = assertionResults.map((test) => ({
      ...inFile,
      name: test.fullName,
      status: statusOf(test.status),
      ...problemOf(test.failureMessages?.[0]),
    }));
    const isBroken = status === "failed" && !results.some((test) => test.status === "failed");
    const broken = { ...inFile, name: "(file)", status: "failed" as const, ...problemOf(message) };
    return isBroken ? [...results, broken] : results;
  });
}

function problemOf(message: string | undefined): Pick<TestResult, "problem"> {
  return message ? { problem: stripVTControlCharacters(message).slice(0, 1200) } : {};
}

function statusOf(status: string): TestResult["status"] {
  return status === "passed" || status === "failed" ? status : "skipped";
}

export function readLastResults(): TestResult[] {
  return existsSync(lastPath) ? JSON.parse(readFileSync(lastPath, "utf8")) : [];
}

/** A full run replaces what is known; a partial run replaces only what it ran. */
export function keepResults(results: TestResult[], isFullRun: boolean): void {
  const ran = results.filter((test) => test.status !== "skipped");
  const keys = new Set(ran.map(keyOf));
  const kept = isFullRun ? [] : readLastResults().filter((test) => !keys.has(keyOf(test)));
  mkdirSync("tests/results", { recursive: true });
  writeFileSync(lastPath, JSON.stringify([...kept, ...ran], null, 1));
}

function keyOf(test: TestResult): string {
  return `${test.file} ${test.name}`;
}
