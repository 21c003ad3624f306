/** The keyboard in a list: `/` searches, j and k move, Enter opens, e edits; arrows move while a record is open. */
import { useState } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useShortcuts } from "../useShortcuts";

interface CursorOptions {
  records: DataRecord[];
  /** Key of the record in the drawer. */
  openId: string | undefined;
  canEdit: boolean;
  onOpen: (id: RecordId | undefined, wantsEdit?: boolean) => void;
  onSearch: () => void;
}

export function useCursor({ records, openId, canEdit, onOpen, onSearch }: CursorOptions) {
  const [cursor, setCursor] = useState<RecordId>();
  const cursorAt = records.findIndex((record) => String(record.id) === (openId ?? String(cursor)));

  const move = (step: number) => {
    const next = records[Math.min(Math.max(cursorAt + step, 0), records.length - 1)];
    if (!next) return;
    setCursor(next.id);
    if (openId !== undefined) onOpen(next.id);
    else
      document
        .querySelector(`[data-row-key="${CSS.escape(String(next.id))}"]`)
        ?.scrollIntoView({ block: "nearest" });
  };
  const current = records[cursorAt]?.id;

  useShortcuts({
    "/": onSearch,
    j: () => move(1),
    k: () => move(-1),
    ...(openId !== undefined && {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => onOpen(undefined),
    }),
    Enter: () => current !== undefined && openId === undefined && onOpen(current),
    e: () => current !== undefined && canEdit && onOpen(current, true),
  });

  return { cursorId: cursor };
}
