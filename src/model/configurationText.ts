/** The configuration file as text: what names a thing comes first, what is short stays on its line, so that it reads and compares well. */

/** Keys that stand in front, in this order; all others follow by name. */
const firstKeys = [
  "format",
  "key",
  "entity",
  "role",
  "name",
  "origin",
  "type",
  "action",
  "value",
  "label",
  "en",
  "zh-CN",
  "help",
  "settings",
  "navigation_groups",
  "entities",
  "variables",
  "operations",
  "scopes",
  "roles",
];
const lastKeys = ["options", "fields", "permissions"];
const width = 110;

function rankOf(key: string): number {
  const first = firstKeys.indexOf(key);
  if (first >= 0) return first;
  const last = lastKeys.indexOf(key);
  return last >= 0 ? 2000 + last : 1000;
}

const compareKeys = (a: string, b: string) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1);

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => compareKeys(a, b));
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = membersOf(value).map(([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`);
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

function lines(value: unknown, indent: string, before: number): string {
  const short = onOneLine(value);
  if (typeof value !== "object" || value === null || indent.length + before + short.length <= width)
    return short;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + lines(item, inner, 0)).join(",\n")}\n${indent}]`;
  }
  const members = membersOf(value).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + lines(member, inner, name.length);
  });
  return `{\n${members.join(",\n")}\n${indent}}`;
}

export const configurationText = (file: object): string => `${lines(file, "", 0)}\n`;
