/** All ways of showing many records. To add one: add a folder, then a line here. */
import { lazy } from "react";
import type { ViewTypeName } from "../model/view";
import { TableView } from "./table/TableView";
import type { ViewType } from "./ViewType";

const KanbanView = lazy(async () => ({ default: (await import("./kanban/KanbanView")).KanbanView }));
const CalendarView = lazy(async () => ({ default: (await import("./calendar/CalendarView")).CalendarView }));
const GalleryView = lazy(async () => ({ default: (await import("./gallery/GalleryView")).GalleryView }));

const ChartView = lazy(async () => ({ default: (await import("./chart/ChartView")).ChartView }));

export const viewTypes: Record<ViewTypeName, ViewType> = {
  table: { Display: TableView },
  kanban: { Display: KanbanView, readsItself: true },
  calendar: { Display: CalendarView, readsItself: true },
  gallery: { Display: GalleryView },
  chart: { Display: ChartView, readsItself: true },
};
