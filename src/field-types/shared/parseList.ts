/** A list of texts, as array columns hold it; an empty list means "no value". */
export function parseList(raw: unknown): string[] | null {
  const items = Array.isArray(raw) ? raw : [raw];
  const texts = items.filter((item): item is string => typeof item === "string" && item !== "");
  return texts.length === 0 ? null : texts;
}
