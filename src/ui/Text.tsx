/** A piece of text with a meaning. Lighter than Ant Design's, whose texts can also be edited and copied. */
import { theme } from "antd";
import type { HTMLAttributes } from "react";

interface TextProps extends HTMLAttributes<HTMLSpanElement> {
  type?: "secondary" | "warning" | undefined;
  strong?: boolean;
}

export function Text({ type, strong = false, style, ...others }: TextProps) {
  const { token } = theme.useToken();
  const colors = { secondary: token.colorTextDescription, warning: token.colorWarningText };
  return (
    <span
      {...others}
      style={{
        color: type ? colors[type] : token.colorText,
        fontWeight: strong ? token.fontWeightStrong : undefined,
        ...style,
      }}
    />
  );
}
