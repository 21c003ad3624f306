/** Sets up i18next; no messages are in the first load, each language comes as its own file. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { preferredLanguage } from "./languages";

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
}
