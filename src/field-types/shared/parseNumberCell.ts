/** Cells with numbers. Long ones stay text, so that no digit is lost on the way to the database. */
import type { Field } from "../../model/snapshot";
import type { CellHints, CellParser } from "../CellParser";
import { readNumberText } from "./readNumberText";

const keptDigits = 15;

const read = (text: string, { options }: Field, { decimal }: CellHints) =>
  readNumberText(text, { decimal, unit: options.unit });

const valueOf = (digits: string) =>
  digits.replaceAll(/\D/g, "").length <= keptDigits ? Number(digits) : digits;

export const parseNumberCell: CellParser = (text, field, hints) => {
  const digits = read(text, field, hints);
  if (digits === undefined) return { problem: "number" };
  const places = digits.replace(/0+$/, "").split(".")[1]?.length ?? 0;
  const { scale } = field.options;
  return digits.includes(".") && scale !== undefined && places > scale
    ? { problem: "decimals" }
    : { value: valueOf(digits) };
};

export const parseWholeCell: CellParser = (text, field, hints) => {
  const digits = read(text, field, hints)?.replace(/\.0*$/, "");
  if (digits === undefined) return { problem: "number" };
  return digits.includes(".") ? { problem: "integer" } : { value: valueOf(digits) };
};
