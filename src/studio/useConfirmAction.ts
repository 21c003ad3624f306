/** Asks before something is done that cannot be undone by a click, and says how it went. */
import { App } from "antd";
import { useCallback } from "react";
import { DataError } from "../data/DataError";
import { useText } from "../i18n/useText";

export interface ConfirmedAction {
  /** Names the thing. */
  title: string;
  /** Says what follows. */
  text: string;
  okText: string;
  isDangerous?: boolean;
  run: () => Promise<unknown>;
  /** Said once it is done. */
  done: string;
}

export function useConfirmAction(): (action: ConfirmedAction) => void {
  const t = useText();
  const { modal, message } = App.useApp();
  return useCallback(
    ({ title, text, okText, isDangerous = false, run, done }) => {
      const handleOk = async () => {
        try {
          await run();
          void message.success(done);
        } catch (problem) {
          if (!(problem instanceof DataError)) throw problem;
          modal.error({ title: t("members.failed"), content: problem.message });
        }
      };
      modal.confirm({
        title,
        content: text,
        okText,
        okButtonProps: { danger: isDangerous },
        cancelText: t("general.cancel"),
        onOk: handleOk,
      });
    },
    [modal, message, t],
  );
}
