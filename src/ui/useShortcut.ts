/** One key does one thing, unless somebody is typing. */
import { useEffect, useEffectEvent } from "react";

interface ShortcutOptions {
  /** Together with Ctrl, or Command on a Mac; then it works while typing too. */
  withControl?: boolean;
  isEnabled?: boolean;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** `key` as KeyboardEvent.key says it, lowercase: "k", "/", "?", "escape". */
export function useShortcut(key: string, onPress: () => void, options: ShortcutOptions = {}): void {
  const { withControl = false, isEnabled = true } = options;
  const press = useEffectEvent(onPress);

  useEffect(() => {
    if (!isEnabled) return;
    const handleKeyDown = (event: KeyboardEvent) => {
      const hasControl = event.ctrlKey || event.metaKey;
      if (event.key.toLowerCase() !== key || hasControl !== withControl || event.altKey) return;
      if (event.defaultPrevented || (!withControl && isTyping(event.target))) return;
      event.preventDefault();
      press();
    };
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [key, withControl, isEnabled]);
}
