/** A row with so many pieces of so many, and buttons for thumbs. */
import { CheckCircleFilled, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, theme } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";

interface CountedLineProps {
  /** What is counted, for whoever does not see the row. */
  name: string;
  count: number;
  most: number;
  onChange: (count: number) => void;
  children: ReactNode;
}

export function CountedLine({ name, count, most, onChange, children }: CountedLineProps) {
  const t = useText();
  const { token } = theme.useToken();
  const isDone = count === most;
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
        {children}
      </Flex>
      <Flex vertical align="center" gap={4}>
        <Text strong style={{ fontSize: 16, whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>
          {isDone && <CheckCircleFilled style={{ color: token.colorSuccess, marginInlineEnd: 4 }} />}
          {t("fulfilment.work.progress", { found: count, wanted: most })}
        </Text>
        <Flex gap={4}>
          <Button
            size="large"
            icon={<MinusOutlined />}
            aria-label={t("fulfilment.work.less", { code: name })}
            disabled={count === 0}
            onClick={() => onChange(count - 1)}
          />
          <Button
            size="large"
            icon={<PlusOutlined />}
            aria-label={t("fulfilment.work.one", { code: name })}
            disabled={isDone}
            onClick={() => onChange(count + 1)}
          />
        </Flex>
      </Flex>
    </Flex>
  );
}
