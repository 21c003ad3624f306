/** The frame with everything in it; pages are drawn inside, anew for every role and pair of eyes. */
import { Suspense, useEffect, useMemo } from "react";
import { Outlet, useLocation } from "react-router";
import { FormatSettings } from "../i18n/FormatSettings";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";
import { useLiveUpdates } from "../data/live/useLiveUpdates";
import { useFollowTabs } from "../data/useReloadWorld";
import { keepBrand } from "../ui/brandStore";
import { AppLayout } from "../ui/AppLayout";
import { ErrorBoundary } from "../ui/ErrorBoundary";
import { ListSkeleton } from "../ui/ListSkeleton";
import { ShortcutHelp } from "../ui/ShortcutHelp";
import { queuesOf } from "./home/queuesOf";
import { configurationPages } from "./configurationPages";
import { navigationSections } from "./navigationSections";
import { workspacePages } from "./workspacePages";
import { TopBar } from "./TopBar";
import { ViewAsBanner } from "./ViewAsBanner";

interface AppShellProps {
  snapshot: Snapshot;
}

export function AppShell({ snapshot }: AppShellProps) {
  const t = useText();
  const labelOf = useLabel();
  const { pathname } = useLocation();
  useFollowTabs();
  useLiveUpdates(snapshot.member.id, snapshot.role.key);
  const { appearance } = snapshot.settings;
  useEffect(() => {
    if (appearance) keepBrand(appearance);
  }, [appearance]);

  const sections = useMemo(() => {
    const pages = configurationPages(snapshot).map(({ path, label, icon }) => ({
      path,
      label: t(label),
      icon,
    }));
    const start = { path: "/", label: t("home.start"), icon: "HomeOutlined" };
    return [
      ...(queuesOf(snapshot).length > 0 ? [{ key: "start", items: [start] }] : []),
      ...navigationSections(snapshot, {
        labelOf,
        otherLabel: t("shell.navigation.other"),
        pages: workspacePages(snapshot).map((page) => ({ ...page, label: t(page.label) })),
      }),
      ...(pages.length > 0 ? [{ key: "studio", label: t("studio.group"), items: pages }] : []),
    ];
  }, [snapshot, labelOf, t]);
  const { role, viewAs, settings } = snapshot;
  const eyes = [role.key, viewAs?.role.key, viewAs?.member?.id].join("/");

  return (
    <FormatSettings value={settings}>
      <AppLayout
        name={labelOf(settings.name)}
        sections={sections}
        currentPath={pathname}
        topBar={<TopBar snapshot={snapshot} />}
        banner={viewAs && <ViewAsBanner viewAs={viewAs} />}
      >
        <ErrorBoundary key={`${eyes}${pathname}`}>
          <Suspense fallback={<ListSkeleton />}>
            <Outlet key={eyes} />
          </Suspense>
        </ErrorBoundary>
      </AppLayout>
      <ShortcutHelp />
    </FormatSettings>
  );
}
