/** One row to pick: the bin first, then what and how many. */
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { CountedLine } from "./CountedLine";
import type { PickRow } from "./PickRow";

interface PickLineProps {
  row: PickRow;
  found: number;
  onChange: (found: number) => void;
}

export function PickLine({ row, found, onChange }: PickLineProps) {
  const t = useText();
  return (
    <CountedLine name={row.sku_code} count={found} most={row.qty} onChange={onChange}>
      <Text strong style={{ fontSize: 18 }}>
        {row.bin ?? t("fulfilment.work.noBin")}
      </Text>
      <Text style={{ overflowWrap: "anywhere" }}>{[row.name, row.spec].filter(Boolean).join(" · ")}</Text>
      <Text type="secondary" style={{ overflowWrap: "anywhere" }}>
        {[row.sku_code, row.barcode].filter(Boolean).join(" · ")}
      </Text>
    </CountedLine>
  );
}
