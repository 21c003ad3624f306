/** What a formula can result in, and be made of. */
import type { FieldTypeName } from "../model/snapshot";

export const formulaTypes: readonly FieldTypeName[] = [
  "text",
  "integer",
  "decimal",
  "money",
  "percent",
  "checkbox",
  "date",
];
