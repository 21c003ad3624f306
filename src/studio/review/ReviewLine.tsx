/** One line of a review: a sign, a sentence, and a mark where it deserves a second look. */
import { ArrowRightOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Flex, Tag, theme } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../i18n/useText";

interface ReviewLineProps {
  tone: "gained" | "lost" | "neutral";
  isRisky?: boolean;
  children: ReactNode;
}

export function ReviewLine({ tone, isRisky = false, children }: ReviewLineProps) {
  const t = useText();
  const { token } = theme.useToken();
  const signs = {
    gained: <PlusOutlined style={{ color: isRisky ? token.colorError : token.colorSuccess }} />,
    lost: <MinusOutlined style={{ color: token.colorTextSecondary }} />,
    neutral: <ArrowRightOutlined style={{ color: token.colorTextSecondary }} />,
  };
  return (
    <Flex gap={10} align="baseline" data-tone={tone}>
      {signs[tone]}
      <div style={{ flex: 1, minWidth: 0, ...(isRisky && { color: token.colorError }) }}>{children}</div>
      {isRisky && (
        <Tag color="error" style={{ marginInlineEnd: 0 }}>
          {t("roles.review.risky")}
        </Tag>
      )}
    </Flex>
  );
}
