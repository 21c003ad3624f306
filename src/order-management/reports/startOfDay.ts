/** The moment in which a day begins in a time zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clock of a zone is ahead of UTC at a moment, in milliseconds. */
function lead(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(at).replace(" ", "T")}Z`) - at;
}

export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Asked twice, because the clock may change in between.
  const guess = midnight - lead(midnight, timeZone);
  return new Date(midnight - lead(guess, timeZone)).toISOString();
}
