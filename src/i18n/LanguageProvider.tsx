/** Holds the current language for the whole tree; a change loads it first and then redraws. */
import type { Locale } from "antd/es/locale";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { Language } from "../model/label";
import { LanguageContext } from "./LanguageContext";
import { rememberLanguage } from "./languages";
import { loadLanguage } from "./loadLanguage";

interface LanguageProviderProps {
  first: { language: Language; antd: Locale };
  children: ReactNode;
}

export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [current, setCurrent] = useState(first);

  const setLanguage = useCallback(async (language: Language) => {
    const antd = await loadLanguage(language);
    rememberLanguage(language);
    setCurrent({ language, antd });
  }, []);

  const value = useMemo(
    () => ({ language: current.language, antdLocale: current.antd, setLanguage }),
    [current, setLanguage],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}
