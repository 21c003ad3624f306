/** One member who holds the role. */
import { Flex, theme } from "antd";
import type { ReactNode } from "react";
import { Portrait } from "../../ui/Portrait";

interface HolderRowProps {
  name: ReactNode;
  /** Initials come from it when the name is drawn otherwise. */
  text?: string;
  note?: ReactNode;
  action?: ReactNode;
}

export function HolderRow({ name, text, note, action }: HolderRowProps) {
  const { token } = theme.useToken();
  const initialsOf = text ?? (typeof name === "string" ? name : "");
  return (
    <Flex
      gap={12}
      align="center"
      role="listitem"
      style={{ paddingBlock: 8, borderBottom: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Portrait name={initialsOf} size={28} />
      <div style={{ flex: 1, minWidth: 0 }}>
        {name}
        {note !== undefined && <div style={{ color: token.colorTextDescription }}>{note}</div>}
      </div>
      {action}
    </Flex>
  );
}
