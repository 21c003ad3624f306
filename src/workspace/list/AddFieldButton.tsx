/** The plus at the right end of a list's header, for those who may add fields. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Popover, Skeleton } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";

const AddFieldPanel = lazy(async () => ({
  default: (await import("../../field-editor/AddFieldPanel")).AddFieldPanel,
}));

interface AddFieldButtonProps {
  entity: Entity;
  onAdded: (name: string) => void;
}

export function AddFieldButton({ entity, onAdded }: AddFieldButtonProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const known = useRef(entity.fields.length);

  // The new column is the last one, which may be out of sight.
  useEffect(() => {
    if (entity.fields.length > known.current) {
      const table = button.current?.closest(".ant-table");
      table
        ?.querySelector(".ant-table-body, .ant-table-content")
        ?.scrollTo({ left: Number.MAX_SAFE_INTEGER });
    }
    known.current = entity.fields.length;
  }, [entity.fields.length]);

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      autoAdjustOverflow={false}
      open={isOpen}
      onOpenChange={setIsOpen}
      destroyOnHidden
      content={
        <div style={panel}>
          <Suspense fallback={<Skeleton active />}>
            <AddFieldPanel
              entity={entity.name}
              hasList
              hasHeading
              onAdded={onAdded}
              onClose={() => setIsOpen(false)}
            />
          </Suspense>
        </div>
      }
    >
      <Button
        ref={button}
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={t("workspace.table.addField")}
        title={t("workspace.table.addField")}
      />
    </Popover>
  );
}

const panel = { width: 340, maxHeight: "calc(100vh - 250px)", overflowY: "auto" } as const;
