/** A text with a button that copies it; a masked one is not worth copying. */
import { Flex } from "antd";
import type { ReactNode } from "react";
import { CopyButton } from "../../ui/CopyButton";

interface CopyableProps {
  text: string;
  children: ReactNode;
}

export function Copyable({ text, children }: CopyableProps) {
  return (
    <Flex justify="space-between" gap={8}>
      <div style={{ minWidth: 0 }}>{children}</div>
      {!text.includes("***") && <CopyButton text={text} />}
    </Flex>
  );
}
