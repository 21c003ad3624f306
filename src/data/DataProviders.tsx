/** Refine with our own providers; its resources follow the role. The outermost route. */
import { Refine, type ResourceProps } from "@refinedev/core";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useMemo } from "react";
import { Outlet } from "react-router";
import type { Snapshot } from "../model/snapshot";
import { createAccessControlProvider } from "./accessControlProvider";
import { createAuthProvider } from "./authProvider";
import { useConnection } from "./ConnectionContext";
import { createDataProvider } from "./dataProvider";
import { createI18nProvider } from "./i18nProvider";
import { createNotificationProvider } from "./notificationProvider";
import { safeRouterProvider } from "./safeRouterProvider";
import { snapshotKey } from "./snapshotQuery";
import { useSnapshot } from "./useSnapshot";

const resourcesOf = (snapshot: Snapshot | undefined): ResourceProps[] =>
  (snapshot?.entities ?? []).map(({ name, actions }) => ({
    name,
    list: `/e/${name}`,
    show: `/e/${name}/:id`,
    ...(actions.create && { create: `/e/${name}/new` }),
    ...(actions.update && { edit: `/e/${name}/:id/edit` }),
    meta: { canDelete: actions.delete },
  }));

export function DataProviders() {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const { notification } = App.useApp();
  const { snapshot } = useSnapshot();

  const providers = useMemo(() => {
    const getSnapshot = () => queryClient.getQueryData<Snapshot>(snapshotKey);
    return {
      dataProvider: createDataProvider({ connection, getSnapshot }),
      authProvider: createAuthProvider(connection),
      accessControlProvider: createAccessControlProvider(getSnapshot),
      i18nProvider: createI18nProvider(),
      notificationProvider: createNotificationProvider(notification),
      routerProvider: safeRouterProvider,
    };
  }, [connection, queryClient, notification]);
  const resources = useMemo(() => resourcesOf(snapshot), [snapshot]);
  const options = useMemo(
    () => ({ disableTelemetry: true, syncWithLocation: false, reactQuery: { clientConfig: queryClient } }),
    [queryClient],
  );

  return (
    <Refine {...providers} resources={resources} options={options}>
      <Outlet />
    </Refine>
  );
}
