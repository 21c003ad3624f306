/** What a formula can result in, and be made of. */
import type { NewFieldTypeName } from "../model/fieldChange";

export const formulaTypes: readonly NewFieldTypeName[] = [
  "text",
  "integer",
  "decimal",
  "money",
  "percent",
  "checkbox",
  "date",
];
