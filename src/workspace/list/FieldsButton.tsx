/** Chooses which fields are columns, and in which order. */
import { EyeOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { ToolbarButton } from "./ToolbarButton";

const FieldsPanel = lazy(async () => ({ default: (await import("./FieldsPanel")).FieldsPanel }));

interface FieldsButtonProps {
  entity: Entity;
  shown: Field[];
  isChanged: boolean;
  /** Undefined = back to the columns that the entity prefers. */
  onChange: (names: string[] | undefined) => void;
}

export function FieldsButton({ entity, shown, isChanged, onChange }: FieldsButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<EyeOutlined />}
      text={t("workspace.toolbar.fields")}
      isActive={isChanged}
      panel={
        <Suspense fallback={<Skeleton active style={{ width: 260 }} />}>
          <FieldsPanel entity={entity} shown={shown} isChanged={isChanged} onChange={onChange} />
        </Suspense>
      }
    />
  );
}
