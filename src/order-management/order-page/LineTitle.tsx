/** The product of an order line: its title, which leads to the SKU, then code and variant. */
import { Flex, Tag } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import type { SkuCodes } from "./useSkuCodes";

interface LineTitleProps {
  row: DataRecord;
  fields: Field[];
  codes: SkuCodes;
}

export function LineTitle({ row, fields, codes }: LineTitleProps) {
  const t = useText();
  const label = useLabel();
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const key = row.values.sku_id;
  const sku = typeof key === "number" || typeof key === "string" ? key : undefined;
  const gift = fieldOf("is_gift");
  const title = fieldOf("title");
  const shownTitle = title && <FieldDisplay field={title} record={row} isCompact />;
  const small = ["spec", "available_on", ...(sku === undefined ? ["external_sku"] : [])].flatMap((name) => {
    const field = fieldOf(name);
    return field && row.values[name] != null ? [field] : [];
  });

  return (
    <Flex vertical style={{ minWidth: 180, maxWidth: 360 }}>
      <Flex gap={6} align="center">
        {sku !== undefined && codes.isReadable ? <Link to={`/e/skus/${sku}`}>{shownTitle}</Link> : shownTitle}
        {gift && row.values.is_gift === true && <Tag bordered={false}>{label(gift.label)}</Tag>}
        {sku === undefined && fieldOf("sku_id") && <Tag color="warning">{t("orders.unmapped")}</Tag>}
      </Flex>
      <Text type="secondary" style={{ fontSize: 12, display: "flex", gap: 8 }}>
        {sku !== undefined && codes.byId.get(sku)}
        {small.map((field) => (
          <FieldDisplay key={field.name} field={field} record={row} isCompact />
        ))}
      </Text>
    </Flex>
  );
}
