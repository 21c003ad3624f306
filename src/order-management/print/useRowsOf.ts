/** Rows of an entity whose field is one of these keys, with the fields that the role may read. */
import type { RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import { useText } from "../../i18n/useText";
import { readableFields } from "../order-page/readableFields";

const most = 1000;

interface RowsOf {
  entity: string;
  by: string;
  keys: readonly RecordId[];
  fields: readonly string[];
}

export function useRowsOf({ entity, by, keys, fields }: RowsOf) {
  const t = useText();
  const found = useEntity(entity);
  const isEnabled = found !== undefined && keys.length > 0;
  const list = useRecords({
    entity,
    condition: { field: by, op: "in", value: [...keys] },
    fields: found ? readableFields(found, fields).map(({ name }) => name) : [],
    sort: [{ field: "id", descending: false }],
    page: 1,
    pageSize: most,
    count: "none",
    isEnabled,
  });
  // A slip that lacks a line is worse than none.
  const cut =
    list.records.length === most
      ? { status: 413, message: t("fulfilment.tooManyRows", { most }) }
      : undefined;
  return { rows: list.records, isLoading: isEnabled && list.isLoading, error: list.error ?? cut };
}
