/** A cell as text, the way an exported file has it. */
import { useCallback, useContext } from "react";
import type { DataRecord } from "../../data/record";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { exportCell } from "../export/exportCell";
import { exportText } from "../export/exportText";

export function useCellText() {
  const t = useText();
  const labelOf = useLabel();
  const { timeZone } = useContext(FormatSettings);
  return useCallback(
    (field: Field, record: DataRecord): string => {
      const words = { labelOf, timeZone, yes: t("general.yes"), no: t("general.no") };
      return String(exportText(exportCell(field, record, words), field) ?? "");
    },
    [labelOf, timeZone, t],
  );
}
