/** Finds the cells of a table on the page; which one has the focus is the browser's knowledge alone. */
import type { RecordId } from "../../../data/record";

const cellIn = (row: Element | null | undefined, field: string): HTMLElement | undefined => {
  const cell = row?.querySelector(`[data-field="${CSS.escape(field)}"]`);
  return cell instanceof HTMLElement ? cell : undefined;
};

function rowBeside(row: Element | null, isDown: boolean): Element | null | undefined {
  let next = isDown ? row?.nextElementSibling : row?.previousElementSibling;
  // Lines that measure, or head a group, have no cells to edit but are passed.
  while (next && !next.querySelector("[data-field]")) {
    next = isDown ? next.nextElementSibling : next.previousElementSibling;
  }
  return next;
}

/** The cell to which a key leads; undefined for other keys, and at the edges. */
export function cellBeside(cell: HTMLElement, key: string): HTMLElement | undefined {
  const row = cell.closest("[data-row-key]");
  const field = cell.dataset.field ?? "";
  if (key === "ArrowDown" || key === "ArrowUp") return cellIn(rowBeside(row, key === "ArrowDown"), field);
  const cells = [...(row?.querySelectorAll<HTMLElement>("[data-field]") ?? [])];
  const at = cells.indexOf(cell);
  if (key === "ArrowRight") return cells[at + 1];
  if (key === "ArrowLeft") return cells[at - 1];
  if (key === "Home") return cells[0];
  if (key === "End") return cells.at(-1);
  return undefined;
}

/** After the table has been drawn again. */
export function focusCell(id: RecordId, field: string): void {
  requestAnimationFrame(() =>
    cellIn(document.querySelector(`[data-record="${CSS.escape(String(id))}"]`), field)?.focus(),
  );
}
