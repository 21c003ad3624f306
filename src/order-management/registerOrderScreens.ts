/** Tells the workspace about the screens that order management brings along. */
import { lazy } from "react";
import { registerWorkspacePages } from "../shell/workspacePages";
import { registerRecordPage } from "../workspace/recordPages";

const OrderPage = lazy(async () => ({ default: (await import("./order-page/OrderPage")).OrderPage }));

export function registerOrderScreens(): void {
  registerWorkspacePages([
    {
      path: "/reports",
      label: "reports.title",
      icon: "BarChartOutlined",
      group: "reports",
      serves: (operation) => operation.startsWith("report_"),
    },
  ]);
  registerRecordPage("orders", OrderPage, { tags: ["status"] });
}
