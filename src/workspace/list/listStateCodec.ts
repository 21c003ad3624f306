/** Reads and writes the state of a list as a short, readable query string. */
import { readCondition, writeCondition } from "../../filter/conditionCodec";
import { aggregateOps, viewTypeNames } from "../../model/view";
import { densities, firstListState, type ListState, narrowestColumn, pageSizes } from "./listState";

const names = {
  view: "v",
  type: "t",
  by: "l",
  until: "u",
  at: "m",
  chart: "h",
  search: "q",
  condition: "f",
  sort: "s",
  page: "p",
  pageSize: "n",
  fields: "c",
  widths: "w",
  pinned: "x",
  density: "d",
  group: "g",
  aggregates: "a",
  colours: "k",
  record: "r",
  isEditing: "e",
} as const;

export function readListState(query: string): ListState {
  const params = new URLSearchParams(query);
  const text = (name: keyof typeof names) => params.get(names[name]) ?? undefined;
  const filter = text("condition");
  return {
    view: text("view"),
    type: viewTypeNames.find((type) => type === text("type")) ?? firstListState.type,
    by: text("by"),
    until: text("until"),
    at: /^\d{4}-(0[1-9]|1[0-2])$/.exec(text("at") ?? "")?.[0],
    chart: text("chart"),
    search: text("search") ?? "",
    condition: filter === undefined ? undefined : readCondition(filter),
    sort: readSort(text("sort")),
    page: readPage(text("page")),
    pageSize: pageSizes.find((size) => String(size) === text("pageSize")) ?? firstListState.pageSize,
    fields: readNames(text("fields")),
    density: densities.find((density) => density === text("density")) ?? firstListState.density,
    widths: readWidths(text("widths")),
    pinned: readNames(text("pinned")) ?? [],
    group: text("group"),
    aggregates: pairs(text("aggregates")).flatMap(([name, field]) => {
      const op = aggregateOps.find((candidate) => candidate === name);
      return op ? [{ field, op }] : [];
    }),
    colours: params.getAll(names.colours).flatMap((rule) => {
      const [color = ""] = rule.split(":", 1);
      const condition = readCondition(rule.slice(color.length + 1));
      return condition ? [{ color, condition }] : [];
    }),
    record: text("record"),
    isEditing: text("isEditing") === "1",
  };
}

/** Leaves out what is as usual, so that a plain list has a plain address. */
export function writeListState(state: ListState): string {
  const parts: [keyof typeof names, string | undefined][] = [
    ["view", state.view],
    ["type", state.type === firstListState.type ? undefined : state.type],
    ["by", state.by],
    ["until", state.until],
    ["at", state.at],
    ["chart", state.chart],
    ["search", state.search || undefined],
    ["condition", state.condition && writeCondition(state.condition)],
    ["sort", state.sort.map((sort) => (sort.descending ? "-" : "") + sort.field).join(",") || undefined],
    ["page", state.page > 1 ? String(state.page) : undefined],
    ["pageSize", state.pageSize === firstListState.pageSize ? undefined : String(state.pageSize)],
    ["fields", state.fields?.join(",")],
    ["density", state.density === firstListState.density ? undefined : state.density],
    ["widths", writePairs(Object.entries(state.widths))],
    ["pinned", state.pinned.join(",") || undefined],
    ["group", state.group],
    ["aggregates", writePairs(state.aggregates.map(({ field, op }) => [op, field]))],
    ...state.colours.map(({ color, condition }): ["colours", string] => [
      "colours",
      `${color}:${writeCondition(condition)}`,
    ]),
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

const writePairs = (entries: [string, string | number][]) =>
  entries.map(([left, right]) => `${left}:${right}`).join(",") || undefined;

/** "a:1,b:2", halved at the first colon of each part. */
function pairs(text: string | undefined): [string, string][] {
  return (readNames(text) ?? []).map((part) => {
    const [left = ""] = part.split(":", 1);
    return [left, part.slice(left.length + 1)];
  });
}

function readWidths(text: string | undefined): Record<string, number> {
  const widths = pairs(text).map(([name, width]) => [name, Number(width)] as const);
  return Object.fromEntries(widths.filter(([, width]) => width >= narrowestColumn));
}
