/** Enter ends a date or a scan; it must not save the form around it half-filled. */
import type { KeyboardEvent } from "react";

export function stayInForm(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === "Enter") event.preventDefault();
}
