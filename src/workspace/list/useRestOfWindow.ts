/** Stretches an element down to the end of the window, so that only the rows inside scroll. */
import { type RefObject, useLayoutEffect, useRef } from "react";

const lowest = 360;

export function useRestOfWindow<Element extends HTMLElement>(isOff: boolean): RefObject<Element | null> {
  const stretched = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = stretched.current;
    if (!element) return;
    const stretch = () => {
      const padding = element.parentElement
        ? parseFloat(getComputedStyle(element.parentElement).paddingBottom)
        : 0;
      const top = element.getBoundingClientRect().top + window.scrollY;
      const height = Math.max(lowest, window.innerHeight - top - (Number.isNaN(padding) ? 0 : padding));
      element.style.height = isOff ? "" : `${height}px`;
    };
    stretch();
    window.addEventListener("resize", stretch);
    return () => window.removeEventListener("resize", stretch);
  }, [isOff]);
  return stretched;
}
