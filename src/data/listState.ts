/** A list's view, filter, search, order and page as a short address, and back. */
import type { Condition } from "../model/condition";
import type { Sort } from "../model/snapshot";
import { foldCondition, unfoldCondition } from "./foldCondition";

export interface ListState {
  view?: string | undefined;
  condition?: Condition | undefined;
  search?: string | undefined;
  sort: Sort[];
  /** From 1. */
  page: number;
  pageSize?: number | undefined;
}

/** Characters that JSON needs often change places with ones that an address carries bare. */
const swaps = new Map(
  ["\"'", "[(", "])", ",!"].flatMap(([a = "", b = ""]) => [
    [a, b],
    [b, a],
  ]),
);
const swap = (text: string) => text.replace(/["'[\](),!]/g, (character) => swaps.get(character) ?? character);

const encodeCondition = (condition: Condition) => swap(JSON.stringify(foldCondition(condition)));

function decodeCondition(text: string): Condition | undefined {
  try {
    return unfoldCondition(JSON.parse(swap(text)));
  } catch {
    return undefined;
  }
}

const encodeSort = (sort: readonly Sort[]) =>
  sort.map(({ field, descending }) => `${descending ? "-" : ""}${field}`).join("*");

const decodeSort = (text: string): Sort[] =>
  text
    .split("*")
    .filter((part) => part !== "" && part !== "-")
    .map((part) => ({ field: part.replace(/^-/, ""), descending: part.startsWith("-") }));

const positive = (text: string | null) =>
  text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;

/** The query string without a question mark; empty for the plain list. */
export function encodeListState({ view, condition, search, sort, page, pageSize }: ListState): string {
  const parts: [string, string | undefined][] = [
    ["v", view],
    ["q", search],
    ["f", condition && encodeCondition(condition)],
    ["s", encodeSort(sort)],
    ["n", pageSize === undefined ? undefined : String(pageSize)],
    ["p", page > 1 ? String(page) : undefined],
  ];
  return parts.flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : [])).join("&");
}

/** What cannot be read is left out; the address bar is open to anyone. */
export function decodeListState(queryString: string): ListState {
  const parts = new URLSearchParams(queryString);
  const filter = parts.get("f");
  const pageSize = positive(parts.get("n"));
  return {
    view: parts.get("v") ?? undefined,
    search: parts.get("q") ?? undefined,
    condition: filter === null ? undefined : decodeCondition(filter),
    sort: decodeSort(parts.get("s") ?? ""),
    page: positive(parts.get("p")) ?? 1,
    pageSize: pageSize && Math.min(pageSize, 200),
  };
}
