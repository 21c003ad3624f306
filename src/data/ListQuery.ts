/** What a list asks for. */
import type { Condition } from "../model/condition";
import type { Sort } from "../model/snapshot";

export interface ListQuery {
  condition?: Condition | undefined;
  search?: string | undefined;
  sort?: readonly Sort[] | undefined;
  /** From 1. */
  page: number;
  pageSize: number;
  /** Names of the fields wanted; absent = the list fields of the entity. */
  fields?: readonly string[] | undefined;
  /** "exact" counts every row, "none" only knows this page. */
  count?: "estimated" | "exact" | "none" | undefined;
  /** Every digit of numbers, as text. */
  isExact?: boolean;
}
