/** Formatting in the reader's language and the shop's time zone and currency. */
import { useContext, useMemo } from "react";
import { createFormat, type Format } from "./createFormat";
import { FormatSettings } from "./FormatSettings";
import { useLanguage } from "./useLanguage";

export function useFormat(): Format {
  const { language } = useLanguage();
  const { timeZone, currency } = useContext(FormatSettings);
  return useMemo(() => createFormat({ language, timeZone, currency }), [language, timeZone, currency]);
}
