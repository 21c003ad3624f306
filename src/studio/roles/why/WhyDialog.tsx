/** "Why can or can't somebody do this?", for a member of the role or anybody else. */
import { Alert, Flex, Modal, Skeleton, Typography } from "antd";
import { useState } from "react";
import { useExplanation } from "../../../data/useExplanation";
import { useRecord } from "../../../data/useRecord";
import { useSnapshot } from "../../../data/useSnapshot";
import { ExplanationText } from "../../../explanation/ExplanationText";
import type { ExplainedAction } from "../../../explanation/question";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { useRoleWorld } from "../RoleWorldContext";
import { WhyForm, type WhyQuestion } from "./WhyForm";

export function WhyDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { role, entities } = useRoleWorld();
  const [question, setQuestion] = useState<WhyQuestion>({
    member: role.members[0]?.id,
    entity: undefined,
    action: "read",
    record: undefined,
    field: undefined,
  });
  const entity = entities.find(({ name }) => name === question.entity);

  return (
    <Modal open title={t("roles.why.title")} footer={null} onCancel={onClose} width={640}>
      <Flex vertical gap={16} style={{ paddingTop: 8 }}>
        <WhyForm question={question} onChange={setQuestion} />
        {entity && question.member !== undefined ? (
          <Answer {...question} member={question.member} entity={entity} />
        ) : (
          <Typography.Text type="secondary">{t("roles.why.choose")}</Typography.Text>
        )}
      </Flex>
    </Modal>
  );
}

interface AnswerProps {
  member: string;
  entity: Entity;
  action: ExplainedAction;
  record: string | number | undefined;
  field: string | undefined;
}

function Answer({ member, entity, action, record: recordId, field }: AnswerProps) {
  const { snapshot } = useSnapshot();
  const id = recordId === undefined ? undefined : String(recordId);
  const { explanation, error } = useExplanation({
    memberId: member,
    entity: entity.name,
    action,
    recordId: id,
    field: action === "delete" ? undefined : field,
  });
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!explanation) return <Skeleton active paragraph={{ rows: 2 }} />;
  const props = {
    entity,
    explanation,
    action,
    entityName: entity.name,
    other: snapshot?.people.find((person) => person.id === member)?.name,
  };
  const isReadable = snapshot?.entities.some(({ name }) => name === entity.name);
  return id !== undefined && isReadable ? (
    <AnswerWithRecord {...props} id={id} />
  ) : (
    <ExplanationText {...props} record={undefined} />
  );
}

type TextProps = Omit<Parameters<typeof ExplanationText>[0], "record">;

/** The asker sees the values of the record, as far as he may read it himself. */
function AnswerWithRecord({ id, ...props }: TextProps & { id: string }) {
  const { record } = useRecord(props.entityName, id);
  return <ExplanationText {...props} record={record} />;
}
