/** The shop's own zone and currency, known once the snapshot has come; browsers' values until then. */
import { createContext } from "react";

export interface FormatSettingsValue {
  timeZone: string;
  currency: string;
}

export const FormatSettings = createContext<FormatSettingsValue>({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: "CNY",
});
