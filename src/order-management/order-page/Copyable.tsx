/** A text with a button that copies it; a masked one is not worth copying. */
import { Typography } from "antd";
import type { ReactNode } from "react";

interface CopyableProps {
  text: string;
  children: ReactNode;
}

export function Copyable({ text, children }: CopyableProps) {
  return <Typography.Text copyable={text.includes("***") ? false : { text }}>{children}</Typography.Text>;
}
