/** Lets Refine's own hooks speak our languages. */
import type { I18nProvider } from "@refinedev/core";
import i18next from "i18next";

type Options = Record<string, unknown>;

/** Refine asks in two shapes: (key, default) and (key, options, default). */
export const createI18nProvider = (): I18nProvider => ({
  translate: (key: string, options?: Options | string, defaultMessage?: string) => {
    const translate = i18next.t as unknown as (key: string, options: Options) => string;
    return typeof options === "string"
      ? translate(key, { defaultValue: options })
      : translate(key, { ...options, defaultValue: defaultMessage ?? key });
  },
  changeLocale: (language: string) => i18next.changeLanguage(language),
  getLocale: () => i18next.language,
});
