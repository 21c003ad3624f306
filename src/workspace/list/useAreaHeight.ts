/** How high an element is, kept up to date; a table needs it to scroll inside. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

export function useAreaHeight<Element extends HTMLElement>(): [
  RefObject<Element | null>,
  number | undefined,
] {
  const area = useRef<Element>(null);
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => observer.disconnect();
  }, []);
  return [area, height];
}
