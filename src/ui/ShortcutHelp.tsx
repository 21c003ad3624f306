/** Opens the sheet of shortcuts at `?`; it is fetched on first use. */
import { lazy, Suspense, useState } from "react";
import { useShortcut } from "./useShortcut";

const ShortcutSheet = lazy(async () => ({ default: (await import("./ShortcutSheet")).ShortcutSheet }));

export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  if (!isOpen) return null;
  return (
    <Suspense>
      <ShortcutSheet onClose={() => setOpen(false)} />
    </Suspense>
  );
}
