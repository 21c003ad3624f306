/** The key of a record: a number stays a number, also when it comes as text from an address. */
import type { RecordId } from "../../data/record";

export function parseKey(raw: unknown): RecordId | null {
  if (typeof raw === "number") return raw;
  if (typeof raw !== "string" || raw === "") return null;
  const number = Number(raw);
  return Number.isSafeInteger(number) && String(number) === raw ? number : raw;
}
