/** How the cells of one column write days and numbers, as far as they tell. */
import type { DateOrder } from "../CellParser";

export interface ColumnStyle {
  /** Undefined when no day tells; `isOrderOpen` says whether somebody must be asked. */
  dateOrder: DateOrder | undefined;
  isOrderOpen: boolean;
  decimal: "." | ",";
  /** Numbers such as 1.234 alone, which the one reads as a thousand and the other as a little more than one. */
  isDecimalOpen: boolean;
}

const day = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const isAmount = /^[^\d]{0,5}[\d.,'\s]+[^\d]{0,5}$/;

function orderOf(texts: readonly string[]): Pick<ColumnStyle, "dateOrder" | "isOrderOpen"> {
  const seen = { dmy: false, mdy: false, open: false };
  for (const text of texts) {
    const [, a = "", , b = ""] = day.exec(text) ?? [];
    if (a === "") continue;
    if (Number(a) > 12) seen.dmy = true;
    else if (Number(b) > 12) seen.mdy = true;
    else if (a !== b) seen.open = true;
  }
  if (seen.dmy !== seen.mdy) return { dateOrder: seen.dmy ? "dmy" : "mdy", isOrderOpen: false };
  return { dateOrder: undefined, isOrderOpen: seen.open };
}

function decimalOf(texts: readonly string[]): Pick<ColumnStyle, "decimal" | "isDecimalOpen"> {
  const votes = { ".": 0, ",": 0 };
  let isOpen = false;
  for (const text of texts) {
    if (!isAmount.test(text)) continue;
    const signs = text.replaceAll(/[^.,]/g, "");
    const last = signs.at(-1);
    if (last !== "." && last !== ",") continue;
    const other = last === "." ? "," : ".";
    const tail = /(\d*)\D*$/.exec(text)?.[1] ?? "";
    if (signs.includes(other)) votes[signs.indexOf(last) === signs.length - 1 ? last : other] += 1;
    else if (signs.length > 1) votes[other] += 1;
    else if (tail.length !== 3) votes[last] += 1;
    else isOpen = true;
  }
  const isKnown = votes["."] !== votes[","];
  return { decimal: votes[","] > votes["."] ? "," : ".", isDecimalOpen: isOpen && !isKnown };
}

export const guessHints = (texts: readonly string[]): ColumnStyle => ({
  ...orderOf(texts),
  ...decimalOf(texts),
});
