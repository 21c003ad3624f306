/** Coloured tags side by side; in a table cell they stay on one line. */
import { Tag } from "antd";

export interface TagItem {
  key: string;
  text: string;
  color?: string;
}

interface TagListProps {
  items: TagItem[];
  isCompact: boolean;
}

export function TagList({ items, isCompact }: TagListProps) {
  return (
    <span
      title={isCompact ? items.map((item) => item.text).join(", ") : undefined}
      style={{ display: "flex", gap: 4, overflow: "hidden", flexWrap: isCompact ? "nowrap" : "wrap" }}
    >
      {items.map((item) => (
        <Tag key={item.key} color={item.color} bordered={false} style={{ marginInlineEnd: 0 }}>
          {item.text}
        </Tag>
      ))}
    </span>
  );
}
