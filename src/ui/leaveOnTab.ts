/** Keeps Tab what it is everywhere else: Ant Design's selects would pick, or drop, the option under the pointer. */
import type { KeyboardEvent } from "react";

export function leaveOnTab(event: KeyboardEvent): void {
  if (event.key === "Tab") event.stopPropagation();
}
