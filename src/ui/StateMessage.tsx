/** Something other than the page: a round icon, what is the matter, what to do. */
import { Flex, theme } from "antd";
import type { ReactNode } from "react";

interface StateMessageProps {
  icon: ReactNode;
  tone?: "neutral" | "warning" | "error";
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
}

export function StateMessage({ icon, tone = "neutral", title, text, actions }: StateMessageProps) {
  const { token } = theme.useToken();
  const colors = {
    neutral: { color: token.colorPrimary, background: token.colorPrimaryBg },
    warning: { color: token.colorWarning, background: token.colorWarningBg },
    error: { color: token.colorError, background: token.colorErrorBg },
  };
  return (
    <Flex
      vertical
      align="center"
      gap="middle"
      role="alert"
      style={{ padding: "64px 16px", textAlign: "center" }}
    >
      <Flex
        align="center"
        justify="center"
        style={{ ...colors[tone], width: 64, height: 64, borderRadius: "50%", fontSize: 28 }}
      >
        {icon}
      </Flex>
      <Flex vertical gap={4} style={{ maxWidth: 480 }}>
        <h2 style={{ margin: 0, fontSize: token.fontSizeHeading2 }}>{title}</h2>
        {text !== undefined && <div style={{ color: token.colorTextDescription }}>{text}</div>}
      </Flex>
      {actions !== undefined && (
        <Flex gap="small" wrap align="center" justify="center">
          {actions}
        </Flex>
      )}
    </Flex>
  );
}
