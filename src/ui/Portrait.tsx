/** A member's initials in a circle. */
import { theme } from "antd";
import { initials } from "./initials";

interface PortraitProps {
  name: string;
  /** In pixels. */
  size: number;
  /** In the brand's colour, for oneself; others are grey. */
  isAccented?: boolean;
}

export function Portrait({ name, size, isAccented = false }: PortraitProps) {
  const { token } = theme.useToken();
  return (
    <span
      aria-hidden
      style={{
        display: "inline-flex",
        alignItems: "center",
        justifyContent: "center",
        flex: "none",
        width: size,
        height: size,
        borderRadius: "50%",
        fontSize: size * 0.42,
        color: isAccented ? token.colorTextLightSolid : token.colorText,
        background: isAccented ? token.colorPrimary : token.colorFillSecondary,
      }}
    >
      {initials(name)}
    </span>
  );
}
