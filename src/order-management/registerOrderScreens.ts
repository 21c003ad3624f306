/** Tells the workspace about the screens that order management brings along. */
import { lazy } from "react";
import { registerRecordPage } from "../workspace/recordPages";

const OrderPage = lazy(async () => ({ default: (await import("./order-page/OrderPage")).OrderPage }));

export function registerOrderScreens(): void {
  registerRecordPage("orders", OrderPage, { tags: ["status"] });
}
