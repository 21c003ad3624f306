/** Hands one parcel to its carrier: the carrier that the rules chose, and the number from the label. */
import { Alert, App, Button, Card, Flex, type InputRef, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import Input from "antd/es/input/Input";
import { useStep } from "./useStep";

interface ShipFormProps {
  parcel: DataRecord;
  /** The parcel at hand: its label can be scanned at once. */
  isNext: boolean;
}

export function ShipForm({ parcel, isNext }: ShipFormProps) {
  const t = useText();
  const { message } = App.useApp();
  const { step, isRunning, problem } = useStep();
  const { records: carriers } = useRecords({
    entity: "carriers",
    condition: { field: "is_active", op: "eq", value: true },
    fields: ["name"],
    sort: [{ field: "name", descending: false }],
    page: 1,
    pageSize: 100,
    count: "none",
  });
  const { shipment_no: number, carrier_id: proposed } = parcel.values;
  const [tracking, setTracking] = useState("");
  const [carrier, setCarrier] = useState<RecordId | undefined>(
    typeof proposed === "number" || typeof proposed === "string" ? proposed : undefined,
  );
  const input = useRef<InputRef>(null);
  useEffect(() => {
    if (isNext) input.current?.focus();
  }, [isNext]);
  const ship = async () => {
    const args = { shipment_id: parcel.id, tracking_no: tracking, carrier_id: carrier ?? null };
    if (await step("ship_parcel", args)) {
      void message.success(t("fulfilment.work.done", { number: String(number) }));
    }
  };
  return (
    <Card size="small" title={t("fulfilment.work.parcel", { number: String(number) })}>
      <Flex vertical gap={12}>
        {problem && <Alert type="error" showIcon message={problem} />}
        <label>
          <Text>{t("fulfilment.work.carrier")}</Text>
          <Select
            size="large"
            showSearch
            optionFilterProp="label"
            value={carrier}
            onChange={setCarrier}
            options={carriers.map(({ id, values }) => ({ value: id, label: String(values.name) }))}
            aria-label={t("fulfilment.work.carrier")}
            style={{ width: "100%" }}
          />
        </label>
        <label>
          <Text>{t("fulfilment.work.tracking")}</Text>
          <Input
            size="large"
            ref={input}
            autoComplete="off"
            value={tracking}
            onChange={(event) => setTracking(event.target.value)}
            onPressEnter={() => void ship()}
          />
        </label>
        <Button type="primary" size="large" loading={isRunning} onClick={() => void ship()}>
          {t("fulfilment.work.ship")}
        </Button>
      </Flex>
    </Card>
  );
}
