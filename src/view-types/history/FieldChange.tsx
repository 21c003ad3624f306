/** "Telephone: 138… → 139…": what a field was and became. */
import { ArrowRightOutlined } from "@ant-design/icons";
import { Flex, theme, Typography } from "antd";
import type { ReactNode } from "react";
import { useText } from "../../i18n/useText";

interface FieldChangeProps {
  label: string;
  /** Absent when nothing was there before, as in a new record. */
  before?: ReactNode;
  /** Absent when nothing is there any more. */
  after?: ReactNode;
  action?: ReactNode;
}

export function FieldChange({ label, before, after, action }: FieldChangeProps) {
  const t = useText();
  const { token } = theme.useToken();
  return (
    <Flex gap={8} align="center" wrap style={{ minHeight: 28 }}>
      <Typography.Text type="secondary" style={{ minWidth: 96 }}>
        {label}
      </Typography.Text>
      {before !== undefined && (
        <span style={{ color: token.colorTextSecondary, overflowWrap: "anywhere", minWidth: 0 }}>
          {before}
        </span>
      )}
      {before !== undefined && after !== undefined && (
        <ArrowRightOutlined
          aria-label={t("audit.becomes")}
          style={{ fontSize: 11, color: token.colorTextTertiary }}
        />
      )}
      {after !== undefined && <span style={{ overflowWrap: "anywhere", minWidth: 0 }}>{after}</span>}
      {action}
    </Flex>
  );
}
