/** Which rows of a long list are in sight, and whether they pass too quickly to be drawn whole. */
import { useCallback, useEffect, useRef, useState } from "react";

/** Rows beyond both edges, so that a turn of the wheel finds them drawn. */
const margin = 8;
/** So many rows in one step are seen by nobody. */
const rush = 14;
const settlesAfterMilliseconds = 90;

export interface Sight {
  first: number;
  last: number;
  isRushing: boolean;
}

export function useSight(total: number, rowHeight: number, height: number) {
  const inView = Math.ceil(height / rowHeight);
  const [sight, setSight] = useState({ top: 0, isRushing: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const look = useCallback(
    (scrollTop: number) => {
      const top = Math.floor(scrollTop / rowHeight);
      setSight((before) =>
        before.top === top ? before : { top, isRushing: Math.abs(top - before.top) > rush },
      );
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => setSight((before) => (before.isRushing ? { ...before, isRushing: false } : before)),
        settlesAfterMilliseconds,
      );
    },
    [rowHeight],
  );

  const first = Math.max(0, Math.min(sight.top, total - inView) - margin);
  const last = Math.min(total - 1, sight.top + inView + margin);
  return { first, last, isRushing: sight.isRushing, look };
}
