/** A point in time as ISO 8601 text, or null. */
export function parseMoment(raw: unknown): string | null {
  if (typeof raw !== "string" || raw === "") return null;
  return Number.isNaN(Date.parse(raw)) ? null : raw;
}
