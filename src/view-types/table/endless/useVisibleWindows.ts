/** Which windows of a long list are in sight; settles when the scrolling pauses for a moment. */
import { useCallback, useEffect, useRef, useState } from "react";

const pauseInMilliseconds = 60;

export function useVisibleWindows(size: number) {
  const [windows, setWindows] = useState<readonly number[]>([0]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const handleScroll = useCallback(
    ({ scrollTop, scrollHeight, clientHeight }: Element, total: number) => {
      const windowAt = (pixel: number) => Math.max(0, Math.floor(((pixel / scrollHeight) * total) / size));
      const first = windowAt(scrollTop);
      const last = windowAt(Math.min(scrollTop + clientHeight, scrollHeight - 1));
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () =>
          setWindows((before) =>
            before[0] === first && before.at(-1) === last ? before : range(first, last),
          ),
        pauseInMilliseconds,
      );
    },
    [size],
  );
  return { windows, handleScroll };
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
