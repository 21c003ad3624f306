/** Text as a column holds it: an empty input means "no value". */
export function parseText(raw: unknown): string | null {
  if (typeof raw === "number") return String(raw);
  if (typeof raw !== "string") return null;
  const text = raw.trim();
  return text === "" ? null : text;
}
