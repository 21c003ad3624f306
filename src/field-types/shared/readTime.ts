/** A time of day, with or without half of the day and zone: "14:05", "2:05:30 PM", "T06:05Z", "下午2:05". */
export interface TimeText {
  /** HH:mm:ss, with fractions when there are any. */
  time: string;
  /** "Z" or "+08:00"; "" when the text names none. */
  zone: string;
}

const pattern =
  /^T?\s*(上午|下午|am|pm)?\s*(\d{1,2})[:时点](\d{2})(?:[:分](\d{2}(?:\.\d{1,6})?)?秒?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?(?:\d{2})?)?$/i;

/** Nothing is midnight; undefined when it is no time. */
export function readTime(text: string): TimeText | undefined {
  if (text === "") return { time: "00:00:00", zone: "" };
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, before = "", hours = "", minutes = "", seconds = "00", after = "", zone = ""] = match;
  const half = (before || after).toLowerCase();
  const isLate = half === "pm" || half === "下午";
  const hour = half === "" ? Number(hours) : (Number(hours) % 12) + (isLate ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const digits = zone.replace(":", "").padEnd(5, "0");
  const offset = /^[+-]/.test(zone) ? `${digits.slice(0, 3)}:${digits.slice(3)}` : zone && "Z";
  return { time: `${String(hour).padStart(2, "0")}:${minutes}:${seconds}`, zone: offset };
}
