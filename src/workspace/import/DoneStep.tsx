/** Last step: what was written, and the way on. */
import { Button, Result } from "antd";
import { Link } from "react-router";
import type { ImportOutcome } from "../../data/importing";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { ImportSettings } from "./ImportSettings";
import { outcomeText } from "./outcomeText";

interface DoneStepProps {
  outcome: ImportOutcome;
  settings: ImportSettings;
  list: string;
  onAgain: () => void;
}

export function DoneStep({ outcome, settings, list, onAgain }: DoneStepProps) {
  const t = useText();
  const { number } = useFormat();
  return (
    <Result
      status="success"
      title={t("import.done")}
      subTitle={outcomeText({ t, number }, outcome, settings.mode)}
      extra={[
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
