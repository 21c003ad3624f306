/** Picking bin by bin: every scan counts one piece; what is missing at the end is asked about. */
import { Alert, App, Button, Flex } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useOperationQuery } from "../../data/useOperationQuery";
import { useText } from "../../i18n/useText";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { PickLine } from "./PickLine";
import { type PickRow, pickKey } from "./PickRow";
import { ScanInput } from "./ScanInput";
import { useStep } from "./useStep";

const isCode = (row: PickRow, code: string) =>
  [row.barcode, row.sku_code].some((known) => known?.toUpperCase() === code.toUpperCase());

export function PickStep({ part }: { part: DataRecord }) {
  const t = useText();
  const { modal } = App.useApp();
  const { step, isRunning, problem } = useStep();
  const { answer: rows } = useOperationQuery<PickRow[]>("pick_list", { sub_order_ids: [part.id] });
  const [found, setFound] = useState<ReadonlyMap<string, number>>(new Map());
  const [strange, setStrange] = useState("");
  if (!rows) return <RecordSkeleton />;
  if (part.values.status === "released") {
    return (
      <>
        {problem && <Alert type="error" showIcon message={problem} />}
        <Button
          type="primary"
          size="large"
          loading={isRunning}
          onClick={() => void step("start_picking", { sub_order_id: part.id })}
        >
          {t("fulfilment.work.begin")}
        </Button>
      </>
    );
  }

  const countOf = (row: PickRow) => found.get(pickKey(row)) ?? 0;
  const set = (row: PickRow, qty: number) => {
    setStrange("");
    setFound(new Map([...found, [pickKey(row), Math.min(Math.max(qty, 0), row.qty)]]));
  };
  const scan = (code: string) => {
    const known = rows.filter((row) => isCode(row, code));
    const next = known.find((row) => countOf(row) < row.qty);
    if (next) set(next, countOf(next) + 1);
    else setStrange(t(known.length > 0 ? "fulfilment.work.enough" : "fulfilment.work.unknownItem", { code }));
  };
  const missing = rows.reduce((sum, row) => sum + row.qty - countOf(row), 0);
  const confirm = async () => {
    const picked = rows.map((row) => ({ line: row.line, sku: row.sku, qty: countOf(row) }));
    await step("confirm_pick", { sub_order_id: part.id, picked });
  };
  const ask = () =>
    void modal.confirm({
      title: t("fulfilment.work.short", { count: missing }),
      content: t("fulfilment.work.shortText"),
      okText: t("fulfilment.work.confirm"),
      okButtonProps: { danger: true },
      cancelText: t("general.cancel"),
      onOk: confirm,
    });
  return (
    <Flex vertical gap={12}>
      <ScanInput label={t("fulfilment.work.scanItem")} onScan={scan} />
      <div role="status">{strange && <Alert type="error" showIcon message={strange} />}</div>
      {problem && <Alert type="error" showIcon message={problem} />}
      {rows.map((row) => (
        <PickLine key={pickKey(row)} row={row} found={countOf(row)} onChange={(qty) => set(row, qty)} />
      ))}
      <Flex gap={8} wrap>
        <Button
          size="large"
          style={{ flex: 1 }}
          onClick={() => setFound(new Map(rows.map((row) => [pickKey(row), row.qty])))}
        >
          {t("fulfilment.work.all")}
        </Button>
        <Button
          type="primary"
          size="large"
          style={{ flex: 1 }}
          loading={isRunning}
          onClick={missing > 0 ? ask : () => void confirm()}
        >
          {t("fulfilment.work.confirm")}
        </Button>
      </Flex>
    </Flex>
  );
}
