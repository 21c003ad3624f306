/** Last step: what was written, and the way on. */
import { Button, Result } from "antd";
import { Link } from "react-router";
import type { ImportOutcome } from "../../data/importing";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { ImportSettings } from "./ImportSettings";
import { outcomeText } from "./outcomeText";
import { UndoImport } from "./UndoImport";

interface DoneStepProps {
  outcome: ImportOutcome;
  settings: ImportSettings;
  list: string;
  /** Name of the file. */
  file: string;
  onAgain: () => void;
}

export function DoneStep({ outcome, settings, list, file, onAgain }: DoneStepProps) {
  const t = useText();
  const { number } = useFormat();
  return (
    <Result
      status="success"
      title={t("import.done")}
      subTitle={outcomeText({ t, number }, outcome, settings.mode)}
      extra={[
        ...(outcome.batch === null
          ? []
          : [<UndoImport key="undo" batch={outcome.batch} what={file} onUndone={onAgain} />]),
        <Button key="again" onClick={onAgain}>
          {t("import.another")}
        </Button>,
        <Link key="list" to={list}>
          <Button type="primary">{t("import.toList")}</Button>
        </Link>,
      ]}
    />
  );
}
