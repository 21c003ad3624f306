/** What a chosen file would change, and the button that makes it so. */
import { Alert, Button, Flex, Typography } from "antd";
import { useState } from "react";
import type { PlanStep } from "../../data/config/planStep";
import { useText } from "../../i18n/useText";
import { ReviewNote } from "../review/ReviewNote";
import { StepList } from "./StepList";

interface FilePlanProps {
  name: string;
  steps: PlanStep[];
  isApplying: boolean;
  onApply: (note: string) => void;
}

export function FilePlan({ name, steps, isApplying, onApply }: FilePlanProps) {
  const t = useText();
  const [note, setNote] = useState("");
  if (steps.length === 0) {
    return <Alert type="success" showIcon message={name} description={t("configuration.nothingDiffers")} />;
  }
  return (
    <Flex vertical gap={12}>
      <Typography.Text strong>{name}</Typography.Text>
      <StepList steps={steps} />
      <ReviewNote value={note} onChange={setNote} />
      <Button
        type="primary"
        danger={steps.some(({ risk }) => risk === "destructive")}
        loading={isApplying}
        onClick={() => onApply(note.trim())}
        style={{ alignSelf: "end" }}
      >
        {t("configuration.apply")}
      </Button>
    </Flex>
  );
}
