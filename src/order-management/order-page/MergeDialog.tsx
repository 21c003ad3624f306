/** Chooses which sub-orders leave together, and lets them. */
import { Alert, App, Checkbox, Flex, Modal } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord, RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";
import { useRunOperation } from "../../data/useRunOperation";
import { useText } from "../../i18n/useText";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { Text } from "../../ui/Text";

interface MergeDialogProps {
  part: DataRecord;
  others: readonly RecordId[];
  onClose: () => void;
}

export function MergeDialog({ part, others, onClose }: MergeDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const { run, isRunning } = useRunOperation();
  const [left, setLeft] = useState<readonly RecordId[]>([]);
  const [problem, setProblem] = useState("");
  const { records, isLoading } = useRecords({
    entity: "fulfillment_orders",
    condition: { field: "id", op: "in", value: [...others] },
    fields: ["fulfillment_no", "order_id"],
    page: 1,
    pageSize: 50,
    count: "none",
  });
  const chosen = records.filter(({ id }) => !left.includes(id));

  const merge = async () => {
    try {
      await run({
        name: "merge_sub_orders",
        args: { sub_order_ids: [part.id, ...chosen.map(({ id }) => id)] },
      });
      void message.success(t("merging.done"));
      onClose();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={t("merging.title", { number: String(part.values.fulfillment_no) })}
      okText={t("merging.merge")}
      cancelText={t("general.cancel")}
      okButtonProps={{ disabled: chosen.length === 0, loading: isRunning }}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Text type="secondary">{t("merging.text")}</Text>
        {isLoading && <ListSkeleton rows={2} />}
        {records.map(({ id, values, titles }) => (
          <Checkbox
            key={id}
            checked={!left.includes(id)}
            onChange={({ target }) =>
              setLeft(target.checked ? left.filter((other) => other !== id) : [...left, id])
            }
          >
            {String(values.fulfillment_no)} · {titles.order_id}
          </Checkbox>
        ))}
        {problem && <Alert type="error" showIcon message={problem} />}
      </Flex>
    </Modal>
  );
}
