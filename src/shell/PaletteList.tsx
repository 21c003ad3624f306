/** The entries of the palette under their headings. */
import { Flex, theme, Typography } from "antd";
import { Fragment, useEffect, useRef } from "react";
import { EntityIcon } from "../ui/EntityIcon";
import type { PaletteEntry } from "./pickEntries";

interface PaletteListProps {
  id: string;
  entries: readonly PaletteEntry[];
  active: number;
  onHover: (index: number) => void;
  onOpen: (entry: PaletteEntry) => void;
}

export function PaletteList({ id, entries, active, onHover, onOpen }: PaletteListProps) {
  const { token } = theme.useToken();
  const activeRef = useRef<HTMLDivElement>(null);
  useEffect(() => activeRef.current?.scrollIntoView({ block: "nearest" }), [active]);

  return (
    <div id={id} role="listbox" style={{ maxHeight: "min(420px, 60dvh)", overflowY: "auto", padding: 8 }}>
      {entries.map((entry, index) => (
        <Fragment key={entry.key}>
          {entry.group !== entries[index - 1]?.group && (
            <Typography.Text
              type="secondary"
              style={{ display: "block", padding: "8px 10px 4px", fontSize: 12 }}
            >
              {entry.group}
            </Typography.Text>
          )}
          <Flex
            id={`${id}-${String(index)}`}
            ref={index === active ? activeRef : undefined}
            role="option"
            aria-selected={index === active}
            align="center"
            gap="small"
            onMouseMove={() => onHover(index)}
            onClick={() => onOpen(entry)}
            style={{
              padding: "7px 10px",
              borderRadius: token.borderRadius,
              cursor: "pointer",
              background: index === active ? token.controlItemBgActive : undefined,
            }}
          >
            <EntityIcon name={entry.icon} style={{ color: token.colorTextSecondary }} />
            <span style={{ whiteSpace: "nowrap" }}>{entry.label}</span>
            <Typography.Text type="secondary" ellipsis style={{ flex: 1, textAlign: "end" }}>
              {entry.note}
            </Typography.Text>
          </Flex>
        </Fragment>
      ))}
    </div>
  );
}
