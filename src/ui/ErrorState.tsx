/** Stands in for what could not be shown: which right or rule refused, whom to ask, or how to try again. */
import { DisconnectOutlined, FileSearchOutlined, LockOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useText } from "../i18n/useText";
import { StateMessage } from "./StateMessage";

interface ErrorStateProps {
  error: { message: string; status?: number; reason?: string };
  onRetry?: () => void;
  /** Label of the active role, for refusals. */
  role?: string | undefined;
  /** Explains a refusal further. */
  help?: ReactNode;
}

export function ErrorState({ error, onRetry, role, help }: ErrorStateProps) {
  const t = useText();
  const isRefusal = error.status === 403;
  const isMissing = error.status === 404;
  const looks = {
    0: { icon: <DisconnectOutlined />, title: t("shell.state.offlineTitle") },
    403: { icon: <LockOutlined />, title: t("shell.state.refusedTitle") },
    404: { icon: <FileSearchOutlined />, title: t("shell.state.missingTitle") },
  }[error.status ?? -1] ?? { icon: <WarningOutlined />, title: t("shell.state.failedTitle") };

  return (
    <StateMessage
      {...looks}
      tone={isMissing ? "neutral" : "warning"}
      text={
        <>
          {error.message}
          {isRefusal && role && <div>{t("shell.state.askAdmin", { role })}</div>}
        </>
      }
      actions={
        <>
          {onRetry && !isRefusal && !isMissing && (
            <Button type="primary" onClick={onRetry}>
              {t("general.retry")}
            </Button>
          )}
          {(isRefusal || isMissing) && help}
          <Link to="/">
            <Button>{t("shell.state.goHome")}</Button>
          </Link>
        </>
      }
    />
  );
}
