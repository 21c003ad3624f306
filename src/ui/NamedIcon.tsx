/** The pictures behind EntityIcon; fetched beside the app, for they outweigh a page. */
import { TableOutlined } from "@ant-design/icons";
import type { CSSProperties } from "react";
import { icons } from "./icons";

interface NamedIconProps {
  name: string;
  className?: string;
  style?: CSSProperties;
}

export function NamedIcon({ name, ...rest }: NamedIconProps) {
  const Icon = icons[name] ?? TableOutlined;
  return <Icon {...rest} />;
}
