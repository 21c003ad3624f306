/** One comparison of one field as PostgREST writes it, every value quoted. */
import type { Comparison, Operator } from "../model/condition";
import type { Field } from "../model/snapshot";
import { DataError } from "./DataError";
import { arrayLiteral, escapeLike, escapeRegex, quoteName, quoteValue } from "./quote";
import { reasonMessage } from "./translate";

export interface ComparisonContext {
  memberId: string;
  timeZone: string;
  now: Date;
}

/** More values than this would not fit into an address. */
const mostValues = 400;

const isArray = (field: Field) => ["tags", "multi_choice", "relations", "file", "image"].includes(field.type);
const isText = (field: Field) =>
  ["text", "long_text", "rich_text", "choice", "email", "phone", "url", "barcode", "auto_number"].includes(
    field.type,
  );

/** YYYY-MM-DD of a moment in a time zone. */
export const dayIn = (timeZone: string, moment: Date) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(moment);

function variableValue(name: string, { memberId, timeZone, now }: ComparisonContext): string {
  if (name === "me") return memberId;
  if (name === "now") return now.toISOString();
  if (name === "today") return dayIn(timeZone, now);
  throw new DataError({
    status: 400,
    reason: "unknown_field",
    message: reasonMessage("unknown_field", { field: name }) ?? name,
  });
}

const asText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null || value === undefined ? "" : JSON.stringify(value);
};

const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText) : [asText(value)]);

/** `*` is PostgREST's second way to write %, and nothing escapes it there; a regular expression knows no such star. */
export function likePattern(text: string, { startOnly = false } = {}): string {
  if (text.includes("*")) return `imatch.${quoteValue(`${startOnly ? "^" : ""}${escapeRegex(text)}`)}`;
  return `ilike.${quoteValue(`${startOnly ? "" : "*"}${escapeLike(text)}*`)}`;
}

const list = (values: readonly string[]) => {
  if (values.length > mostValues) {
    const message = reasonMessage("too_many_values") ?? "too_many_values";
    throw new DataError({ status: 400, reason: "too_many_values", message });
  }
  return `(${values.map(quoteValue).join(",")})`;
};

type Writer = (column: string, value: unknown, field: Field) => string;

const simple =
  (operator: string): Writer =>
  (column, value) =>
    `${column}.${operator}.${quoteValue(asText(value))}`;

const isEmpty: Writer = (column, _value, field) => {
  if (isArray(field)) return `or(${column}.is.null,${column}.eq."{}")`;
  return isText(field) ? `or(${column}.is.null,${column}.eq."")` : `${column}.is.null`;
};

const writers: Record<Operator, Writer> = {
  eq: simple("eq"),
  // Like "is distinct from": a record without a value differs too.
  neq: (column, value) => `or(${column}.neq.${quoteValue(asText(value))},${column}.is.null)`,
  lt: simple("lt"),
  lte: simple("lte"),
  gt: simple("gt"),
  gte: simple("gte"),
  in: (column, value) => `${column}.in.${list(asTexts(value))}`,
  nin: (column, value) => `or(${column}.not.in.${list(asTexts(value))},${column}.is.null)`,
  contains: (column, value, field) =>
    isArray(field)
      ? `${column}.cs.${quoteValue(arrayLiteral(asTexts(value)))}`
      : `${column}.${likePattern(asText(value))}`,
  starts_with: (column, value) => `${column}.${likePattern(asText(value), { startOnly: true })}`,
  overlaps: (column, value) => `${column}.ov.${quoteValue(arrayLiteral(asTexts(value)))}`,
  is_empty: isEmpty,
  visible: (column) => `${column}.not.is.null`,
  is_not_empty: (column, value, field) => `not.and(${isEmpty(column, value, field)})`,
};

export function compareField(
  field: Field,
  { op, value, variable }: Comparison,
  context: ComparisonContext,
): string {
  const compared = variable === undefined ? value : variableValue(variable, context);
  return writers[op](quoteName(field.name), compared, field);
}
