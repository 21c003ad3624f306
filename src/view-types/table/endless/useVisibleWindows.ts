/** Which windows of a long list are in sight; settles when the scrolling pauses for a moment. */
import { useCallback, useEffect, useRef, useState } from "react";

const pauseInMilliseconds = 60;
/** Rows that may come into sight next are fetched along. */
const ahead = 40;

export function useVisibleWindows(size: number, total: number) {
  const [windows, setWindows] = useState<readonly number[]>([0]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const see = useCallback(
    (firstRow: number, lastRow: number) => {
      const first = Math.floor(Math.max(0, firstRow - ahead) / size);
      const last = Math.floor(Math.max(0, Math.min(total - 1, lastRow + ahead)) / size);
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () =>
          setWindows((before) =>
            before[0] === first && before.at(-1) === last ? before : range(first, last),
          ),
        pauseInMilliseconds,
      );
    },
    [size, total],
  );
  return { windows, see };
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
