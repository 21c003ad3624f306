/** What can be done with many cells of a table at once: select them, copy them, paste over them. */
import { App } from "antd";
import { useEffect, useEffectEvent } from "react";
import { useText } from "../../i18n/useText";
import type { CellToolsProps } from "../../view-types/ViewType";
import { cornersOf, isSingle } from "./cellRange";
import { placeOf } from "./cellsOnPage";
import { readTsv, toTsv } from "./tsv";
import { useCellRange } from "./useCellRange";
import { useCellText } from "./useCellText";
import { usePaste } from "./usePaste";

const mostCells = 5000;

export function CellRanges({ view, root }: CellToolsProps) {
  const t = useText();
  const { message } = App.useApp();
  const cellText = useCellText();
  const { entity, records, fields } = view;
  const grid = { records, fields };
  const range = useCellRange(root, grid);
  const paste = usePaste(entity);

  const handleCopy = useEffectEvent((event: ClipboardEvent) => {
    const hasText = document.getSelection()?.isCollapsed === false;
    if (!range.current || !placeOf(grid, event.target) || event.target instanceof HTMLInputElement) return;
    if (isSingle(range.current) && hasText) return;
    const { top, bottom, left, right } = cornersOf(range.current);
    const rows = records
      .slice(top, bottom + 1)
      .map((record) => fields.slice(left, right + 1).map((field) => cellText(field, record)));
    event.clipboardData?.setData("text/plain", toTsv(rows));
    event.preventDefault();
    void message.info(t("cells.copied", { count: rows.length * (rows[0]?.length ?? 0) }), 1.5);
  });
  const handlePaste = useEffectEvent((event: ClipboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea") !== null;
    if (isTyping || !range.current || !entity.actions.update) return;
    const cells = readTsv(event.clipboardData?.getData("text/plain") ?? "");
    event.preventDefault();
    if (cells.length * (cells[0]?.length ?? 0) > mostCells) void message.error(t("cells.tooMany"));
    else void paste(cells, cornersOf(range.current), grid);
  });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    root.addEventListener("copy", (event) => handleCopy(event), { signal });
    root.addEventListener("paste", (event) => handlePaste(event), { signal });
    return () => ending.abort();
  }, [root]);

  return null;
}
