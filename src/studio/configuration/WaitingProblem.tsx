/** A waiting change that cannot be made any more, with the way to be rid of it. */
import { Alert, Button } from "antd";
import type { WaitingChange } from "../../data/config/planStep";
import { useText } from "../../i18n/useText";

interface WaitingProblemProps {
  change: WaitingChange;
  onDrop: () => void;
}

export function WaitingProblem({ change, onDrop }: WaitingProblemProps) {
  const t = useText();
  return (
    <Alert
      type="error"
      showIcon
      message={change.problem}
      action={<Button onClick={onDrop}>{t("configuration.dropChange")}</Button>}
    />
  );
}
