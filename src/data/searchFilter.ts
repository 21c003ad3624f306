/** One search box over several fields: trigram-friendly for Latin text, grams for everything else. */
import type { Entity, Field } from "../model/snapshot";
import { likePattern } from "./compareField";
import { readableField } from "./fieldAccess";
import { grams, hasCjk } from "./grams";
import { arrayLiteral, quoteName, quoteValue } from "./quote";

/** Trigram indexes need three characters to start from. */
const shortestForTrigrams = 3;

const textTypes = new Set(["text", "long_text", "choice", "email", "phone", "url"]);

const byGrams = (field: Field, column: string, text: string) => {
  const found = `${quoteName(column)}.cs.${quoteValue(arrayLiteral(grams(text)))}`;
  // Pairs alone would also find the same pairs elsewhere in the text.
  return Array.from(text).length > 2 ? `and(${found},${quoteName(field.name)}.${likePattern(text)})` : found;
};

const byPattern = (field: Field, text: string) => `${quoteName(field.name)}.${likePattern(text)}`;

/** A filter tree, or undefined when there is nothing to search for. Fields that may not be read are left out. */
export function searchFilter(search: string | undefined, entity: Entity): string | undefined {
  const text = search?.replace(/\s+/g, " ").trim() ?? "";
  if (text === "") return undefined;
  const fields = entity.searchFields.flatMap((name) => readableField(entity, name) ?? []);
  const texts = fields.filter((field) => textTypes.has(field.type));
  const numbers = fields.filter((field) => field.type === "integer" && /^\d{1,15}$/.test(text));

  const needsGrams = hasCjk(text) || text.length < shortestForTrigrams;
  const hasGrams = texts.some((field) => field.gramsColumn);
  const parts = texts.flatMap((field) => {
    if (!needsGrams || !hasGrams) return byPattern(field, text);
    return field.gramsColumn ? byGrams(field, field.gramsColumn, text) : [];
  });
  const exact = numbers.map((field) => `${quoteName(field.name)}.eq.${text}`);
  const all = [...parts, ...exact];
  return all.length > 0 ? `or(${all.join(",")})` : `${quoteName(entity.primaryKey)}.is.null`;
}
