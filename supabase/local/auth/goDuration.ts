/** Durations as Go writes them: 24h, 1h30m, 1.5h, 300ms. Null when it is none. */
const MILLISECONDS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
// Go counts nanoseconds in 64 bits, about 292 years.
const LONGEST = 2 ** 63 / 1e6;

/** The duration in milliseconds. */
export function goDuration(text: string): number | null {
  if (text.length > 64) return null;
  const sign = text.startsWith("-") ? -1 : 1;
  const rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return null;
  let total = 0;
  for (const [, amount, unit] of rest.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(amount) * (MILLISECONDS[unit ?? ""] ?? 0);
  }
  return total < LONGEST ? sign * total : null;
}
