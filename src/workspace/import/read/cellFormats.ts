/** What the number formats of a workbook make of a number: a day, a time, a share, or a number. */
import { attributeOf } from "./xml";

export type CellFormat = "number" | "date" | "time" | "percent";

function ofCode(code: string): CellFormat {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*./gi, "").toLowerCase();
  if (/[yd]|m{3,}|^[^hs]*m[^hs]*$/.test(bare) && !/^general$/.test(bare)) return "date";
  if (/[hs]/.test(bare)) return "time";
  return bare.includes("%") ? "percent" : "number";
}

function builtIn(id: number): CellFormat {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return "date";
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? "time" : "number";
}

/** Formats by the number of a cell's style. */
export function readFormats(styles: string): CellFormat[] {
  const codes = new Map<string, string>();
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    codes.set(attributeOf(tag, "numFmtId") ?? "", attributeOf(tag, "formatCode") ?? "");
  }
  const [looks = ""] = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles) ?? [];
  return Array.from(looks.matchAll(/<(?:\w+:)?xf\s[^>]*>/g), ([tag]) => {
    const id = attributeOf(tag, "numFmtId") ?? "0";
    const code = codes.get(id);
    return code === undefined ? builtIn(Number(id)) : ofCode(code);
  });
}

const tidy = (value: number): string => {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return /e-/.test(text) ? rounded.toFixed(20).replace(/0+$/, "") : text;
};

/** A number as text that every field type reads; days count from 1900 or, in old Mac files, from 1904. */
export function formatNumber(raw: string, format: CellFormat, isFrom1904: boolean): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (format === "percent") return `${tidy(value * 100)}%`;
  if (format === "number") return tidy(value);
  const moment = new Date(Math.round((value + (isFrom1904 ? 1462 : 0) - 25_569) * 86_400) * 1000);
  if (Number.isNaN(moment.getTime())) return raw;
  const [day = "", time = ""] = moment.toISOString().split("T");
  if (format === "time" && value < 1) return time.slice(0, 8);
  return value % 1 === 0 ? day : `${day} ${time.slice(0, 8)}`;
}
