/** Orders the list by one field, then by others. */
import { SortAscendingOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Entity, Sort } from "../../model/snapshot";
import { ToolbarButton } from "./ToolbarButton";

const SortPanel = lazy(async () => ({ default: (await import("./SortPanel")).SortPanel }));

interface SortButtonProps {
  entity: Entity;
  sort: Sort[];
  onChange: (sort: Sort[]) => void;
}

export function SortButton({ entity, sort, onChange }: SortButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<SortAscendingOutlined />}
      text={t("workspace.toolbar.sort")}
      count={sort.length}
      panel={
        <Suspense fallback={<Skeleton active paragraph={{ rows: 1 }} style={{ width: 320 }} />}>
          <SortPanel entity={entity} sort={sort} onChange={onChange} />
        </Suspense>
      }
    />
  );
}
