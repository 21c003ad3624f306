/** Arrow keys go from cell to cell of the matrix. */
import type { KeyboardEvent } from "react";

const steps: Record<string, [row: number, column: number] | undefined> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const { target } = event;
  if (!step || !(target instanceof HTMLElement) || target.dataset["column"] === undefined) return;
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-column]")];
  const columns = new Set(cells.map((cell) => cell.dataset["column"])).size;
  const next = cells[cells.indexOf(target) + step[0] * columns + step[1]];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
