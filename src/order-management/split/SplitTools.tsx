/** Splitting an order and taking it back, beside its sub-orders; only what the role may do and the order allows. */
import { NodeExpandOutlined, RollbackOutlined } from "@ant-design/icons";
import { App, Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useRunOperation } from "../../data/useRunOperation";
import { useText } from "../../i18n/useText";
import { isSplitNext } from "./isSplitNext";

const SplitDialog = lazy(async () => ({ default: (await import("./SplitDialog")).SplitDialog }));

interface SplitToolsProps {
  order: DataRecord;
  /** Sub-orders that count. */
  parts: DataRecord[];
}

const untouched = ["planned", "reserved", "backorder", "cancelled"];
const splittable = ["confirmed", "processing"];

export function SplitTools({ order, parts }: SplitToolsProps) {
  const t = useText();
  const { modal, message } = App.useApp();
  const mayRun = useMayRun();
  const { run } = useRunOperation();
  const [isOpen, setOpen] = useState(false);
  const canUndo =
    parts.length > 0 &&
    parts.every(({ values }) => untouched.includes(String(values.status))) &&
    mayRun("undo_split");
  const canPlan =
    parts.length === 0 &&
    !(isSplitNext(order) && mayRun("apply_split")) &&
    splittable.includes(String(order.values.lifecycle)) &&
    mayRun("plan_split");

  const undo = async () => {
    try {
      await run({ name: "undo_split", args: { order_id: order.id } });
      void message.success(t("split.undone"));
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      modal.error({ title: t("split.failed"), content: problem.message });
    }
  };
  const askUndo = () =>
    void modal.confirm({
      title: t("split.undoTitle"),
      content: t("split.undoText"),
      okText: t("split.undo"),
      cancelText: t("general.cancel"),
      onOk: undo,
    });

  return (
    <Flex gap={8}>
      {canPlan && (
        <Button size="small" icon={<NodeExpandOutlined />} onClick={() => setOpen(true)}>
          {t("split.preview")}
        </Button>
      )}
      {canUndo && (
        <Button size="small" icon={<RollbackOutlined />} onClick={askUndo}>
          {t("split.undo")}
        </Button>
      )}
      {isOpen && (
        <Suspense>
          <SplitDialog order={order} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Flex>
  );
}
