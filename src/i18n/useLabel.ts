/** Picks the reader's language out of a label; falls back to the other one when a text is missing. */
import { useCallback } from "react";
import type { Label } from "../model/label";
import { useLanguage } from "./useLanguage";

export function useLabel(): (label: Label | undefined | null) => string {
  const { language } = useLanguage();
  return useCallback((label) => (label ? label[language] || label.en || label["zh-CN"] : ""), [language]);
}
