/** How many records break a rule now: they can only be saved when they are put right. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { DataError } from "../../../data/DataError";
import { useCountRuleBreaks } from "../../../data/useForms";
import { useText } from "../../../i18n/useText";
import type { FormRule } from "../../../model/form";

interface BreakCountProps {
  entity: string;
  rule: FormRule;
}

export function BreakCount({ entity, rule }: BreakCountProps) {
  const t = useText();
  const countBreaks = useCountRuleBreaks(entity);
  const [answer, setAnswer] = useState<{ rule: FormRule; text: string; isFine: boolean }>();
  if (rule.kind !== "require" && rule.kind !== "check") return null;

  const ask = async () => {
    try {
      const count = await countBreaks(rule);
      setAnswer({
        rule,
        text: t(count === 0 ? "forms.noBreaks" : "forms.breaks", { count }),
        isFine: count === 0,
      });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setAnswer({ rule, text: error.message, isFine: false });
    }
  };
  return (
    <div style={{ marginTop: 8 }}>
      {answer?.rule === rule ? (
        <Alert type={answer.isFine ? "success" : "warning"} showIcon message={answer.text} role="status" />
      ) : (
        <Button type="link" size="small" onClick={() => void ask()}>
          {t("forms.countBreaks")}
        </Button>
      )}
    </div>
  );
}
