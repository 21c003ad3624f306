/** Opens the filter builder; its number says how many comparisons are in use. */
import { FilterOutlined } from "@ant-design/icons";
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";
import { countComparisons } from "../../filter/filterTree";
import { ToolbarButton } from "./ToolbarButton";

const FilterBuilder = lazy(async () => ({
  default: (await import("../../filter/FilterBuilder")).FilterBuilder,
}));

interface FilterButtonProps {
  entity: Entity;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
}

export function FilterButton({ entity, condition, onChange }: FilterButtonProps) {
  const t = useText();
  return (
    <ToolbarButton
      icon={<FilterOutlined />}
      text={t("workspace.toolbar.filter")}
      count={countComparisons(condition)}
      panel={
        <Suspense fallback={<Skeleton active paragraph={{ rows: 1 }} style={{ width: 320 }} />}>
          <FilterBuilder entity={entity} condition={condition} onChange={onChange} />
        </Suspense>
      }
    />
  );
}
