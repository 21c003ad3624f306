/** The body of a table without end: it scrolls by itself, and only the rows in sight are in the page. */
import type { TableProps } from "antd";
import { type Ref, type UIEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef } from "react";
import type { TableRow } from "../decorateTable";
import { EndlessRow } from "./EndlessRow";
import { placedColumns } from "./placedColumns";
import { useSight } from "./useSight";

/** Room inside the scrolling area, and what its scrollbar takes, in pixels. */
export interface Room {
  width: number;
  scrollbar: number;
}

export interface EndlessRowsProps {
  table: TableProps<TableRow>;
  total: number;
  rowHeight: number;
  height: number;
  width: number;
  recordAt: (at: number) => TableRow | undefined;
  activeId: TableRow["id"] | undefined;
  /** Called with positions of rows, whenever others come into sight. */
  onSee: (first: number, last: number) => void;
  onRoom: (room: Room) => void;
  /** Moves the header along; the other way round the table sets `scrollLeft`. */
  onScroll: (info: { currentTarget?: HTMLElement; scrollLeft?: number }) => void;
  handle: Ref<{ scrollLeft: number }>;
}

export function EndlessRows(props: EndlessRowsProps) {
  const { table, total, rowHeight, height, width, recordAt, activeId, onSee, onRoom, onScroll } = props;
  const area = useRef<HTMLDivElement>(null);
  const leftBefore = useRef(0);
  const { first, last, isRushing, look } = useSight(total, rowHeight, height);
  const columns = useMemo(() => placedColumns(table.columns), [table.columns]);

  useImperativeHandle(props.handle, () => ({
    get scrollLeft() {
      return area.current?.scrollLeft ?? 0;
    },
    set scrollLeft(left) {
      if (area.current) area.current.scrollLeft = left;
    },
  }));
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = () =>
      onRoom({ width: element.clientWidth, scrollbar: element.offsetWidth - element.clientWidth });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [onRoom]);
  useLayoutEffect(() => onSee(first, last), [first, last, onSee]);

  const handleScroll = ({ currentTarget }: UIEvent<HTMLDivElement>) => {
    look(currentTarget.scrollTop);
    const { scrollLeft } = currentTarget;
    if (scrollLeft === leftBefore.current) return;
    leftBefore.current = scrollLeft;
    onScroll({ currentTarget, scrollLeft });
  };

  const positions = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <div
      ref={area}
      className="ant-table-body ant-table-tbody-virtual"
      onScroll={handleScroll}
      style={{ height, overflow: "auto", overflowAnchor: "none" }}
      role="table"
      aria-rowcount={total}
      tabIndex={-1}
    >
      <div
        className="ant-table-tbody-virtual-holder-inner"
        role="rowgroup"
        style={{ position: "relative", height: total * rowHeight, width }}
      >
        {positions.map((at) => {
          const record = recordAt(at);
          const isActive = record !== undefined && record.id === activeId;
          return (
            <EndlessRow
              key={at}
              {...{ record, at, columns, isActive, isRushing }}
              height={rowHeight}
              onRow={table.onRow}
            />
          );
        })}
      </div>
    </div>
  );
}
