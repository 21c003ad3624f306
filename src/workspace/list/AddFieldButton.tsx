/** The plus at the right end of a list's header, for those who may add fields. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Popover, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
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
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={isOpen}
      onOpenChange={setIsOpen}
      destroyOnHidden
      content={
        <div style={panel}>
          <Suspense fallback={<Skeleton active />}>
            <AddFieldPanel entity={entity.name} hasList onAdded={onAdded} onClose={() => setIsOpen(false)} />
          </Suspense>
        </div>
      }
    >
      <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t("workspace.table.addField")} />
    </Popover>
  );
}

const panel = { width: 340, maxHeight: "min(640px, 76vh)", overflowY: "auto" } as const;
