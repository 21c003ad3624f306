/** How the workspace looks, kept in this browser, so that the next start has its colours from the first moment. */
import { useSyncExternalStore } from "react";
import type { AppearanceSettings } from "../model/appearance";

const key = "kontor-brand";
const plain: AppearanceSettings = { color: null, logo: null, theme: "system", density: "comfortable" };
const themes = ["system", "light", "dark"] as const;
const listeners = new Set<() => void>();

/** What another version of the app kept may look different. */
function read(): AppearanceSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return plain;
    const value = (name: string): unknown => Reflect.get(kept, name);
    const [color, logo] = [value("color"), value("logo")];
    return {
      color: typeof color === "string" && /^#[0-9a-f]{6}$/.test(color) ? color : null,
      logo: typeof logo === "string" ? logo : null,
      theme: themes.find((theme) => theme === value("theme")) ?? plain.theme,
      density: value("density") === "compact" ? "compact" : "comfortable",
    };
  } catch {
    return plain;
  }
}

let current = read();

/** Also used to try looks before they are saved. */
export function showBrand(brand: AppearanceSettings): void {
  if (JSON.stringify(brand) === JSON.stringify(current)) return;
  current = brand;
  listeners.forEach((listener) => listener());
}

export function keepBrand(brand: AppearanceSettings): void {
  localStorage.setItem(key, JSON.stringify(brand));
  showBrand(brand);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useBrand = () => useSyncExternalStore(subscribe, () => current);
