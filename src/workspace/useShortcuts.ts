/** Single keys that act on a page; they rest while somebody types, picks from a list or answers a dialog. */
import { useEffect, useRef } from "react";

type Shortcuts = Record<string, () => unknown>;

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isBusy(event)) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
}

const typing = "input, textarea, select, [contenteditable], [role=combobox], [role=menu], [role=tablist]";
const pressing = "a, button, [role=button], [role=tab], [role=switch], [role=separator]";
const dialogs =
  ".ant-modal-wrap:not([style*='display: none']), .ant-popover:not(.ant-popover-hidden), .ant-dropdown:not(.ant-dropdown-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";

function isBusy(event: KeyboardEvent): boolean {
  const { target } = event;
  if (document.querySelector(dialogs)) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(typing)) return event.key !== "Escape";
  return event.key === "Enter" && target.closest(pressing) !== null;
}
