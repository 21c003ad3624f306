/** The table itself: pinned title column, sorting on the server, columns that can be resized. */
import { Table, type TableProps } from "antd";
import { lazy, type MouseEvent, Suspense, useMemo, useRef, useState } from "react";
import type { DataRecord } from "../../data/record";
import type { Entity } from "../../model/snapshot";
import type { ViewProps } from "../ViewType";
import { ColumnWidths } from "./ColumnWidths";
import type { DecorateTable, TableRow } from "./decorateTable";
import { nextSort } from "./nextSort";
import { ResizableHeaderCell } from "./ResizableHeaderCell";
import { placeholderRows } from "./placeholderRows";
import { headerEndWidth, useColumns } from "./useColumns";
import { useColumnWidths } from "./useColumnWidths";

const TableExtras = lazy(async () => ({ default: (await import("./extras/TableExtras")).TableExtras }));

const components = { header: { cell: ResizableHeaderCell } };

const asItIs: DecorateTable = (table) => table;

const headerHeights = { small: 39, middle: 47, large: 55 };

interface RecordTableProps extends ViewProps {
  /** Has the last word on the table. */
  frame?: DecorateTable;
}

export function RecordTable({ frame = asItIs, ...props }: RecordTableProps) {
  const { entity, fields, records, isLoading, isStale, density, sort, selection, activeId, extras } = props;
  const isAddingSort = useRef(false);
  const { widths, widthOf, setWidth } = useColumnWidths(entity.name, extras);
  const columns = useColumns({ ...props, widthOf, pinned: extras?.pinned });
  const [decorate, setDecorate] = useState<DecorateTable>(() => asItIs);
  const ends = (selection ? 40 : 0) + (props.headerEnd === undefined ? 0 : headerEndWidth);
  const totalWidth = fields.reduce((total, field) => total + widthOf(field), ends);
  const columnWidths = useMemo(() => ({ widths, setWidth }), [widths, setWidth]);

  const handleChange: TableProps<TableRow>["onChange"] = (_pages, _filters, sorter) => {
    const clicked = (Array.isArray(sorter) ? sorter : [sorter]).map((part) => ({
      field: String(part.columnKey),
      order: part.order,
    }));
    props.onSort(nextSort(sort, clicked, isAddingSort.current));
  };

  const table: TableProps<TableRow> = {
    columns,
    components,
    dataSource: isLoading ? placeholderRows(props.pageSize) : records,
    rowKey: "id",
    size: density,
    tableLayout: "fixed",
    pagination: false,
    onChange: handleChange,
    locale: { emptyText: props.empty },
    rowSelection: selection && {
      selectedRowKeys: selection.ids,
      preserveSelectedRowKeys: true,
      onChange: (keys) => selection.onChange(keys.filter((key) => typeof key !== "bigint")),
      columnWidth: 40,
      fixed: true,
      getCheckboxProps: (record) => checkboxProps(entity, record),
    },
    rowClassName: (record) => (record.id === activeId ? "ant-table-row-selected" : ""),
    onRow: (record) => ({
      ...mark(record),
      onClick: ({ target }) => isBesideCheckbox(target) || props.onOpen(record),
      style: { cursor: "pointer" },
      "aria-current": record.id === activeId ? "true" : undefined,
    }),
    scroll: {
      x: totalWidth,
      ...(props.height !== undefined && { y: Math.max(props.height - headerHeights[density], 120) }),
    },
  };

  return (
    <ColumnWidths value={columnWidths}>
      <div
        onClickCapture={(event: MouseEvent) => {
          isAddingSort.current = event.shiftKey;
        }}
        style={isStale ? fading : undefined}
        aria-busy={isLoading || isStale}
      >
        <Table<TableRow> {...frame(decorate(table))} />
        {extras && (
          <Suspense>
            <TableExtras view={props} onChange={setDecorate} />
          </Suspense>
        )}
      </div>
    </ColumnWidths>
  );
}

/** Names the checkbox after its record; Ant Design passes the label on without knowing it. */
function checkboxProps(entity: Entity, record: DataRecord) {
  const title = record.values[entity.titleField];
  const label = typeof title === "string" ? title : String(record.id);
  const props = { name: "record", "aria-label": label };
  return props;
}

/** By this a cell is found again after its row was drawn anew. */
const mark = ({ id }: TableRow) => ({ "data-record": id });

/** A near miss of a checkbox must not open the record. */
const isBesideCheckbox = (target: unknown) =>
  target instanceof Element && target.closest(".ant-table-selection-column") !== null;

/** Rows fade only when the wait is long enough to be noticed. */
const fading = { opacity: 0.55, transition: "opacity 0.2s ease 0.3s" };
