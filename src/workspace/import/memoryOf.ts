/** Which header went into which field, to be remembered for the next file; "" was skipped. */
import { plainHeader } from "./autoMatch";
import type { ImportSettings } from "./ImportSettings";
import type { TableInfo } from "./read/ImportTable";

export const memoryOf = ({ columns }: TableInfo, { matched }: ImportSettings): Record<string, string> =>
  Object.fromEntries(
    columns
      .filter(({ header }) => header !== "")
      .map(({ header, index }) => [plainHeader(header), matched[index] ?? ""]),
  );
