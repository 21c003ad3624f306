/** The panel of a tool on a phone: a sheet from below, as wide as the screen. */
import { Drawer } from "antd";
import type { ReactNode } from "react";

interface ToolbarSheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

export function ToolbarSheet({ title, onClose, children }: ToolbarSheetProps) {
  return (
    <Drawer
      open
      placement="bottom"
      height="auto"
      title={title}
      onClose={onClose}
      styles={{ wrapper: { maxHeight: "85vh" }, body: { paddingBlock: 16 } }}
    >
      {children}
    </Drawer>
  );
}
