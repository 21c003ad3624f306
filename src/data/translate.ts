/** Messages outside React: errors are made in providers, where no hook can run. */
import i18next from "i18next";
import type { Label, Language } from "../model/label";

/** The message of a reason in the current language, undefined when there is none. */
export function reasonMessage(reason: string, details: Record<string, unknown> = {}): string | undefined {
  const key = `errors.reason.${reason}`;
  const translate = i18next.t as unknown as (key: string, details: Record<string, unknown>) => string;
  return i18next.exists(key) ? translate(key, details) : undefined;
}

/** The label in the current language. */
export const labelText = (label: Label) => label[i18next.language as Language] || label.en;
