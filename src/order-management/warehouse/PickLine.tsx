/** One row to pick: the bin first, then what and how many, with buttons for thumbs. */
import { CheckCircleFilled, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, theme } from "antd";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import type { PickRow } from "./PickRow";

interface PickLineProps {
  row: PickRow;
  found: number;
  onChange: (found: number) => void;
}

export function PickLine({ row, found, onChange }: PickLineProps) {
  const t = useText();
  const { token } = theme.useToken();
  const isDone = found === row.qty;
  return (
    <Flex
      gap={12}
      align="center"
      style={{
        padding: token.paddingSM,
        border: `1px solid ${isDone ? token.colorSuccessBorder : token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        background: isDone ? token.colorSuccessBg : token.colorBgContainer,
      }}
    >
      <Flex vertical style={{ flex: 1, minWidth: 0 }}>
        <Text strong style={{ fontSize: 18 }}>
          {row.bin ?? t("fulfilment.work.noBin")}
        </Text>
        <Text style={{ overflowWrap: "anywhere" }}>{[row.name, row.spec].filter(Boolean).join(" · ")}</Text>
        <Text type="secondary" style={{ overflowWrap: "anywhere" }}>
          {[row.sku_code, row.barcode].filter(Boolean).join(" · ")}
        </Text>
      </Flex>
      <Flex vertical align="center" gap={4}>
        <Text strong style={{ fontSize: 16, whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>
          {isDone && <CheckCircleFilled style={{ color: token.colorSuccess, marginInlineEnd: 4 }} />}
          {t("fulfilment.work.progress", { found, wanted: row.qty })}
        </Text>
        <Flex gap={4}>
          <Button
            size="large"
            icon={<MinusOutlined />}
            aria-label={t("fulfilment.work.less", { code: row.sku_code })}
            disabled={found === 0}
            onClick={() => onChange(found - 1)}
          />
          <Button
            size="large"
            icon={<PlusOutlined />}
            aria-label={t("fulfilment.work.one", { code: row.sku_code })}
            disabled={isDone}
            onClick={() => onChange(found + 1)}
          />
        </Flex>
      </Flex>
    </Flex>
  );
}
