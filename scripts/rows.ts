/** `npm run rows`: every promise of tests/rows.md with the tests that prove it and their last result. */
import { readFileSync } from "node:fs";
import { readLastResults, type TestResult } from "./testResults";

interface Row {
  id: string;
  title: string;
  tests: TestResult[];
}

const rows = readRows();
for (const row of rows) printRow(row);
const counts = ["passing", "failing", "absent"].map(
  (state) => `${rows.filter((row) => stateOf(row) === state).length} ${state}`,
);
console.log(`\n${rows.length} rows: ${counts.join(", ")}`);

function readRows(): Row[] {
  const results = readLastResults();
  const lines = readFileSync("tests/rows.md", "utf8").matchAll(/^- ([LNS]\d+) (.+)$/gm);
  return [...lines].map(([, id = "", title = ""]) => ({
    id,
    title,
    tests: results.filter((test) => new RegExp(`\\b${id}\\b`).test(test.name)),
  }));
}

function stateOf(row: Row): string {
  if (row.tests.length === 0) return "absent";
  return row.tests.every((test) => test.status === "passed") ? "passing" : "failing";
}

function printRow(row: Row): void {
  console.log(`${row.id.padEnd(5)}${stateOf(row).padEnd(9)}${row.title}`);
  for (const test of row.tests) {
    console.log(`               ${test.status === "passed" ? "✓" : "✗"} ${test.file}: ${test.name}`);
  }
}
