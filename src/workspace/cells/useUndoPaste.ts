/** Takes back what was pasted, but what others changed since. */
import { App } from "antd";
import { useCallback } from "react";
import { DataError } from "../../data/DataError";
import { useUndo } from "../../data/useUndo";
import { useText } from "../../i18n/useText";

export function useUndoPaste() {
  const t = useText();
  const { message } = App.useApp();
  const { undo } = useUndo();
  return useCallback(
    async (batch: string) => {
      try {
        await undo({ batch }, "keep");
        void message.success(t("cells.undone"));
      } catch (problem) {
        if (!(problem instanceof DataError)) throw problem;
        void message.error(problem.message);
      }
    },
    [undo, message, t],
  );
}
