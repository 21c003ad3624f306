/** SKU and warehouse with the figures of the balance, red where less is free than should be. */
import { Flex, theme } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { Text } from "../../ui/Text";
import { recordAddress } from "../../workspace/record/recordAddress";
import { Facts } from "../order-page/Facts";

interface StockFiguresProps {
  entity: Entity;
  record: DataRecord;
}

const figures = ["on_hand", "reserved", "available", "incoming", "safety_stock"];

export function StockFigures({ entity, record }: StockFiguresProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const { token } = theme.useToken();
  const readable = (names: readonly string[]) =>
    names.flatMap((name) => entity.fields.find((field) => field.name === name && field.canRead) ?? []);
  const { available, safety_stock: safety, sku_id: sku } = record.values;
  const isLow = typeof available === "number" && typeof safety === "number" && available < safety;
  const isNone = typeof available === "number" && available <= 0;
  return (
    <Flex vertical gap={12}>
      <Flex gap="4px 12px" wrap align="baseline">
        <Link to={recordAddress("skus", String(sku))} style={{ fontSize: token.fontSizeLG, fontWeight: 600 }}>
          {record.titles.sku_id ?? String(sku)}
        </Link>
        <Text type="secondary">{record.titles.warehouse_id}</Text>
        {isLow && (
          <span style={{ color: token.colorErrorText }}>
            {t("stockPage.low", { number: format.number(safety) })}
          </span>
        )}
      </Flex>
      <Flex gap="12px 40px" wrap>
        {readable(figures).map(({ name, label: words }) => (
          <Flex vertical key={name}>
            <Text type="secondary" style={{ fontSize: 12 }}>
              {label(words)}
            </Text>
            <span
              className="tabular"
              style={{
                fontSize: 24,
                fontWeight: 600,
                ...(name === "available" && (isLow || isNone) && { color: token.colorErrorText }),
              }}
            >
              {format.number(Number(record.values[name] ?? 0))}
            </span>
          </Flex>
        ))}
      </Flex>
      <Facts fields={readable(["bin", "counted_at"])} record={record} />
    </Flex>
  );
}
