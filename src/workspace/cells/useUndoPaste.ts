/** Takes back what was pasted, but what others changed since. */
import { useInvalidate } from "@refinedev/core";
import { App } from "antd";
import { useCallback } from "react";
import { DataError } from "../../data/DataError";
import { useConfigAction } from "../../data/useConfigAction";
import { useText } from "../../i18n/useText";

const parseNothing = () => undefined;

export function useUndoPaste(entity: string) {
  const t = useText();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const { run } = useConfigAction("undo_batch", parseNothing, { isQuestion: true });
  return useCallback(
    async (batch: string) => {
      try {
        await run({ p_batch: batch, p_conflicts: "keep" });
        await invalidate({ resource: entity, invalidates: ["resourceAll"] });
        void message.success(t("cells.undone"));
      } catch (problem) {
        if (!(problem instanceof DataError)) throw problem;
        void message.error(problem.message);
      }
    },
    [run, invalidate, entity, message, t],
  );
}
