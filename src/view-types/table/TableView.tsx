/** Records as a table; on a narrow screen as cards. */
import { Skeleton } from "antd";
import { lazy, Suspense } from "react";
import { useIsPhone } from "../../ui/useIsPhone";
import type { ViewProps } from "../ViewType";
import { RecordTable } from "./RecordTable";

const RecordCards = lazy(async () => ({ default: (await import("./RecordCards")).RecordCards }));

export function TableView(props: ViewProps) {
  if (!useIsPhone()) return <RecordTable {...props} />;
  return (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
      <RecordCards {...props} />
    </Suspense>
  );
}
