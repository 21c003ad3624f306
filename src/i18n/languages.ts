/** The languages that Kontor speaks, and which one to begin with. */
import type { Language } from "../model/label";

export const languages: readonly Language[] = ["en", "zh-CN"];

export const languageNames: Record<Language, string> = { en: "English", "zh-CN": "简体中文" };

const storageKey = "kontor-language";

/** "zh", "zh-Hans-SG" and the like all read simplified Chinese. */
const closestLanguage = (tag: string): Language | undefined => {
  if (tag.toLowerCase().startsWith("zh")) return "zh-CN";
  return tag.toLowerCase().startsWith("en") ? "en" : undefined;
};

/** The language chosen last time, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey) ?? "", ...navigator.languages];
  return wanted.map(closestLanguage).find((language) => language !== undefined) ?? "en";
}

export const rememberLanguage = (language: Language) => localStorage.setItem(storageKey, language);
