/** Icons that configuration may name; a small set, because the whole icon package weighs more than the app. */
import { AppstoreOutlined } from "@ant-design/icons";
import type { ComponentType, CSSProperties } from "react";

const icons: Record<string, ComponentType<{ style?: CSSProperties }>> = { AppstoreOutlined };

interface EntityIconProps {
  name: string | null | undefined;
  style?: CSSProperties;
}

export function EntityIcon({ name, style }: EntityIconProps) {
  const Icon = icons[name ?? ""] ?? AppstoreOutlined;
  return <Icon {...(style && { style })} />;
}
