/** Fetches one language with everything that speaks it: messages, Ant Design's texts, calendar names. */
import type { Locale } from "antd/es/locale";
import i18next from "i18next";
import type { Language } from "../model/label";

interface LanguageParts {
  messages: object;
  antd: Locale;
}

const loaders: Record<Language, () => Promise<LanguageParts>> = {
  en: async () => {
    const [{ messages }, antd, { default: dayjs }] = await Promise.all([
      import("./en/messages"),
      import("antd/es/locale/en_US"),
      import("dayjs"),
    ]);
    dayjs.locale("en");
    return { messages, antd: antd.default };
  },
  "zh-CN": async () => {
    const [{ messages }, antd, { default: dayjs }] = await Promise.all([
      import("./zh-CN/messages"),
      import("antd/es/locale/zh_CN"),
      import("dayjs"),
      import("dayjs/locale/zh-cn"),
    ]);
    dayjs.locale("zh-cn");
    return { messages, antd: antd.default };
  },
};

/** Loads the language and makes it the current one. Returns Ant Design's texts for ConfigProvider. */
export async function loadLanguage(language: Language): Promise<Locale> {
  const { messages, antd } = await loaders[language]();
  i18next.addResourceBundle(language, "translation", messages, true, true);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  return antd;
}
