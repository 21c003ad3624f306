/** A readable wish for a column's name, from any label; Chinese becomes pinyin. The database has the last word. */
import { convertToPinyin, isSupported } from "tiny-pinyin";

const hasHan = /\p{Script=Han}/u;

export function wishedName(label: string): string {
  const readable = hasHan.test(label) && isSupported() ? convertToPinyin(label, "_", true) : label;
  const latin = readable.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return latin
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40);
}
