/** Shows what undoing would do, who changed something since, and lets the reader decide. */
import { Alert, App, Flex, Modal, Radio, Skeleton, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import { type ConflictChoice, type UndoSubject, useUndo } from "../../data/useUndo";
import { useUndoReview } from "../../data/useUndoReview";
import { useText } from "../../i18n/useText";
import { ConflictList } from "./ConflictList";
import { RefusedList } from "./RefusedList";

interface UndoDialogProps {
  subject: UndoSubject;
  /** What is to be undone, in words. */
  what: string;
  onClose: () => void;
}

export function UndoDialog({ subject, what, onClose }: UndoDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const { review, refused, error } = useUndoReview(subject);
  const { undo } = useUndo();
  const [choice, setChoice] = useState<ConflictChoice>("keep");
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<string>();

  const handleUndo = async () => {
    setIsRunning(true);
    setProblem(undefined);
    try {
      await undo(subject, choice);
      void message.success(t("bulk.undo.done"));
      onClose();
    } catch (failure) {
      setIsRunning(false);
      if (!(failure instanceof DataError)) throw failure;
      setProblem(failure.message);
    }
  };

  const lines =
    review &&
    ([
      ["removed", review.removed],
      ["putBack", review.putBack],
      ["restored", review.restored],
    ] as const);
  const mayOverwrite = review?.conflicts.some((conflict) =>
    ["changed", "related"].includes(conflict.problem),
  );
  const hasNothing = review !== undefined && lines?.every(([, count]) => count === 0);
  const shownProblem = problem ?? error?.message;
  return (
    <Modal
      open
      width={640}
      title={t("bulk.undo.title")}
      okText={isRunning ? t("bulk.undo.running") : t("bulk.undo.button")}
      okButtonProps={{
        disabled: !review || (hasNothing && choice === "keep"),
        loading: isRunning,
        danger: choice === "overwrite",
      }}
      onOk={() => void handleUndo()}
      cancelText={t("general.cancel")}
      onCancel={onClose}
      maskClosable={false}
    >
      <Flex vertical gap={12}>
        <Typography.Text strong>{what}</Typography.Text>
        {shownProblem !== undefined && <Alert type="error" showIcon role="alert" message={shownProblem} />}
        {!review && !error && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
        {lines && (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {hasNothing && <li>{t("bulk.undo.nothing")}</li>}
            {lines
              .filter(([, count]) => count > 0)
              .map(([key, count]) => (
                <li key={key}>{t(`bulk.undo.${key}`, { count })}</li>
              ))}
          </ul>
        )}
        {review && review.conflictCount > 0 && (
          <section>
            <Typography.Paragraph type="warning" role="status">
              {t("bulk.undo.conflicts", { count: review.conflictCount })}
            </Typography.Paragraph>
            <ConflictList conflicts={review.conflicts} />
            {mayOverwrite && (
              <Radio.Group
                aria-label={t("bulk.undo.choice")}
                style={{ marginTop: 12 }}
                value={choice}
                onChange={(event) => setChoice(event.target.value === "overwrite" ? "overwrite" : "keep")}
                options={[
                  { value: "keep", label: t("bulk.undo.keep") },
                  { value: "overwrite", label: t("bulk.undo.overwrite") },
                ]}
              />
            )}
          </section>
        )}
        {review && review.refusedCount > 0 && (
          <section>
            <Typography.Paragraph type="danger">
              {t("bulk.undo.refused", { count: review.refusedCount })}
            </Typography.Paragraph>
            <RefusedList errors={refused} count={review.refusedCount} />
          </section>
        )}
        {review && review.leftOverCount > 0 && (
          <Typography.Text type="warning">
            {t("bulk.undo.leftOver", { count: review.leftOverCount })}
          </Typography.Text>
        )}
      </Flex>
    </Modal>
  );
}
