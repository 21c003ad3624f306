/** The navigation of a phone: slides in from the left. */
import { Drawer } from "antd";
import type { ReactNode } from "react";

interface NavigationDrawerProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

export function NavigationDrawer({ title, onClose, children }: NavigationDrawerProps) {
  return (
    <Drawer
      open
      onClose={onClose}
      placement="left"
      width={280}
      title={title}
      closable={false}
      styles={{ header: { padding: 0 }, body: { padding: 0 } }}
    >
      {children}
    </Drawer>
  );
}
