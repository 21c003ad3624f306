/** Whose goods leave in the same parcel. */
import { Flex } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { recordAddress } from "../../workspace/record/recordAddress";

export function Guests({ guests }: { guests: readonly DataRecord[] }) {
  const t = useText();
  if (guests.length === 0) return null;
  return (
    <Flex gap="4px 10px" wrap>
      <Text type="secondary">{t("merging.together")}</Text>
      {guests.map(({ id, values, titles }) => (
        <Link key={id} to={recordAddress("orders", String(values.order_id))}>
          {String(values.fulfillment_no)} · {titles.order_id}
        </Link>
      ))}
    </Flex>
  );
}
