/** Theme, density and language of Ant Design for the whole tree, remembered by this browser. */
import { App, ConfigProvider } from "antd";
import { type ReactNode, useEffect, useMemo } from "react";
import { useLanguage } from "../i18n/useLanguage";
import { AppearanceContext } from "./AppearanceContext";
import { useBrand } from "./brandStore";
import { createTheme } from "./theme";
import { useMediaQuery } from "./useMediaQuery";
import { useStoredChoice } from "./useStoredChoice";

interface AppearanceProviderProps {
  children: ReactNode;
}

export function AppearanceProvider({ children }: AppearanceProviderProps) {
  const { antdLocale } = useLanguage();
  const brand = useBrand();
  const [ownChoice, setChoice] = useStoredChoice("kontor-theme", ["none", "system", "light", "dark"]);
  const [ownDensity, setDensity] = useStoredChoice("kontor-density", ["none", "comfortable", "compact"]);
  const choice = ownChoice === "none" ? brand.theme : ownChoice;
  const density = ownDensity === "none" ? brand.density : ownDensity;
  const isSystemDark = useMediaQuery("(prefers-color-scheme: dark)");
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");
  const mode = choice === "system" ? (isSystemDark ? "dark" : "light") : choice;

  const theme = useMemo(
    () => createTheme({ mode, density, isStill, color: brand.color }),
    [mode, density, isStill, brand.color],
  );
  const appearance = useMemo(
    () => ({ choice, mode, density, setChoice, setDensity }),
    [choice, mode, density, setChoice, setDensity],
  );

  useEffect(() => {
    // Scrollbars and native inputs follow as well.
    document.documentElement.style.colorScheme = mode;
  }, [mode]);

  return (
    <AppearanceContext value={appearance}>
      <ConfigProvider
        theme={theme}
        {...(antdLocale && { locale: antdLocale })}
        button={{ autoInsertSpace: false }}
      >
        <App notification={{ placement: "bottomRight" }}>{children}</App>
      </ConfigProvider>
    </AppearanceContext>
  );
}
