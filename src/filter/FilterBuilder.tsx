/** Builds a condition from rows and nested groups; in a list, what is complete applies at once. */
import { Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { useText } from "../i18n/useText";
import type { Condition } from "../model/condition";
import type { Entity } from "../model/snapshot";
import { FilterGroupEditor } from "./FilterGroupEditor";
import { type FilterGroup, hasOpenRows, toCondition, toFilterTree } from "./filterTree";

interface FilterBuilderProps {
  entity: Entity;
  condition: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
  /** Part of a form: as wide as its place, without a pause, and rows without a value are kept. */
  isFluid?: boolean;
  /** What it means that there is no condition; else, that all records are shown. */
  none?: string;
}

const pauseInMilliseconds = 350;
const panelWidth = { width: "min(760px, 100%)", minWidth: "min(760px, calc(100vw - 64px))" };

export function FilterBuilder({ entity, condition, onChange, isFluid = false, none }: FilterBuilderProps) {
  const t = useText();
  const [tree, setTree] = useState(() => toFilterTree(condition));
  const lastSent = useRef(JSON.stringify(condition));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Back and forward change the condition from outside; half-written rows live only here.
  useEffect(() => {
    if (JSON.stringify(condition) === lastSent.current) return;
    lastSent.current = JSON.stringify(condition);
    setTree(toFilterTree(condition));
  }, [condition]);

  const handleChange = (changed: FilterGroup) => {
    setTree(changed);
    clearTimeout(timer.current);
    const send = () => {
      const complete = toCondition(changed, isFluid ? "keep" : "drop");
      if (JSON.stringify(complete) === lastSent.current) return;
      lastSent.current = JSON.stringify(complete);
      onChange(complete);
    };
    // In a form nothing is asked of the server, and the next click may save.
    if (isFluid) send();
    else timer.current = setTimeout(send, pauseInMilliseconds);
  };

  return (
    <div style={isFluid ? undefined : panelWidth}>
      {tree.items.length === 0 && (
        <Typography.Paragraph type="secondary">{none ?? t("workspace.filter.none")}</Typography.Paragraph>
      )}
      <FilterGroupEditor entity={entity} group={tree} depth={0} onChange={handleChange} />
      {isFluid && condition !== undefined && hasOpenRows(condition) && (
        <Typography.Text type="warning" role="status">
          {t("workspace.filter.openRows")}
        </Typography.Text>
      )}
    </div>
  );
}
