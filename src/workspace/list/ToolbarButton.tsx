/** A tool of a list: it opens a panel, and shows by tint and number that it is in use. */
import { Button, Popover } from "antd";
import { type ReactNode, useState } from "react";
import { useIsPhone } from "../../ui/useIsPhone";

interface ToolbarButtonProps {
  icon: ReactNode;
  text: string;
  /** How many settings are in use; 0 leaves the button plain. */
  count?: number;
  isActive?: boolean;
  panel: ReactNode;
}

export function ToolbarButton({ icon, text, count = 0, isActive = count > 0, panel }: ToolbarButtonProps) {
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={isOpen}
      onOpenChange={setIsOpen}
      content={panel}
      destroyOnHidden
    >
      <Button
        icon={icon}
        color={isActive ? "primary" : "default"}
        variant={isActive ? "filled" : "text"}
        aria-label={text}
        aria-expanded={isOpen}
      >
        {isPhone ? null : text}
        {count > 0 && <span> {count}</span>}
      </Button>
    </Popover>
  );
}
