/** The amounts of an order, each as the database keeps it; the signs show how they add up, nothing is added here. */
import { Card, Divider, Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { MoneyTools } from "../money/MoneyTools";
import { readableFields } from "./readableFields";

interface MoneyBoxProps {
  entity: Entity;
  record: DataRecord;
}

const parts = [
  { name: "goods_total", sign: "" },
  { name: "discount_total", sign: "−" },
  { name: "shipping_total", sign: "+" },
  { name: "tax_total", sign: "+" },
];
const kept = [
  { name: "paid_total", sign: "" },
  { name: "refunded_total", sign: "−" },
];
const onlyWhenNotZero = [
  "balance_due",
  "invoiced_total",
  "pending_difference",
  "platform_discount",
  "platform_fee",
];

export function MoneyBox({ entity, record }: MoneyBoxProps) {
  const t = useText();
  const line = (name: string, sign = "", isStrong = false) =>
    readableFields(entity, [name]).map((field) => (
      <MoneyLine key={name} {...{ field, record, sign, isStrong }} />
    ));
  const isNotZero = (name: string) => Number(record.values[name] ?? 0) !== 0;

  const sum = parts.flatMap(({ name, sign }) => line(name, sign));
  const total = line("grand_total", sum.length > 0 ? "=" : "", true);
  const received = kept.flatMap(({ name, sign }) => line(name, sign));
  const left = line("kept_total", received.length > 0 ? "=" : "", true);
  const after = onlyWhenNotZero.filter(isNotZero).flatMap((name) => line(name));
  if (sum.length + total.length + received.length + left.length + after.length === 0) return null;
  return (
    <Card size="small" title={t("orders.money")}>
      <Flex gap="16px 48px" wrap>
        <Flex vertical gap={4} style={column}>
          {sum}
          {sum.length > 0 && total.length > 0 && <Divider style={{ marginBlock: 4 }} />}
          {total}
        </Flex>
        <Flex vertical gap={4} style={column}>
          {received}
          {received.length > 0 && left.length > 0 && <Divider style={{ marginBlock: 4 }} />}
          {left}
          {after}
        </Flex>
      </Flex>
      <MoneyTools entity={entity} order={record} />
    </Card>
  );
}

interface MoneyLineProps {
  field: Field;
  record: DataRecord;
  sign: string;
  isStrong: boolean;
}

function MoneyLine({ field, record, sign, isStrong }: MoneyLineProps) {
  const label = useLabel();
  return (
    <Flex gap={8} title={label(field.help)}>
      <Text type="secondary" style={{ width: 12, textAlign: "center" }}>
        {sign}
      </Text>
      <Text type={isStrong ? undefined : "secondary"} strong={isStrong} style={{ flex: 1 }}>
        {label(field.label)}
      </Text>
      <Text strong={isStrong} style={{ fontSize: isStrong ? 16 : undefined }}>
        <FieldDisplay field={field} record={record} />
      </Text>
    </Flex>
  );
}

const column = { flex: "1 1 220px", maxWidth: 380 };
