/** All addresses of the app; pages are fetched when first opened. */
import { createBrowserRouter } from "react-router";
import { DataProviders } from "./data/DataProviders";
import { HomePage } from "./shell/HomePage";
import { KeyedByEntity } from "./shell/KeyedByEntity";
import { NotFoundPage } from "./shell/NotFoundPage";
import { RouteFailure } from "./shell/RouteFailure";
import { SignedInApp } from "./shell/SignedInApp";
import { studioRoutes } from "./studio/studioRoutes";
import { AppSkeleton } from "./ui/AppSkeleton";

const listPage = async () => ({
  Component: (await import("./workspace/list/RecordListPage")).RecordListPage,
});
const recordPage = async () => ({ Component: (await import("./workspace/record/RecordPage")).RecordPage });
const formPage = async () => ({
  Component: (await import("./workspace/form/RecordFormPage")).RecordFormPage,
});
const importPage = async () => ({ Component: (await import("./workspace/import/ImportPage")).ImportPage });
const signInPage = async () => ({ Component: (await import("./session/SignInPage")).SignInPage });
const resetPasswordPage = async () => ({
  Component: (await import("./session/ResetPasswordPage")).ResetPasswordPage,
});
const historyPage = async () => ({
  Component: (await import("./workspace/history/HistoryPage")).HistoryPage,
});
const batchesPage = async () => ({
  Component: (await import("./view-types/batches/BatchesPage")).BatchesPage,
});
const reportsPage = async () => ({
  Component: (await import("./order-management/reports/ReportsPage")).ReportsPage,
});
const packingSlipsPage = async () => ({
  Component: (await import("./order-management/print/PackingSlipsPage")).PackingSlipsPage,
});
const pickListPage = async () => ({
  Component: (await import("./order-management/print/PickListPage")).PickListPage,
});
const workQueuePage = async () => ({
  Component: (await import("./order-management/warehouse/WorkQueuePage")).WorkQueuePage,
});
const workPage = async () => ({
  Component: (await import("./order-management/warehouse/WorkPage")).WorkPage,
});
const accountPage = async () => ({ Component: (await import("./session/AccountPage")).AccountPage });

export const createRoutes = () =>
  createBrowserRouter([
    {
      Component: DataProviders,
      HydrateFallback: AppSkeleton,
      ErrorBoundary: RouteFailure,
      children: [
        { path: "sign-in", lazy: signInPage },
        { path: "reset-password", lazy: resetPasswordPage },
        { path: "print/packing-slips", lazy: packingSlipsPage, ErrorBoundary: RouteFailure },
        { path: "print/pick-list", lazy: pickListPage, ErrorBoundary: RouteFailure },
        {
          Component: SignedInApp,
          children: [
            { index: true, Component: HomePage },
            {
              path: "e/:entity",
              Component: KeyedByEntity,
              ErrorBoundary: RouteFailure,
              children: [
                { index: true, lazy: listPage },
                { path: "new", lazy: formPage },
                { path: "import", lazy: importPage },
                { path: "history", lazy: historyPage },
                { path: ":id", lazy: recordPage },
                { path: ":id/edit", lazy: formPage },
              ],
            },
            { ErrorBoundary: RouteFailure, children: studioRoutes },
            { path: "batches", lazy: batchesPage, ErrorBoundary: RouteFailure },
            { path: "reports", lazy: reportsPage, ErrorBoundary: RouteFailure },
            { path: "work", lazy: workQueuePage, ErrorBoundary: RouteFailure },
            { path: "work/:id", lazy: workPage, ErrorBoundary: RouteFailure },
            { path: "account", lazy: accountPage, ErrorBoundary: RouteFailure },
            { path: "*", Component: NotFoundPage },
          ],
        },
      ],
    },
  ]);
