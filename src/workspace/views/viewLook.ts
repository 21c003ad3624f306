/** Between a saved view and the state of a list: opens one, saves the other, and tells whether they differ. */
import type { Entity } from "../../model/snapshot";
import type { View, ViewColumn, ViewSettings, ViewTypeName } from "../../model/view";
import { densities, firstListState, type ListState, narrowestColumn, pageSizes } from "../list/listState";
import { writeListState } from "../list/listStateCodec";

/** The setting that says which field a type is drawn by. */
const mainSetting = {
  table: undefined,
  kanban: "lane",
  calendar: "date",
  gallery: "cover",
  chart: undefined,
} as const satisfies Record<ViewTypeName, keyof ViewSettings | undefined>;

/** A list as the view shows it: first page, nothing searched, no record open. */
export function stateOfView({ id, type, settings }: Pick<View, "id" | "type" | "settings">): ListState {
  const columns = settings.columns ?? [];
  const main = mainSetting[type];
  return {
    ...firstListState,
    view: id,
    type,
    by: main && settings[main],
    until: settings.end,
    chart: settings.chart,
    condition: settings.filter,
    sort: settings.sort ?? [],
    pageSize: pageSizes.find((size) => size === settings.pageSize) ?? firstListState.pageSize,
    fields: columns.length > 0 ? columns.map(({ field }) => field) : undefined,
    widths: Object.fromEntries(columns.flatMap(widthOf)),
    pinned: columns.filter(({ pinned }) => pinned).map(({ field }) => field),
    density: densities.find((density) => density === settings.density) ?? firstListState.density,
    group: settings.group?.[0]?.field,
    aggregates: settings.aggregates ?? [],
    colours: settings.colours ?? [],
  };
}

const widthOf = ({ field, width = 0 }: ViewColumn): [string, number][] =>
  width >= narrowestColumn ? [[field, width]] : [];

/** What is as usual is left out, so that later changes of the usual reach the view. */
export function settingsOfState(state: ListState, entity: Entity): ViewSettings {
  const { type, by, until, chart, condition, sort, pageSize, density, group, aggregates, colours } = state;
  const columns = columnsOf(state, entity);
  const main = mainSetting[type];
  return {
    ...(columns && { columns }),
    ...(condition && { filter: condition }),
    ...(sort.length > 0 && { sort }),
    ...(group !== undefined && { group: [{ field: group }] }),
    ...(aggregates.length > 0 && { aggregates }),
    ...(colours.length > 0 && { colours }),
    ...(density !== firstListState.density && { density }),
    ...(pageSize !== firstListState.pageSize && { pageSize }),
    ...(main && by !== undefined && { [main]: by }),
    ...(until !== undefined && { end: until }),
    ...(type === "chart" && chart !== undefined && { chart }),
  };
}

function columnsOf({ fields, widths, pinned }: ListState, entity: Entity): ViewColumn[] | undefined {
  const isUsual = !fields && pinned.length === 0 && Object.keys(widths).length === 0;
  if (isUsual) return undefined;
  return (fields ?? entity.listFields).map((field) => {
    const width = widths[field];
    return { field, ...(width !== undefined && { width }), ...(pinned.includes(field) && { pinned: true }) };
  });
}

/** Whether the list looks otherwise than its view; without one, than the entity's usual list. */
export function isChanged(state: ListState, view: View | undefined, entity: Entity): boolean {
  const usual = view ? stateOfView(view) : { ...firstListState, view: state.view };
  return lookOf(state, entity) !== lookOf(usual, entity);
}

/** The same columns, named or not, look the same. */
function lookOf(state: ListState, entity: Entity): string {
  const passing = { search: "", page: 1, record: undefined, isEditing: false };
  const { columns, ...settings } = settingsOfState(state, entity);
  const shown = columns ?? entity.listFields.map((field) => ({ field }));
  return JSON.stringify([
    writeListState({ ...stateOfView({ ...noView, type: state.type, settings }), ...passing }),
    shown,
  ]);
}

const noView = { id: "none" };
