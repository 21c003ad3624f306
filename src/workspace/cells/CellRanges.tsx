/** What can be done with many cells of a table at once: select them, copy them, paste over them. */
import { App } from "antd";
import { useEffect, useEffectEvent } from "react";
import { useText } from "../../i18n/useText";
import type { CellToolsProps } from "../../view-types/ViewType";
import { cornersOf, isSingle } from "./cellRange";
import { toTsv } from "./tsv";
import { useCellRange } from "./useCellRange";
import { useCellText } from "./useCellText";

export function CellRanges({ view, root }: CellToolsProps) {
  const t = useText();
  const { message } = App.useApp();
  const cellText = useCellText();
  const { records, fields } = view;
  const range = useCellRange(root, { records, fields });

  const copy = useEffectEvent((event: ClipboardEvent) => {
    const hasText = document.getSelection()?.isCollapsed === false;
    if (!range.current || event.target instanceof HTMLInputElement) return;
    if (isSingle(range.current) && hasText) return;
    const { top, bottom, left, right } = cornersOf(range.current);
    const rows = records
      .slice(top, bottom + 1)
      .map((record) => fields.slice(left, right + 1).map((field) => cellText(field, record)));
    event.clipboardData?.setData("text/plain", toTsv(rows));
    event.preventDefault();
    void message.info(t("cells.copied", { count: rows.length * (rows[0]?.length ?? 0) }), 1.5);
  });
  useEffect(() => {
    const handleCopy = (event: ClipboardEvent) => copy(event);
    root.addEventListener("copy", handleCopy);
    return () => root.removeEventListener("copy", handleCopy);
  }, [root]);

  return null;
}
