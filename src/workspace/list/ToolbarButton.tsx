/** A tool of a list: it opens a panel, and shows by tint and number that it is in use. */
import { Button, Popover } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useIsPhone } from "../../ui/useIsPhone";
import { phoneTool } from "./phoneTool";

const ToolbarSheet = lazy(async () => ({ default: (await import("./ToolbarSheet")).ToolbarSheet }));

interface ToolbarButtonProps {
  icon: ReactNode;
  text: string;
  /** For screen readers, where the text alone says too little. */
  label?: string;
  /** How many settings are in use; 0 leaves the button plain. */
  count?: number;
  isActive?: boolean;
  panel: ReactNode | ((close: () => void) => ReactNode);
}

export function ToolbarButton(props: ToolbarButtonProps) {
  const { icon, text, label = text, count = 0, isActive = count > 0, panel } = props;
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(false);
  const content = typeof panel === "function" ? panel(() => setIsOpen(false)) : panel;
  const button = (
    <Button
      icon={icon}
      color={isActive ? "primary" : "default"}
      variant={isActive ? "filled" : "text"}
      aria-label={label}
      aria-expanded={isOpen}
      onClick={isPhone ? () => setIsOpen(true) : undefined}
      style={isPhone ? phoneTool : undefined}
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
              {content}
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
      content={content}
      destroyOnHidden
    >
      {button}
    </Popover>
  );
}
