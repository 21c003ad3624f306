/** Says what a batch did and offers to undo it; names what was refused. */
import { App, Button, Flex } from "antd";
import { useCallback } from "react";
import { useNavigate } from "react-router";
import type { BatchOutcome } from "../../data/batch";
import { DataError } from "../../data/DataError";
import { useUndo } from "../../data/useUndo";
import { useText } from "../../i18n/useText";
import { RefusedList } from "./RefusedList";

/** Long enough to notice a mistake. */
const seconds = 12;

export function useBatchToast(): (outcome: BatchOutcome) => void {
  const t = useText();
  const { message, modal } = App.useApp();
  const { undo } = useUndo();
  const navigate = useNavigate();

  return useCallback(
    ({ id, kind, written, refused, stopped }) => {
      const key = `batch-${id}`;
      const handleUndo = async () => {
        void message.loading({ key, content: t("bulk.undo.running"), duration: 0 });
        try {
          const done = await undo({ batch: id }, "keep");
          const kept = done.conflictCount + done.refusedCount;
          if (kept === 0) {
            void message.success({ key, content: t("bulk.undo.done") });
            return;
          }
          message.destroy(key);
          modal.warning({
            title: t("bulk.undo.partly", { count: kept }),
            content: t("bulk.undo.partlyText"),
            okText: t("bulk.undo.look"),
            okCancel: true,
            cancelText: t("bulk.close"),
            onOk: () => void navigate(`/batches?undo=${id}`),
          });
        } catch (problem) {
          if (!(problem instanceof DataError)) throw problem;
          void message.error({ key, content: problem.message });
        }
      };
      if (written > 0) {
        void message.success({
          key,
          duration: seconds,
          content: (
            <Flex component="span" gap={8} align="center" style={{ display: "inline-flex" }}>
              {t(`bulk.done.${kind}`, { count: written })}
              <Button type="link" size="small" onClick={() => void handleUndo()}>
                {t("bulk.undo.button")}
              </Button>
            </Flex>
          ),
        });
      }
      if (refused.length > 0 || stopped !== undefined) {
        modal.warning({
          title: stopped ? t("bulk.stopped") : t("bulk.refused", { count: refused.length }),
          content: (
            <>
              {stopped instanceof DataError && <p>{stopped.message}</p>}
              <p>{t("bulk.refusedText", { count: written })}</p>
              <RefusedList errors={refused.map(({ error }) => error)} count={refused.length} />
            </>
          ),
          okText: t("bulk.close"),
        });
      }
    },
    [message, modal, navigate, t, undo],
  );
}
