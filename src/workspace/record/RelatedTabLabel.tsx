/** The name of a related list with the number of its records. */
import { Typography } from "antd";
import type { RecordId } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import type { RelatedList } from "./relatedLists";
import { useRelatedRecords } from "./useRelatedRecords";

interface RelatedTabLabelProps {
  related: RelatedList;
  id: RecordId;
}

export function RelatedTabLabel({ related, id }: RelatedTabLabelProps) {
  const label = useLabel();
  const format = useFormat();
  const { total, isLoading, error } = useRelatedRecords({ related, id });
  const name = label(related.entity.label);
  return (
    <span>
      {related.isAmbiguous ? `${name} (${label(related.field.label)})` : name}
      {!isLoading && !error && (
        <Typography.Text
          type="secondary"
          style={{ marginInlineStart: 6, fontVariantNumeric: "tabular-nums" }}
        >
          {format.compact(total.value)}
        </Typography.Text>
      )}
    </span>
  );
}
