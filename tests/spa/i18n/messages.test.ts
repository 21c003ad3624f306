// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messages as english } from "../../../src/i18n/en/messages";
import { messages as chinese } from "../../../src/i18n/zh-CN/messages";

type Messages = { [key: string]: string | Messages };

function flatten(messages: Messages, path = ""): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
  );
  return new Map(entries);
}

const en = flatten(english);
const zh = flatten(chinese);

/** Chinese has one plural form, English two. */
const stem = (key: string) => key.replace(/_(one|other)$/, "");
const stems = (keys: Iterable<string>) => [...new Set([...keys].map(stem))].sort();

const sourceFiles = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(en|zh-CN)\//.test(file))
  .map((file) => readFileSync(join("src", file), "utf8"));
const source = sourceFiles.join("\n");

/** Keys in full, and the fixed beginnings of those that are put together. */
const usedKeys = new Set(
  [...source.matchAll(/["'`]([a-z]\w*(?:\.\w+)+)["'`]/gi)].map((match) => match[1] ?? ""),
);
const usedPrefixes = [
  ...[...usedKeys].map((key) => `${key}.`),
  ...[...source.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/gi)].map((match) => match[1] ?? ""),
];
/** reasonMessage() looks a reason up by its bare name, which may also come from the database. */
const isReason = (key: string) => key.startsWith("errors.reason.");

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("messages", () => {
  it("have the same keys in both languages", () => {
    expect(stems(zh.keys())).toEqual(stems(en.keys()));
  });

  it("use the same placeholders in both languages", () => {
    for (const [key, text] of zh) {
      const other = en.get(key) ?? en.get(`${stem(key)}_other`) ?? "";
      expect([key, ...placeholders(text)]).toEqual([key, ...placeholders(other)]);
    }
  });

  it("are never empty, and Chinese ones are Chinese", () => {
    const untranslated = [...zh].filter(
      ([key, text]) => text === en.get(key) && /[a-z]{3}/i.test(text.replace(/\{\{\w+\}\}/g, "")),
    );

    expect([...en, ...zh].filter(([, text]) => text.trim() === "")).toEqual([]);
    expect(untranslated.map(([key]) => key)).toEqual(["general.appName"]);
  });

  it("are all used", () => {
    const unused = stems(en.keys()).filter(
      (key) => !usedKeys.has(key) && !isReason(key) && !usedPrefixes.some((prefix) => key.startsWith(prefix)),
    );

    expect(unused).toEqual([]);
  });

  it("are there for every key that the source asks for", () => {
    const topics = new Set(Object.keys(english));
    const known = new Set(stems(en.keys()));
    const asked = [...usedKeys].filter((key) => topics.has(key.split(".")[0] ?? ""));

    const isBranch = (key: string) => [...known].some((other) => other.startsWith(`${key}.`));

    expect(asked.filter((key) => !known.has(key) && !isBranch(key))).toEqual([]);
  });
});
