/** Checks on demand that nobody altered the log behind the app, and names the first entry that somebody did. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import type { AuditCheck } from "../../data/config/auditEntry";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";

interface AuditCheckButtonProps {
  isRunning: boolean;
  onClick: () => void;
}

export function AuditCheckButton({ isRunning, onClick }: AuditCheckButtonProps) {
  const t = useText();
  return (
    <Button icon={<SafetyCertificateOutlined />} loading={isRunning} onClick={onClick}>
      {isRunning ? t("audit.check.running") : t("audit.check.button")}
    </Button>
  );
}

interface AuditCheckResultProps {
  check: AuditCheck;
  /** Whether the entry named first is still there to be shown. */
  isThere: boolean;
  onShow: (entry: number) => void;
}

export function AuditCheckResult({ check, isThere, onShow }: AuditCheckResultProps) {
  const t = useText();
  const format = useFormat();
  const [isClosed, setClosed] = useState(false);
  const { entries, sealed, firstAltered } = check;
  const close = { closable: true, afterClose: () => setClosed(true) };
  if (isClosed) return null;
  if (firstAltered === null) {
    const waiting = entries - sealed;
    return (
      <Alert
        type="success"
        showIcon
        message={t("audit.check.good", { sealed: format.number(sealed) })}
        description={
          waiting > 0
            ? t("audit.check.waiting", { count: waiting, figure: format.number(waiting) })
            : undefined
        }
        {...close}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      message={t(isThere ? "audit.check.altered" : "audit.check.removed", { id: firstAltered })}
      description={t("audit.check.advice")}
      action={
        isThere ? <Button onClick={() => onShow(firstAltered)}>{t("audit.check.show")}</Button> : undefined
      }
      {...close}
    />
  );
}
