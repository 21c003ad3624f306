/** A secret that is shown this once: large, with a button that copies it. */
import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Typography, theme } from "antd";
import { useState } from "react";
import { useText } from "../i18n/useText";

interface OnceSecretProps {
  label: string;
  secret: string;
  /** What becomes of it, below. */
  note: string;
}

export function OnceSecret({ label, secret, note }: OnceSecretProps) {
  const t = useText();
  const { token } = theme.useToken();
  const [isCopied, setCopied] = useState(false);

  const handleCopy = async () => {
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };

  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{label}</Typography.Text>
      <Flex gap={8} align="center" wrap>
        <code
          data-secret
          style={{
            flex: 1,
            minWidth: 0,
            padding: "8px 12px",
            fontFamily: token.fontFamilyCode,
            fontSize: 16,
            letterSpacing: 0.5,
            overflowWrap: "anywhere",
            background: token.colorFillTertiary,
            borderRadius: token.borderRadius,
          }}
        >
          {secret}
        </code>
        <Button
          icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
          onClick={() => void handleCopy()}
          aria-live="polite"
        >
          {isCopied ? t("general.copied") : t("members.copy")}
        </Button>
      </Flex>
      <Alert type="warning" showIcon message={note} />
    </Flex>
  );
}
