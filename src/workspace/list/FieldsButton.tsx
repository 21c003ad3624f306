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
  /** Columns that stay in sight. */
  pinned: string[];
  onPin: (names: string[]) => void;
}

export function FieldsButton(props: FieldsButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<EyeOutlined />}
      text={t("workspace.toolbar.fields")}
      isActive={props.isChanged}
      panel={
        <Suspense fallback={<Skeleton active style={{ width: 260 }} />}>
          <FieldsPanel {...props} />
        </Suspense>
      }
    />
  );
}
