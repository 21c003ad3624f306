/** An icon by the name that configuration gives it; a table where the name is unknown. */
import { TableOutlined } from "@ant-design/icons";
import type { CSSProperties } from "react";
import { icons } from "./icons";

interface EntityIconProps {
  name: string | null | undefined;
  style?: CSSProperties;
}

export function EntityIcon({ name, style }: EntityIconProps) {
  const Icon = icons[name ?? ""] ?? TableOutlined;
  return <Icon {...(style && { style })} />;
}
