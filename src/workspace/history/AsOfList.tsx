/** The rows of then, with the filter, the order and the columns of the list; a click shows the whole record of then. */
import { Flex, Pagination, Typography } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import type { DataRecord } from "../../data/record";
import { useRecordsAsOf } from "../../data/useRecordsAsOf";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { columnChoices, listColumns } from "../../model/listColumns";
import type { Entity, Sort } from "../../model/snapshot";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { TableView } from "../../view-types/table/TableView";
import { readListState } from "../list/listStateCodec";
import { useListFilter } from "../list/useListFilter";
import { useListSort } from "../list/useListSort";

const PastRecord = lazy(async () => ({ default: (await import("./PastRecord")).PastRecord }));

interface AsOfListProps {
  entity: Entity;
  at: string;
  /** Query string of the list. */
  query: string;
}

const pageSize = 50;

export function AsOfList({ entity, at, query }: AsOfListProps) {
  const t = useText();
  const format = useFormat();
  const state = useMemo(() => readListState(query), [query]);
  const { applied } = useListFilter(entity, state.condition);
  const preferred = useListSort(entity, state);
  const [chosen, setChosen] = useState<Sort[]>();
  const [page, setPage] = useState(1);
  const [opened, setOpened] = useState<DataRecord>();

  // What is looked up in another record was never a value of this one.
  const isKept = ({ options }: Entity["fields"][number]) => options.lookup === undefined;
  const fields = listColumns(entity, state.fields).filter(isKept);
  const sort = (chosen ?? preferred).filter(({ field }) =>
    entity.fields.some((candidate) => candidate.name === field && isKept(candidate) && candidate.canRead),
  );
  const list = useRecordsAsOf({ entity: entity.name, at, condition: applied, sort, page, pageSize });

  if (list.error && !list.isFetching) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  return (
    <Flex vertical gap={12}>
      <TableView
        entity={entity}
        fields={fields}
        records={list.records}
        isLoading={list.isLoading}
        isStale={list.isFetching}
        pageSize={pageSize}
        density="small"
        sort={sort}
        onSort={setChosen}
        activeId={opened?.id}
        onOpen={setOpened}
        empty={<EmptyState title={t("bulk.past.none")} />}
      />
      <Flex justify="space-between" align="center" wrap gap={8}>
        <Typography.Text type="secondary">
          {t("bulk.past.count", { count: list.total, figure: format.number(list.total) })}
        </Typography.Text>
        <Pagination
          size="small"
          current={page}
          pageSize={pageSize}
          total={list.total}
          showSizeChanger={false}
          hideOnSinglePage
          onChange={setPage}
        />
      </Flex>
      <Suspense>
        {opened && (
          <PastRecord
            entity={entity}
            record={opened}
            fields={columnChoices(entity).filter(isKept)}
            at={at}
            onClose={() => setOpened(undefined)}
          />
        )}
      </Suspense>
    </Flex>
  );
}
