/** Opens the command palette, by click or Ctrl-K; the palette itself is loaded after the first page. */
import { SearchOutlined } from "@ant-design/icons";
import { Button, Flex, theme } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";
import { useIsPhone } from "../ui/useIsPhone";
import { isMac } from "../ui/isMac";
import { useShortcut } from "../ui/useShortcut";

const loadPalette = () => import("./CommandPalette");
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));

/** Milliseconds after which the first page is on screen and the palette may be fetched in advance. */
const quietTime = 3000;

interface PaletteButtonProps {
  snapshot: Snapshot;
}

export function PaletteButton({ snapshot }: PaletteButtonProps) {
  const t = useText();
  const { token } = theme.useToken();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), quietTime);
    return () => clearTimeout(timer);
  }, []);
  useShortcut("k", () => setOpen(true), { withControl: true });
  const label = t("shell.palette.open");

  return (
    <>
      {isPhone ? (
        <Button type="text" icon={<SearchOutlined />} aria-label={label} onClick={() => setOpen(true)} />
      ) : (
        <Button
          onClick={() => setOpen(true)}
          style={{ width: 320, background: token.colorFillQuaternary, borderColor: "transparent" }}
        >
          <Flex align="center" gap="small" flex={1}>
            <SearchOutlined style={{ color: token.colorTextTertiary }} />
            <span style={{ flex: 1, textAlign: "start", fontWeight: 400, color: token.colorTextDescription }}>
              {label}
            </span>
            <kbd style={{ fontSize: 12, color: token.colorTextDescription }}>{isMac ? "⌘ K" : "Ctrl K"}</kbd>
          </Flex>
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <CommandPalette snapshot={snapshot} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
