/** Where LanguageProvider puts the current language and useLanguage finds it. */
import type { Locale } from "antd/es/locale";
import { createContext } from "react";
import type { Language } from "../model/label";

export interface LanguageContextValue {
  language: Language;
  antdLocale: Locale | undefined;
  setLanguage: (language: Language) => Promise<void>;
}

export const LanguageContext = createContext<LanguageContextValue>({
  language: "en",
  antdLocale: undefined,
  setLanguage: () => Promise.resolve(),
});
