/** Packing slips of a selection as one document: /print/packing-slips?ids=… for orders, ?parts=… for sub-orders. */
import { useText } from "../../i18n/useText";
import { PackingSlip } from "./PackingSlip";
import { PrintGate, PrintPage } from "./PrintPage";
import { usePrintIds } from "./usePrintIds";
import { useSlips } from "./useSlips";

export const PackingSlipsPage = () => (
  <PrintGate>
    <PackingSlips />
  </PrintGate>
);

function PackingSlips() {
  const t = useText();
  const { slips, isLoading, error } = useSlips(usePrintIds("ids"), usePrintIds("parts"));
  return (
    <PrintPage
      title={t("fulfilment.slip.titles")}
      count={t("fulfilment.slip.count", { count: slips.length })}
      isLoading={isLoading}
      error={error}
    >
      {slips.map((slip) => (
        <PackingSlip key={slip.key} slip={slip} />
      ))}
    </PrintPage>
  );
}
