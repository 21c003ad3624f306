/** Every field of the order, folded away: what the page shows is what is needed most. */
import { Collapse } from "antd";
import { useText } from "../../i18n/useText";
import { RecordDetails } from "../../workspace/record/RecordDetails";
import type { RecordPageProps } from "../../workspace/recordPages";

export function AllFields({ entity, record }: RecordPageProps) {
  const t = useText();
  const details = <RecordDetails entity={entity} record={record} isNarrow />;
  return <Collapse ghost items={[{ key: "all", label: t("orders.allFields"), children: details }]} />;
}
