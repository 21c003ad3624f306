/** What jsdom lacks and Ant Design asks for; does nothing in files that run without a window. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

if (typeof window !== "undefined") stubBrowser();

function stubBrowser(): void {
  const ignore = () => undefined;

  // Wide screens only: otherwise Ant Design draws its phone layout.
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query.includes("min-width"),
    media: query,
    addEventListener: ignore,
    removeEventListener: ignore,
  }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = ignore;
      unobserve = ignore;
      disconnect = ignore;
    },
  );

  // Ant Design measures scroll bars by pseudo elements, which jsdom answers with a logged error.
  const computedStyle = window.getComputedStyle.bind(window);
  window.getComputedStyle = (element) => computedStyle(element);

  configure({ getElementError: (message) => new Error(message ?? "element not found") });
  afterEach(cleanup);
}
