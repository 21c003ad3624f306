/** Turns the fields of a list into columns of Ant Design's table. */
import { Skeleton, type TableColumnType } from "antd";
import { type ReactNode, useMemo } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { fieldTypes } from "../../field-types/fieldTypes";
import { useLabel } from "../../i18n/useLabel";
import type { Entity, Field, Sort } from "../../model/snapshot";
import { headerClass } from "./headerClass";
import { TitleCell } from "./TitleCell";

interface ColumnsOptions {
  entity: Entity;
  fields: Field[];
  sort: Sort[];
  isLoading: boolean;
  onOpen: (record: DataRecord) => void;
  widthOf: (field: Field) => number;
  headerEnd?: ReactNode;
  pinned?: readonly string[] | undefined;
}

export function useColumns(options: ColumnsOptions): TableColumnType<DataRecord>[] {
  const { entity, fields, sort, isLoading, onOpen, widthOf, headerEnd, pinned } = options;
  const label = useLabel();

  return useMemo(() => {
    const columns = fields.map((field, index): TableColumnType<DataRecord> => {
      const { align, isSortable } = fieldTypes[field.type];
      const isTitle = index === 0;
      const position = sort.findIndex((candidate) => candidate.field === field.name);
      const sorted = sort[position];
      return {
        key: field.name,
        dataIndex: field.name,
        title: label(field.label),
        width: widthOf(field),
        align,
        fixed: isTitle || pinned?.includes(field.name) ? "left" : undefined,
        ellipsis: { showTitle: false },
        sorter: isSortable && { multiple: index + 1 },
        showSorterTooltip: false,
        sortOrder: sorted ? (sorted.descending ? "descend" : "ascend") : null,
        onHeaderCell: () => ({ className: headerClass(field.name) }),
        render: (_value, record) => {
          if (isLoading) return <Skeleton.Input active size="small" style={placeholder} />;
          if (isTitle) return <TitleCell {...{ entity, field, record, onOpen }} />;
          return <FieldDisplay field={field} record={record} isCompact />;
        },
      };
    });
    // Takes the room that is left, so that the others keep the width they were given.
    const rest = [...columns, { key: "rest", title: "" }];
    if (headerEnd === undefined) return rest;
    return [
      ...rest,
      { key: "end", title: headerEnd, width: headerEndWidth, fixed: "right", align: "center" },
    ];
  }, [entity, fields, sort, isLoading, onOpen, widthOf, headerEnd, pinned, label]);
}

export const headerEndWidth = 48;

const placeholder = { height: 14, width: "70%", minWidth: 32, verticalAlign: "middle" };
