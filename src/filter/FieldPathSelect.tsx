/** Picks a field of the entity, or of a record that it points at: "Order › Channel". */
import { TreeSelect } from "antd";
import { useContext, useMemo } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Entity } from "../model/snapshot";
import { filterableFields } from "./filterableFields";
import { FilterWorldContext } from "./FilterWorldContext";

interface FieldPathSelectProps {
  entity: Entity;
  value: string;
  onChange: (path: string) => void;
}

interface PathNode {
  value: string;
  title: string;
  /** With the names of the relations before it. */
  fullTitle: string;
  children?: PathNode[];
}

/** Relations followed one after the other; deeper ones are slow and hard to grasp. */
const deepestPath = 2;

export function FieldPathSelect({ entity, value, onChange }: FieldPathSelectProps) {
  const t = useText();
  const labelOf = useLabel();
  const { entities } = useContext(FilterWorldContext);

  const nodes = useMemo(() => {
    const nodesOf = (owner: Entity, before: { path: string; title: string }, depth: number): PathNode[] =>
      filterableFields(owner).map((field) => {
        const path = `${before.path}${field.name}`;
        const title = labelOf(field.label);
        const fullTitle = `${before.title}${title}`;
        const target = entities.find(({ name }) => name === field.relation?.entity);
        const inner = target && depth < deepestPath;
        return {
          value: path,
          title,
          fullTitle,
          ...(inner && {
            children: nodesOf(target, { path: `${path}.`, title: `${fullTitle} › ` }, depth + 1),
          }),
        };
      });
    return nodesOf(entity, { path: "", title: "" }, 0);
  }, [entity, entities, labelOf]);

  return (
    <TreeSelect
      value={value}
      onChange={onChange}
      treeData={nodes}
      showSearch
      treeNodeFilterProp="fullTitle"
      treeNodeLabelProp="fullTitle"
      popupMatchSelectWidth={300}
      aria-label={t("workspace.filter.field")}
      style={{ flex: "1 1 140px", minWidth: 0 }}
    />
  );
}
