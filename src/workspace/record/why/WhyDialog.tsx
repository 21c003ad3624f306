/** "Why can't I see or edit this?", for oneself; whoever may configure roles asks for anybody. */
import { Alert, Flex, Modal, Skeleton } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../../data/record";
import { useEntity } from "../../../data/useEntity";
import { useExplanation } from "../../../data/useExplanation";
import { useSnapshot } from "../../../data/useSnapshot";
import { useText } from "../../../i18n/useText";
import { ExplanationText } from "../../../explanation/ExplanationText";
import type { ExplainedAction, Question } from "../../../explanation/question";
import { WhyQuestion } from "./WhyQuestion";

export interface WhyDialogProps {
  entityName: string;
  recordId: string;
  /** What the reader sees of it, if anything. */
  record?: DataRecord | undefined;
  action?: ExplainedAction;
  field?: string | undefined;
  onClose: () => void;
}

export function WhyDialog({
  entityName,
  recordId,
  record,
  action = "update",
  field,
  onClose,
}: WhyDialogProps) {
  const t = useText();
  const entity = useEntity(entityName);
  const { snapshot } = useSnapshot();
  const me = snapshot?.viewAs?.member?.id ?? snapshot?.member.id ?? "";
  const [question, setQuestion] = useState<Question>({ member: me, action, field });
  const { explanation, error } = useExplanation({
    memberId: question.member,
    entity: entityName,
    action: question.action,
    recordId,
    field: question.field,
  });
  const other =
    question.member === me ? undefined : snapshot?.people.find(({ id }) => id === question.member)?.name;

  return (
    <Modal open title={t("audit.explain.title")} footer={null} onCancel={onClose} width={600}>
      <Flex vertical gap={16} style={{ paddingTop: 8 }}>
        <WhyQuestion entity={entity} question={question} onChange={setQuestion} />
        {error && <Alert type="error" showIcon message={error.message} />}
        {!error && !explanation && (
          <Skeleton active paragraph={{ rows: 2 }} aria-label={t("audit.explain.asking")} />
        )}
        {explanation && (
          <ExplanationText
            {...{ entity, explanation, other, entityName, action: question.action }}
            record={record}
          />
        )}
      </Flex>
    </Modal>
  );
}
