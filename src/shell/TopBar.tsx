/** Search at the left; role, language, looks and account at the right. */
import { Flex } from "antd";
import { lazy, Suspense } from "react";
import type { Snapshot } from "../model/snapshot";
import { useIsPhone } from "../ui/useIsPhone";
import { AccountMenu } from "./AccountMenu";
import { AppearanceMenu } from "./AppearanceMenu";
import { LanguageMenu } from "./LanguageMenu";
import { PaletteButton } from "./PaletteButton";
import { RoleSwitcher } from "./RoleSwitcher";

const NotificationBell = lazy(async () => ({
  default: (await import("./NotificationBell")).NotificationBell,
}));

interface TopBarProps {
  snapshot: Snapshot;
}

export function TopBar({ snapshot }: TopBarProps) {
  const isPhone = useIsPhone();
  return (
    <Flex align="center" justify="space-between" gap="small" flex={1} style={{ minWidth: 0 }}>
      <PaletteButton snapshot={snapshot} />
      <Flex align="center" gap={4} style={{ minWidth: 0 }}>
        <RoleSwitcher snapshot={snapshot} />
        <Suspense fallback={<span style={{ width: 32 }} />}>
          <NotificationBell snapshot={snapshot} />
        </Suspense>
        {!isPhone && <LanguageMenu />}
        {!isPhone && <AppearanceMenu />}
        <AccountMenu snapshot={snapshot} />
      </Flex>
    </Flex>
  );
}
