/** Formatting in the reader's language and the shop's time zone and currency. */
import { useContext, useMemo } from "react";
import { createFormat, type Format, type FormatOptions } from "./createFormat";
import { FormatSettings } from "./FormatSettings";
import { useLanguage } from "./useLanguage";

export function useFormat(): Format {
  const { language } = useLanguage();
  const { timeZone, currency } = useContext(FormatSettings);
  return useMemo(() => formatFor({ language, timeZone, currency }), [language, timeZone, currency]);
}

let latest: { settings: string; format: Format } | undefined;

/** Every cell asks, and all of them get the same. */
function formatFor(settings: FormatOptions): Format {
  const key = JSON.stringify(settings);
  if (latest?.settings !== key) latest = { settings: key, format: createFormat(settings) };
  return latest.format;
}
