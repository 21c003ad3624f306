/** Seconds of a span of time as people write it: 1:30, 1:30:15, 90m, 1.5h, 2d 4h, 1小时30分; a bare number is minutes. */
const units: Readonly<Record<string, number>> = {
  d: 86_400,
  天: 86_400,
  日: 86_400,
  h: 3600,
  小时: 3600,
  时: 3600,
  m: 60,
  min: 60,
  分钟: 60,
  分: 60,
  s: 1,
  秒: 1,
};

const part = /^(\d+(?:\.\d+)?)\s*(min|小时|分钟|[dhms天日时分秒])\s*/i;

export function parseDuration(written: string): number | null {
  const text = written.normalize("NFKC").trim().toLowerCase();
  const clock = /^(\d+):([0-5]?\d)(?::([0-5]?\d))?$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 60);
  let rest = text;
  let seconds = 0;
  for (let match = part.exec(rest); match; match = part.exec(rest)) {
    seconds += Number(match[1]) * (units[match[2] ?? ""] ?? 0);
    rest = rest.slice(match[0].length);
  }
  return text !== "" && rest === "" ? Math.round(seconds) : null;
}
