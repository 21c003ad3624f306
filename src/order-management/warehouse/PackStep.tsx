/** Packing what was picked into one parcel. */
import { Alert, Button, Flex, InputNumber } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { useStep } from "./useStep";

export function PackStep({ part }: { part: DataRecord }) {
  const t = useText();
  const { step, isRunning, problem } = useStep();
  const [weight, setWeight] = useState<number | null>(null);
  return (
    <Flex vertical gap={12}>
      {problem && <Alert type="error" showIcon message={problem} />}
      <label>
        <Text>{t("fulfilment.work.weight")}</Text>
        <InputNumber
          size="large"
          min={0}
          precision={0}
          value={weight}
          onChange={setWeight}
          style={{ width: "100%" }}
        />
      </label>
      <Button
        type="primary"
        size="large"
        loading={isRunning}
        onClick={() => void step("pack_parcel", { sub_order_id: part.id, weight_g: weight })}
      >
        {t("fulfilment.work.pack")}
      </Button>
    </Flex>
  );
}
