/** Records as a table; on a narrow screen as cards. */
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useIsPhone } from "../../ui/useIsPhone";
import type { ViewProps } from "../ViewType";
import { RecordTable } from "./RecordTable";

const RecordCards = lazy(async () => ({ default: (await import("./RecordCards")).RecordCards }));

const EndlessTable = lazy(async () => ({ default: (await import("./endless/EndlessTable")).EndlessTable }));

export function TableView(props: ViewProps) {
  const isPhone = useIsPhone();
  const table = <RecordTable {...props} />;
  // Groups need their rows one after the other, so they come in pages.
  if (!isPhone && props.extras?.isEndless && props.extras.group === undefined) {
    return (
      <Suspense fallback={table}>
        <EndlessTable {...props} />
      </Suspense>
    );
  }
  if (!isPhone) return table;
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
      <RecordCards {...props} />
    </Suspense>
  );
}
