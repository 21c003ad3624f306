/** Where AppearanceProvider puts theme and density and useAppearance finds them. */
import { createContext, useContext } from "react";
import type { ColorMode, Density } from "./theme";

export type ModeChoice = ColorMode | "system";

export interface Appearance {
  choice: ModeChoice;
  /** What "system" comes to right now. */
  mode: ColorMode;
  density: Density;
  setChoice: (choice: ModeChoice) => void;
  setDensity: (density: Density) => void;
}

export const AppearanceContext = createContext<Appearance>({
  choice: "system",
  mode: "light",
  density: "comfortable",
  setChoice: () => undefined,
  setDensity: () => undefined,
});

export const useAppearance = () => useContext(AppearanceContext);
