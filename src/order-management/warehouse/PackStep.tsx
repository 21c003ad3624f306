/** Packing what was picked: all of it into one parcel, or piece by piece into several. */
import { Alert, App, Button, Flex, InputNumber } from "antd";
import { useState } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useText } from "../../i18n/useText";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { Text } from "../../ui/Text";
import { CountedLine } from "./CountedLine";
import { usePackable } from "./usePackable";
import { useStep } from "./useStep";

export function PackStep({ part }: { part: DataRecord }) {
  const t = useText();
  const { message } = App.useApp();
  const { step, isRunning, problem } = useStep();
  const { lines, isLoading } = usePackable(part);
  const [weight, setWeight] = useState<number | null>(null);
  const [taken, setTaken] = useState<ReadonlyMap<RecordId, number>>(new Map());
  if (isLoading) return <RecordSkeleton />;

  const qtyOf = (line: RecordId, left: number) => Math.min(taken.get(line) ?? left, left);
  const items = lines
    .map(({ line, left }) => ({ line, qty: qtyOf(line, left) }))
    .filter(({ qty }) => qty > 0);
  const inParcel = items.reduce((sum, { qty }) => sum + qty, 0);
  const inAll = lines.reduce((sum, { left }) => sum + left, 0);
  const pack = async () => {
    const args = { sub_order_id: part.id, items, weight_g: weight };
    if (!(await step("pack_parcel", args))) return;
    setTaken(new Map());
    setWeight(null);
    if (inParcel < inAll) {
      void message.success(t("fulfilment.work.packedPart", { count: inAll - inParcel }));
    }
  };
  return (
    <Flex vertical gap={12}>
      {problem && <Alert type="error" showIcon message={problem} />}
      {lines.map(({ line, title, spec, sku, left }) => (
        <CountedLine
          key={line}
          name={[title, spec].filter(Boolean).join(" · ")}
          count={qtyOf(line, left)}
          most={left}
          onChange={(qty) => setTaken(new Map([...taken, [line, qty]]))}
        >
          <Text style={{ overflowWrap: "anywhere" }}>{[title, spec].filter(Boolean).join(" · ")}</Text>
          {sku !== title && (
            <Text type="secondary" style={{ overflowWrap: "anywhere" }}>
              {sku}
            </Text>
          )}
        </CountedLine>
      ))}
      <label>
        <Text>{t("fulfilment.work.weight")}</Text>
        <InputNumber
          size="large"
          min={0}
          precision={0}
          inputMode="numeric"
          value={weight}
          onChange={setWeight}
          style={{ width: "100%" }}
        />
      </label>
      <Button
        type="primary"
        size="large"
        loading={isRunning}
        disabled={inParcel === 0}
        onClick={() => void pack()}
      >
        {inParcel < inAll
          ? t("fulfilment.work.packPart", { count: inParcel, all: inAll })
          : t("fulfilment.work.pack")}
      </Button>
    </Flex>
  );
}
