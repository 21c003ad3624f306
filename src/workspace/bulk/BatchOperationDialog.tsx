/** Runs an operation on many records with progress; afterwards it says how many it met and why others were refused. */
import { Alert, Modal, Progress, Typography } from "antd";
import { useRef, useState } from "react";
import type { RecordId } from "../../data/record";
import { type ForEachOutcome, useRunForEach } from "../../data/useRunForEach";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Operation } from "../../model/snapshot";
import { RefusedList } from "../../view-types/batches/RefusedList";

interface BatchOperationDialogProps {
  operation: Operation;
  ids: readonly RecordId[];
  /** All of it went well. */
  onDone: () => void;
  onClose: () => void;
}

export function BatchOperationDialog({ operation, ids, onDone, onClose }: BatchOperationDialogProps) {
  const t = useText();
  const label = useLabel();
  const runForEach = useRunForEach();
  const [done, setDone] = useState<number>();
  const [outcome, setOutcome] = useState<ForEachOutcome>();
  const cancel = useRef<AbortController>(undefined);
  const title = label(operation.label);
  const isRunning = done !== undefined && !outcome;

  const start = async () => {
    cancel.current = new AbortController();
    setDone(0);
    const { signal } = cancel.current;
    const keyArgument = operation.screen?.key ?? "id";
    setOutcome(await runForEach({ name: operation.name, keyArgument, ids, signal, onProgress: setDone }));
  };
  const close = () => {
    if (isRunning) cancel.current?.abort();
    else if (outcome?.done === ids.length) onDone();
    else onClose();
  };
  return (
    <Modal
      open
      title={t("bulk.operation.title", { operation: title, count: ids.length })}
      okText={outcome ? t("bulk.close") : title}
      okButtonProps={{ loading: isRunning }}
      onOk={outcome ? close : () => void start()}
      cancelText={t("general.cancel")}
      cancelButtonProps={{ style: { display: outcome ? "none" : undefined } }}
      onCancel={close}
      maskClosable={false}
    >
      {operation.screen?.text && !outcome && (
        <Typography.Paragraph>{label(operation.screen.text)}</Typography.Paragraph>
      )}
      {done !== undefined && (
        <div role="status">
          <Progress percent={Math.round((100 * done) / ids.length)} aria-label={title} />
          <Typography.Text type="secondary">
            {t("bulk.progress", { done, total: ids.length })}
          </Typography.Text>
        </div>
      )}
      {outcome && (
        <Alert
          showIcon
          style={{ marginTop: 12 }}
          type={outcome.refused.length > 0 ? "warning" : "success"}
          message={t("bulk.done.operation", { count: outcome.done })}
          description={
            outcome.refused.length > 0 && (
              <RefusedList errors={outcome.refused} count={outcome.refused.length} />
            )
          }
        />
      )}
    </Modal>
  );
}
