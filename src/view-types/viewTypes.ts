/** All ways of showing many records. To add one: add a folder, then a line here. */
import { TableView } from "./table/TableView";
import type { ViewType } from "./ViewType";

export const viewTypes = {
  table: { Display: TableView },
} satisfies Record<string, ViewType>;
