/** Cells to select: by dragging over them, by Shift and a click, by Shift and the arrow keys. */
import { useEffect, useRef } from "react";
import { type CellRange, cornersOf, extended, isSingle } from "./cellRange";
import { cellAt, type CellGrid, markRange, placeOf, sizeOf } from "./cellsOnPage";

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;

/** `root` holds the table. The answer tells the range at any time; it is not state, since nothing is drawn by it. */
export function useCellRange(root: HTMLElement | undefined, grid: CellGrid) {
  const range = useRef<CellRange>(undefined);
  const latest = useRef(grid);
  useEffect(() => {
    latest.current = grid;
  });

  useEffect(() => {
    if (!root) return;
    let isDragging = false;
    let hasDragged = false;
    const draw = () => {
      const corners = range.current && !isSingle(range.current) ? cornersOf(range.current) : undefined;
      markRange(root, latest.current, corners);
    };
    const select = (next: CellRange | undefined) => {
      range.current = next;
      draw();
    };
    const extendTo = (target: EventTarget | null): boolean => {
      const head = placeOf(latest.current, target);
      if (!head || !range.current) return false;
      select({ ...range.current, head });
      document.getSelection()?.removeAllRanges();
      return true;
    };

    const handleDown = (event: PointerEvent) => {
      hasDragged = false;
      if (event.button !== 0 || event.pointerType !== "mouse" || isTyping(event.target)) return;
      if (event.shiftKey && extendTo(event.target)) {
        hasDragged = true;
        event.preventDefault();
        return;
      }
      const anchor = placeOf(latest.current, event.target);
      isDragging = anchor !== undefined;
      select(anchor && { anchor, head: anchor });
    };
    const handleOver = (event: PointerEvent) => {
      if (!isDragging || event.buttons === 0) return;
      const before = range.current?.head;
      const over = placeOf(latest.current, event.target);
      if (!over || (over.row === before?.row && over.column === before.column)) return;
      hasDragged = extendTo(event.target);
    };
    const handleUp = () => {
      isDragging = false;
    };
    // What ends a selection opens no record.
    const handleClick = (event: MouseEvent) => {
      if (!hasDragged) return;
      hasDragged = false;
      event.stopPropagation();
      event.preventDefault();
    };
    const handleFocus = (event: FocusEvent) => {
      const place = isDragging || hasDragged ? undefined : placeOf(latest.current, event.target);
      if (place) select({ anchor: place, head: place });
    };
    const handleKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || !range.current) return;
      if (event.key === "Escape" && !isSingle(range.current)) {
        select({ anchor: range.current.anchor, head: range.current.anchor });
        event.stopPropagation();
        return;
      }
      if (!event.shiftKey || !placeOf(latest.current, event.target)) return;
      const next = extended(range.current, event.key, sizeOf(latest.current));
      if (!next) return;
      select(next);
      cellAt(root, latest.current, next.head)?.scrollIntoView({ block: "nearest", inline: "nearest" });
      event.preventDefault();
      event.stopPropagation();
    };

    const ending = new AbortController();
    const { signal } = ending;
    root.addEventListener("pointerdown", handleDown, { signal, capture: true });
    root.addEventListener("pointerover", handleOver, { signal });
    window.addEventListener("pointerup", handleUp, { signal });
    root.addEventListener("click", handleClick, { signal, capture: true });
    root.addEventListener("focusin", handleFocus, { signal });
    root.addEventListener("keydown", handleKey, { signal, capture: true });
    // Rows come and go while scrolling, and are drawn anew when they change.
    const observer = new MutationObserver(draw);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      ending.abort();
      observer.disconnect();
      markRange(root, latest.current, undefined);
    };
  }, [root]);

  return range;
}
