/** Operations that belong to no entity, such as taking the demo data out: offered by name, and asked about first. */
import { App } from "antd";
import { DataError } from "../data/DataError";
import { useRunOperation } from "../data/useRunOperation";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";

interface WorkspaceOperation {
  key: string;
  label: string;
  ask: () => void;
}

export function useWorkspaceOperations(snapshot: Snapshot): WorkspaceOperation[] {
  const t = useText();
  const labelOf = useLabel();
  const { modal, message } = App.useApp();
  const { run } = useRunOperation();
  if (snapshot.viewAs) return [];

  const start = async (name: string, label: string) => {
    try {
      await run({ name });
      void message.success(t("shell.operation.done", { operation: label }));
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      modal.error({ title: label, content: problem.message });
    }
  };

  return snapshot.operations
    .filter(({ entity }) => entity === null)
    .map(({ name, label }) => {
      const text = labelOf(label);
      return {
        key: `operation:${name}`,
        label: text,
        ask: () =>
          void modal.confirm({
            title: `${text}?`,
            content: t("shell.operation.text"),
            okText: text,
            okButtonProps: { danger: true },
            cancelText: t("general.cancel"),
            onOk: () => start(name, text),
          }),
      };
    });
}
