/** Put into a form with unsaved input: asks before a link, Back or closing the tab throws it away. */
import { App } from "antd";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { useText } from "../i18n/useText";

interface UnsavedChangesGuardProps {
  hasChanges: boolean;
}

export function UnsavedChangesGuard({ hasChanges }: UnsavedChangesGuardProps) {
  const t = useText();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => hasChanges && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const dialog = modal.confirm({
      title: t("shell.unsaved.title"),
      content: t("shell.unsaved.text"),
      okText: t("shell.unsaved.leave"),
      okButtonProps: { danger: true },
      cancelText: t("shell.unsaved.stay"),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => dialog.destroy();
  }, [blocker, modal, t]);

  useEffect(() => {
    if (!hasChanges) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [hasChanges]);

  return null;
}
