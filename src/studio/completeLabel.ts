/** A text that is typed in two languages: empty at first, complete when at least one says something. */
import type { Label } from "../model/label";

export const emptyLabel: Label = { en: "", "zh-CN": "" };

export const isEmptyLabel = (label: Label) => label.en.trim() === "" && label["zh-CN"].trim() === "";

/** What was typed in one language only says it in both. */
export const completeLabel = (label: Label): Label => {
  const [en, zh] = [label.en.trim(), label["zh-CN"].trim()];
  return { en: en || zh, "zh-CN": zh || en };
};
