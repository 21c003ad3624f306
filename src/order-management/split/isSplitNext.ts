/** Whether splitting is what an order waits for: it is confirmed and paid, and nothing keeps it. */
import type { DataRecord } from "../../data/record";

const isEmpty = (value: unknown) => !Array.isArray(value) || value.length === 0;

export function isSplitNext({ values }: DataRecord): boolean {
  const isPaid = ["paid", "overpaid"].includes(String(values.payment_status));
  return (
    values.lifecycle === "confirmed" &&
    (isPaid || values.payment_terms !== "prepaid") &&
    isEmpty(values.hold_reasons) &&
    isEmpty(values.attention_reasons)
  );
}
