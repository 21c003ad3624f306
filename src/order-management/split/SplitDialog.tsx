/** What splitting would make of an order, before it is done. */
import { Alert, App, Flex, Modal, Skeleton } from "antd";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useOperationQuery } from "../../data/useOperationQuery";
import { useRunOperation } from "../../data/useRunOperation";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { PlannedPartCard } from "./PlannedPartCard";
import type { SplitPlan } from "./SplitPlan";

interface SplitDialogProps {
  order: DataRecord;
  onClose: () => void;
}

export function SplitDialog({ order, onClose }: SplitDialogProps) {
  const t = useText();
  const { message, modal } = App.useApp();
  const mayRun = useMayRun();
  const { run, isRunning } = useRunOperation();
  const { answer, error } = useOperationQuery<SplitPlan>("plan_split", { order_id: order.id });
  const currency = typeof order.values.currency === "string" ? order.values.currency : null;
  const canSplit = answer?.obstacle === null && answer.parts.length > 0;

  const split = async () => {
    try {
      await run({ name: "apply_split", args: { order_id: order.id, expected_version: answer?.version } });
      onClose();
      void message.success(t("split.done", { count: answer?.parts.length ?? 0 }));
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      modal.error({ title: t("split.failed"), content: problem.message });
    }
  };

  return (
    <Modal
      open
      title={t("split.title")}
      okText={t("split.apply", { count: answer?.parts.length ?? 0 })}
      cancelText={t("general.cancel")}
      okButtonProps={{ disabled: !canSplit, hidden: !mayRun("apply_split"), loading: isRunning }}
      onOk={() => void split()}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        {error && <ErrorState error={error} />}
        {!answer && !error && <Skeleton active />}
        {answer?.obstacle && (
          <Alert type="warning" showIcon message={t(`split.obstacle.${answer.obstacle}`)} />
        )}
        {answer?.parts.map((part) => (
          <PlannedPartCard key={part.seq} part={part} currency={currency} />
        ))}
      </Flex>
    </Modal>
  );
}
