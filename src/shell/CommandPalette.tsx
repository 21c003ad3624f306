/** One box to go anywhere: records, pages, actions. Arrows choose, Enter opens. */
import { SearchOutlined } from "@ant-design/icons";
import { Flex, Input, type InputRef, Modal, Spin, theme, Typography } from "antd";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";
import { useDebounced } from "../ui/useDebounced";
import { PaletteList } from "./PaletteList";
import type { PaletteEntry } from "./pickEntries";
import { usePaletteEntries } from "./usePaletteEntries";

interface CommandPaletteProps {
  snapshot: Snapshot;
  onClose: () => void;
}

const typingPause = 200;

export function CommandPalette({ snapshot, onClose }: CommandPaletteProps) {
  const t = useText();
  const { token } = theme.useToken();
  const navigate = useNavigate();
  const listId = useId();
  const inputRef = useRef<InputRef>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const search = useDebounced(text.trim(), typingPause);
  const { entries, isSearching } = usePaletteEntries(snapshot, text, search);
  const active = Math.min(chosen, entries.length - 1);

  const open = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run?.();
    if (entry.path !== undefined) void navigate(entry.path);
  };

  const handleKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") open(entries[active]);
    else if (step) setChosen((active + step + entries.length) % Math.max(entries.length, 1));
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      onCancel={onClose}
      // Without animation: who types at once shall lose no letter. The dialog would keep the focus for itself.
      transitionName=""
      maskTransitionName=""
      afterOpenChange={(isOpen) => isOpen && inputRef.current?.focus()}
      footer={null}
      closable={false}
      width={620}
      style={{ top: 72 }}
      styles={{ content: { padding: 0, overflow: "hidden" } }}
    >
      <Input
        ref={inputRef}
        size="large"
        variant="borderless"
        prefix={<SearchOutlined style={{ color: token.colorTextTertiary }} />}
        suffix={isSearching ? <Spin size="small" /> : <span />}
        placeholder={t("shell.palette.placeholder")}
        aria-label={t("shell.palette.placeholder")}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries[active] ? `${listId}-${String(active)}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
        }}
        onKeyDown={handleKeyDown}
        style={{ paddingBlock: 12, borderBottom: `1px solid ${token.colorBorderSecondary}`, borderRadius: 0 }}
      />
      <PaletteList id={listId} entries={entries} active={active} onHover={setChosen} onOpen={open} />
      {entries.length === 0 && (
        <Typography.Paragraph type="secondary" style={{ padding: 24, textAlign: "center" }}>
          {isSearching ? t("shell.palette.searching") : t("shell.palette.nothing", { text })}
        </Typography.Paragraph>
      )}
      <Flex gap={6} style={{ padding: "8px 16px", borderTop: `1px solid ${token.colorBorderSecondary}` }}>
        <Typography.Text keyboard>↑↓</Typography.Text>
        <Typography.Text type="secondary">{t("shell.palette.hint")}</Typography.Text>
      </Flex>
    </Modal>
  );
}
