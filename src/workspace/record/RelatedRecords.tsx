/** The records that point at a record, as a small table. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Pagination } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { RecordId } from "../../data/record";
import { useText } from "../../i18n/useText";
import type { Sort } from "../../model/snapshot";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { viewTypes } from "../../view-types/viewTypes";
import { recordAddress } from "./recordAddress";
import type { RelatedList } from "./relatedLists";
import { relatedPageSize, useRelatedRecords } from "./useRelatedRecords";

interface RelatedRecordsProps {
  related: RelatedList;
  id: RecordId;
}

export function RelatedRecords({ related, id }: RelatedRecordsProps) {
  const t = useText();
  const navigate = useNavigate();
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<Sort[]>([]);
  const { entity, field } = related;
  const { records, fields, total, isLoading, isStale, error, refetch } = useRelatedRecords({
    related,
    id,
    page,
    sort,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;

  const { Display } = viewTypes.table;
  const canCreate = entity.actions.create && field.canCreate;
  return (
    <Flex vertical gap={12}>
      <Display
        entity={entity}
        fields={fields}
        records={records}
        isLoading={isLoading}
        isStale={isStale}
        pageSize={3}
        density="small"
        sort={sort.length > 0 ? sort : entity.defaultSort}
        onSort={setSort}
        activeId={undefined}
        onOpen={(record) => void navigate(recordAddress(entity.name, record.id))}
        empty={<EmptyState title={t("workspace.empty.noRelated")} />}
      />
      <Flex justify="space-between" wrap gap={8}>
        {canCreate ? (
          <Link to={`/e/${entity.name}/new?${field.name}=${encodeURIComponent(String(id))}`}>
            <Button icon={<PlusOutlined />}>{t("workspace.list.create")}</Button>
          </Link>
        ) : (
          <span />
        )}
        {total.value > relatedPageSize && (
          <Pagination
            simple
            current={page}
            pageSize={relatedPageSize}
            total={total.value}
            onChange={setPage}
            showSizeChanger={false}
          />
        )}
      </Flex>
    </Flex>
  );
}
