/** The amounts of an order, each as the database keeps it; the signs show how they add up, nothing is added here. */
import { Card, Divider, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
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
const settled = ["paid_total", "refunded_total", "balance_due"];
const onlyWhenNotZero = ["pending_difference", "platform_discount", "platform_fee"];

export function MoneyBox({ entity, record }: MoneyBoxProps) {
  const t = useText();
  const isNotZero = (name: string) => Number(record.values[name] ?? 0) !== 0;
  const line = (name: string, sign = "", isStrong = false) =>
    readableFields(entity, [name]).map((field) => (
      <MoneyLine key={name} label={<MoneyLabel field={field} />} sign={sign} isStrong={isStrong}>
        <FieldDisplay field={field} record={record} />
      </MoneyLine>
    ));

  const sum = parts.flatMap(({ name, sign }) => line(name, sign));
  const total = line("grand_total", sum.length > 0 ? "=" : "", true);
  const after = [...settled, ...onlyWhenNotZero.filter(isNotZero)].flatMap((name) => line(name));
  if (sum.length + total.length + after.length === 0) return null;
  return (
    <Card size="small" title={t("orders.money")}>
      <Flex vertical gap={4} style={{ maxWidth: 420, marginInlineStart: "auto" }}>
        {sum}
        {sum.length > 0 && total.length > 0 && <Divider style={{ marginBlock: 4 }} />}
        {total}
        {after.length > 0 && <Divider style={{ marginBlock: 4 }} />}
        {after}
      </Flex>
    </Card>
  );
}

function MoneyLabel({ field }: { field: Entity["fields"][number] }) {
  const label = useLabel();
  return <span title={label(field.help)}>{label(field.label)}</span>;
}

interface MoneyLineProps {
  label: ReactNode;
  sign: string;
  isStrong: boolean;
  children: ReactNode;
}

function MoneyLine({ label, sign, isStrong, children }: MoneyLineProps) {
  return (
    <Flex justify="space-between" gap={16}>
      <Typography.Text type={isStrong ? undefined : "secondary"} strong={isStrong}>
        {label}
      </Typography.Text>
      <Typography.Text strong={isStrong} style={{ fontSize: isStrong ? 16 : undefined }}>
        <Typography.Text type="secondary" style={{ marginInlineEnd: 8 }}>
          {sign}
        </Typography.Text>
        {children}
      </Typography.Text>
    </Flex>
  );
}
