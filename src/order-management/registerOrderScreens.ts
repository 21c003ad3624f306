/** Tells the workspace about the screens that order management brings along. */
import { lazy } from "react";
import { registerWorkspacePages } from "../shell/workspacePages";
import { registerSelectionActions } from "../workspace/list/selectionActions";
import { registerRecordPage } from "../workspace/recordPages";
import { printAddress } from "./print/printAddress";
import { isSplitNext } from "./split/isSplitNext";
import { SplitNext } from "./split/SplitNext";

const OrderPage = lazy(async () => ({ default: (await import("./order-page/OrderPage")).OrderPage }));
const StockPage = lazy(async () => ({ default: (await import("./stock/StockPage")).StockPage }));

export function registerOrderScreens(): void {
  registerWorkspacePages([
    {
      path: "/work",
      label: "fulfilment.work.title",
      icon: "BarcodeOutlined",
      group: "fulfilment",
      serves: (operation) => operation === "start_picking",
    },
    {
      path: "/reports",
      label: "reports.title",
      icon: "BarChartOutlined",
      group: "reports",
      serves: (operation) => operation.startsWith("report_"),
    },
  ]);
  registerRecordPage("orders", OrderPage, {
    tags: ["status"],
    next: { operation: "apply_split", isOffered: isSplitNext, Tool: SplitNext },
  });
  registerRecordPage("stock", StockPage);
  registerSelectionActions("orders", [
    { label: "fulfilment.printSlips", address: (ids) => printAddress("/print/packing-slips", "ids", ids) },
  ]);
  registerSelectionActions("fulfillment_orders", [
    { label: "fulfilment.printSlips", address: (ids) => printAddress("/print/packing-slips", "parts", ids) },
    {
      label: "fulfilment.printPickList",
      address: (ids) => printAddress("/print/pick-list", "ids", ids),
      operation: "pick_list",
    },
  ]);
}
