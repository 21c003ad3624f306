// @vitest-environment node
/** Whatever an export writes, an import reads as the same value: every type, as CSV and as workbook. */
import { describe, expect, it } from "vitest";
import { fieldTypeNames, type Field, type FieldTypeName } from "../../../src/model/snapshot";
import { exportCell, type ExportWords } from "../../../src/workspace/export/exportCell";
import { writeCsv } from "../../../src/workspace/export/writeCsv";
import { writeXlsx } from "../../../src/workspace/export/writeXlsx";
import { ImportTable } from "../../../src/workspace/import/read/ImportTable";
import { aField } from "./anEntity";

const timeZone = "Europe/Berlin";
const id = (digit: number) => `3f2b8c1e-0000-4000-8000-00000000000${String(digit)}`;
const people = ["Li Wei", "Twin", "twin"].map((name, place) => ({ id: id(place), name, isActive: true }));
const choices = [
  ["open", "Open", "未处理"],
  ["a", "a", "甲"],
  ["b", "b", "乙"],
  ["both", "a, b", "甲，乙"],
  ["same_1", "Same", "同"],
  ["same_2", "same", "同"],
  ["formula", "=1+1", "“引号”"],
].map(([value = "", en = "", zh = ""]) => ({ value, label: { en, "zh-CN": zh } }));
const titles: Record<number, string> = {
  7: "Acme",
  8: "Twin",
  9: "Twin",
  10: "a, b",
  11: "a",
  12: "b",
  13: "9",
};
const links = new Map<string, string[]>();
for (const [key, title] of Object.entries(titles)) links.set(title, [...(links.get(title) ?? []), key]);
for (const key of Object.keys(titles)) if (!links.has(key)) links.set(key, [key]);

/** Values of each type that are hard to carry. */
const hard: Record<FieldTypeName, unknown[]> = {
  text: [
    "=1+1",
    "'=1",
    "'0123",
    "00123",
    "a\r\nb",
    'say "x", y',
    "+49 30",
    "-",
    "2024-01-02",
    "’tis",
    "'tis",
  ],
  long_text: ["line\nline", "@me", "_x0041_ and \u0007", '="00123"', "a\tb", "x".repeat(40_000), "<&>]]>"],
  rich_text: ["# Head\n\n- *item*", "| a | b |"],
  integer: [0, -7, "9007199254740993", "-9223372036854775807"],
  decimal: ["0.1", "-12345678901234567.89", "0.00000001", "1.234"],
  money: ["-0.05", "1234567.80", "999999999999.99"],
  percent: ["12.5", "33.3333", "-100.5"],
  checkbox: [true, false],
  date: ["2024-02-29", "1999-12-31", "1900-01-01", "1899-12-30", "2099-01-01"],
  datetime: [
    "2024-07-05T12:30:15+00:00",
    "2024-01-05T23:59:59+00:00",
    "2024-07-05T12:30:15.123456+00:00",
    "2024-10-27T00:30:00+00:00",
    "2024-10-27T01:30:00+00:00",
    "1890-01-01T12:00:00+00:00",
  ],
  choice: choices.map(({ value }) => value),
  multi_choice: [["open", "both"], ["a", "b"], ["both"], ["same_1", "same_2", "formula"]],
  tags: [["a, b", 'q"q', "x；y", "plain", " blank "], ["=1"]],
  email: ["a+b@example.com"],
  phone: ["+49 (30) 123-45", "13800000000", "(030) 1"],
  url: ["https://example.com/?a=1,2"],
  json: [{ a: [1, "x, y"] }, "word", 5, "-1", [], true],
  rating: [3],
  progress: [100, 0],
  barcode: ["0012345678905", "-12"],
  duration: [5400, 93_784, 0, 59],
  auto_number: ["A-00012", "00012"],
  relation: [7, 8, 9, 10, 11, 13],
  relations: [[7, 8, 9], [11, 12], [10], [10, 11]],
  person: people.map(({ id: key }) => key),
  file: [[`${id(1)}/a, b.pdf`, `${id(2)}/合同 (1).pdf`]],
  image: [[`${id(3)}/photo.jpg`]],
};

const optionsOf = (type: FieldTypeName): Field["options"] =>
  type.includes("choice") ? { choices } : type === "relations" ? { links: { entity: "t", table: "l" } } : {};

function titlesOf(type: FieldTypeName, value: unknown): Record<string, string | null> {
  if (type === "person") return { f: people.find((person) => person.id === value)?.name ?? null };
  if (type === "relation") return { f: titles[Number(value)] ?? null };
  const keys = type === "relations" && Array.isArray(value) ? value : [];
  return Object.fromEntries(keys.map((key) => [`f:${String(key)}`, titles[Number(key)] ?? null]));
}

/** Zeros at the end of a number and of a second mean nothing. */
const comparable = (type: FieldTypeName, value: unknown): unknown => {
  if (type === "datetime") {
    const [, fraction = ""] = /\.(\d+)/.exec(String(value)) ?? [];
    return `${String(Date.parse(String(value)))} ${fraction.replace(/0+$/, "")}`;
  }
  const text = String(value);
  return typeof value === "string" && /^-?\d+\.\d+$/.test(text) && text.length < 16 ? Number(text) : value;
};

async function roundTrip(type: FieldTypeName, format: "csv" | "xlsx", language: "en" | "zh-CN") {
  const relation = type === "relation" ? { relation: { entity: "t", constraint: "c" } } : {};
  const field = aField("f", type, { options: optionsOf(type), ...relation });
  const words: ExportWords = {
    labelOf: (label) => label?.[language] ?? "",
    yes: language === "en" ? "Yes" : "是",
    no: language === "en" ? "No" : "否",
    timeZone,
    names: { people, links: new Map([["f", links]]) },
  };
  const rows = hard[type].map((value) => [
    exportCell(field, { id: 1, values: { f: value }, titles: titlesOf(type, value) }, words),
  ]);
  const write = format === "csv" ? writeCsv : writeXlsx;
  const file = await write({ title: "t", columns: [{ heading: "F", field }], rows });

  const table = new ImportTable();
  const info = await table.open(new Uint8Array(await file.arrayBuffer()));
  const { dateOrder, decimal } = info.columns[0]?.style ?? { dateOrder: undefined, decimal: "." };
  const plan = { index: 0, field, dateOrder, decimal, links: Object.fromEntries(links) };
  const { findings } = table.convert({ columns: [plan], timeZone, people, isClearing: false });
  return { findings, read: table.slice({ after: 0, count: 100 }).map(([, values]) => values["f"]) };
}

describe.each([
  ["csv", "en"],
  ["csv", "zh-CN"],
  ["xlsx", "en"],
  ["xlsx", "zh-CN"],
] as const)("through a file (%s, %s)", (...[format, language]) => {
  it.each(fieldTypeNames)("L12, L24, L25: a value of type %s comes back as it was", async (type) => {
    const { findings, read } = await roundTrip(type, format, language);

    expect(findings).toEqual([]);
    const seen = read.map((value) => comparable(type, value));
    expect(seen).toEqual(hard[type].map((value) => comparable(type, value)));
  });
});
