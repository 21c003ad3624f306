/** Third step: sends and rehearses the file, shows what would happen, and asks before anything is written. */
import { DownloadOutlined } from "@ant-design/icons";
import { Alert, Button, Flex, Progress, Typography } from "antd";
import { useText } from "../../i18n/useText";
import { useFormat } from "../../i18n/useFormat";
import { MissingOptionsOffer } from "./MissingOptionsOffer";
import type { MissingOptions } from "./missingOptions";
import { ProblemsTable } from "./ProblemsTable";
import type { CheckState } from "./useImportCheck";
import { outcomeText } from "./outcomeText";
import type { ImportSettings } from "./ImportSettings";

interface CheckStepProps {
  state: CheckState;
  settings: ImportSettings;
  columnOf: (field: string) => string;
  missing: readonly MissingOptions[];
  mayAddOptions: boolean;
  onAddOptions: (chosen: MissingOptions[]) => void;
  /** Options are being made; then everything is checked again. */
  isAddingOptions: boolean;
  onWrite: () => void;
  onRetry: () => void;
  onBack: () => void;
  onCancel: () => void;
  onDownload: () => void;
}

export function CheckStep({
  state,
  settings,
  columnOf,
  missing,
  mayAddOptions,
  onAddOptions,
  isAddingOptions,
  onWrite,
  onRetry,
  onBack,
  onCancel,
  onDownload,
}: CheckStepProps) {
  const t = useText();
  const { number } = useFormat();
  const { phase, sent, total, findings, outcome } = state;
  const isWaiting =
    phase === "reading" || phase === "sending" || phase === "rehearsing" || phase === "writing";
  if (isWaiting) {
    const share =
      phase === "sending" && total > 0 ? Math.round((80 * sent) / total) : phase === "reading" ? 0 : 90;
    return (
      <Flex vertical gap={12} align="flex-start" style={{ maxWidth: 560 }}>
        <Progress
          percent={share}
          status="active"
          showInfo={false}
          aria-label={t(`import.phase.${phase}`, { sent, total })}
        />
        <Typography.Text role="status">
          {t(`import.phase.${phase}`, { sent: number(sent), total: number(total) })}
        </Typography.Text>
        {phase !== "writing" && <Button onClick={onCancel}>{t("general.cancel")}</Button>}
      </Flex>
    );
  }
  if (phase === "stopped") {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        message={state.problem}
        description={t("import.stopped")}
        action={
          <Flex gap={8}>
            <Button onClick={onBack}>{t("import.back")}</Button>
            <Button type="primary" onClick={onRetry}>
              {t("import.goOn")}
            </Button>
          </Flex>
        }
      />
    );
  }
  const bad = new Set(findings.flatMap(({ row }) => (row === null ? [] : [row]))).size;
  const good = outcome ? total - new Set(outcome.findings.map(({ row }) => row)).size : 0;
  const isFileWide = findings.some(({ row }) => row === null) || outcome?.isComplete === false;
  return (
    <Flex vertical gap={16}>
      {findings.length === 0 && outcome ? (
        <Alert
          type="success"
          showIcon
          role="status"
          message={t("import.allFit", { count: outcome.rows, rows: number(outcome.rows) })}
          description={outcomeText({ t, number }, outcome, settings.mode)}
        />
      ) : (
        <Alert
          type="warning"
          showIcon
          role="alert"
          message={t("import.someDoNotFit", { count: bad, rows: number(bad), total: number(bad + good) })}
          description={t(outcome?.isComplete === false ? "import.tooManyProblems" : "import.nothingWritten")}
        />
      )}
      {missing.length > 0 && (
        <MissingOptionsOffer
          missing={missing}
          mayCreate={mayAddOptions}
          isCreating={isAddingOptions}
          onCreate={onAddOptions}
        />
      )}
      {findings.length > 0 && <ProblemsTable findings={findings} columnOf={columnOf} />}
      <Flex gap={8} wrap>
        <Button onClick={onBack}>{t("import.back")}</Button>
        {bad > 0 && (
          <Button icon={<DownloadOutlined />} onClick={onDownload}>
            {t("import.download")}
          </Button>
        )}
        {outcome && good > 0 && !isFileWide && (
          <Button
            type={findings.length === 0 ? "primary" : "default"}
            disabled={isAddingOptions}
            onClick={onWrite}
          >
            {findings.length === 0
              ? t("import.write", { count: good, rows: number(good) })
              : t("import.writeOthers", { count: good, rows: number(good) })}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
