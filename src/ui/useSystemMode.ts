/** Light or dark, as the operating system wishes, also when it changes its mind. */
import { useSyncExternalStore } from "react";
import type { ColorMode } from "./theme";

const query = "(prefers-color-scheme: dark)";

const subscribe = (listener: () => void) => {
  const media = window.matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
};

const read = (): ColorMode => (window.matchMedia(query).matches ? "dark" : "light");

export const useSystemMode = () => useSyncExternalStore(subscribe, read);
