/** A tool of a list: it opens a panel, and shows by tint and number that it is in use. */
import { Button, Popover } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useIsPhone } from "../../ui/useIsPhone";

const ToolbarSheet = lazy(async () => ({ default: (await import("./ToolbarSheet")).ToolbarSheet }));

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
  const button = (
    <Button
      icon={icon}
      color={isActive ? "primary" : "default"}
      variant={isActive ? "filled" : "text"}
      aria-label={text}
      aria-expanded={isOpen}
      onClick={isPhone ? () => setIsOpen(true) : undefined}
    >
      {isPhone ? null : text}
      {count > 0 && <span> {count}</span>}
    </Button>
  );

  if (isPhone) {
    return (
      <>
        {button}
        <Suspense>
          {isOpen && (
            <ToolbarSheet title={text} onClose={() => setIsOpen(false)}>
              {panel}
            </ToolbarSheet>
          )}
        </Suspense>
      </>
    );
  }
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
      {button}
    </Popover>
  );
}
