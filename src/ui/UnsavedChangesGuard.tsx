/** Put into a form with unsaved input: asks before a link, Back or closing the tab throws it away. */
import { App } from "antd";
import { useEffect } from "react";
import { type Location, useBlocker } from "react-router";
import { useText } from "../i18n/useText";

interface UnsavedChangesGuardProps {
  hasChanges: boolean;
  /** A parameter of the address that names the open form; another value leaves it too. */
  parameter?: string;
}

export function UnsavedChangesGuard({ hasChanges, parameter }: UnsavedChangesGuardProps) {
  const t = useText();
  const { modal } = App.useApp();
  const placeOf = ({ pathname, search }: Location) =>
    [pathname, parameter && new URLSearchParams(search).get(parameter)].join(" ");
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => hasChanges && placeOf(currentLocation) !== placeOf(nextLocation),
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
