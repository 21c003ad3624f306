/** Reads and writes the state of a list as a short, readable query string. */
import { readCondition, writeCondition } from "../../filter/conditionCodec";
import { densities, firstListState, type ListState, pageSizes } from "./listState";

const names = {
  search: "q",
  condition: "f",
  sort: "s",
  page: "p",
  pageSize: "n",
  fields: "c",
  density: "d",
  record: "r",
  isEditing: "e",
} as const;

export function readListState(query: string): ListState {
  const params = new URLSearchParams(query);
  const text = (name: keyof typeof names) => params.get(names[name]) ?? undefined;
  const filter = text("condition");
  return {
    search: text("search") ?? "",
    condition: filter === undefined ? undefined : readCondition(filter),
    sort: readSort(text("sort")),
    page: readPage(text("page")),
    pageSize: pageSizes.find((size) => String(size) === text("pageSize")) ?? firstListState.pageSize,
    fields: readNames(text("fields")),
    density: densities.find((density) => density === text("density")) ?? firstListState.density,
    record: text("record"),
    isEditing: text("isEditing") === "1",
  };
}

/** Leaves out what is as usual, so that a plain list has a plain address. */
export function writeListState(state: ListState): string {
  const parts: [keyof typeof names, string | undefined][] = [
    ["search", state.search || undefined],
    ["condition", state.condition && writeCondition(state.condition)],
    ["sort", state.sort.map((sort) => (sort.descending ? "-" : "") + sort.field).join(",") || undefined],
    ["page", state.page > 1 ? String(state.page) : undefined],
    ["pageSize", state.pageSize === firstListState.pageSize ? undefined : String(state.pageSize)],
    ["fields", state.fields?.join(",")],
    ["density", state.density === firstListState.density ? undefined : state.density],
    ["record", state.record],
    ["isEditing", state.isEditing ? "1" : undefined],
  ];
  const query = parts.flatMap(([name, value]) =>
    value === undefined ? [] : [`${names[name]}=${readableEncode(value)}`],
  );
  return query.length === 0 ? "" : `?${query.join("&")}`;
}

/** Commas and colons are allowed in a query; encoded they would only make links unreadable. */
function readableEncode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%24", "$");
}

function readNames(text: string | undefined): string[] | undefined {
  const found = text?.split(",").filter((name) => name !== "");
  return found?.length ? found : undefined;
}

function readSort(text: string | undefined): ListState["sort"] {
  return (readNames(text) ?? []).map((name) =>
    name.startsWith("-") ? { field: name.slice(1), descending: true } : { field: name, descending: false },
  );
}

function readPage(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
