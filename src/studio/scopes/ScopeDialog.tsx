/** Writes a named condition; one that roles use is reviewed before it acts. */
import { Alert, App, Button, Flex, Form, Modal, Select } from "antd";
import { useState } from "react";
import type { RoleChanges } from "../../data/config/roleReview";
import type { StudioScope } from "../../data/config/rolesPage";
import { DataError } from "../../data/DataError";
import { useReviewScope, useSaveScope } from "../../data/useScopeActions";
import { FilterBuilder } from "../../filter/FilterBuilder";
import { hasOpenRows } from "../../filter/filterTree";
import { fitsEntity } from "../../filter/fitsEntity";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import { completeLabel, emptyLabel, isEmptyLabel } from "../completeLabel";
import { LabelInput } from "../LabelInput";
import { RoleChangesList } from "../review/RoleChangesList";
import type { StudioWorld } from "../StudioWorld";
import { ReviewNote } from "../review/ReviewNote";
import { ReviewRegion } from "../review/ReviewRegion";

interface ScopeDialogProps {
  world: StudioWorld;
  /** Undefined for a new one. */
  scope: StudioScope | undefined;
  /** A condition that roles use is saved. */
  onChanged: (id: string) => void;
  onClose: () => void;
}

export function ScopeDialog({ world, scope, onChanged, onClose }: ScopeDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const reviewScope = useReviewScope();
  const { saveScope, isSaving } = useSaveScope();
  const { entities } = world;
  const fitting = entities.filter((entity) => !scope || fitsEntity(scope.condition, entity, entities));
  const [entityName, setEntityName] = useState(scope?.used_by[0]?.entity ?? fitting[0]?.name);
  const [label, setLabel] = useState(scope?.label ?? emptyLabel);
  const [condition, setCondition] = useState<Condition | undefined>(scope?.condition);
  const [changes, setChanges] = useState<RoleChanges[]>();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string>();
  const entity = entities.find(({ name }) => name === entityName);
  const isUsed = scope !== undefined && scope.used_by.length > 0;
  const isReviewing = changes !== undefined;

  const attempt = async (step: () => Promise<unknown>) => {
    setProblem(undefined);
    try {
      await step();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const handleOk = () => {
    if (!condition) return;
    if (isUsed && !isReviewing) {
      return void attempt(async () => setChanges(await reviewScope(scope.id, condition)));
    }
    void attempt(async () => {
      await saveScope({ id: scope?.id ?? null, label: completeLabel(label), condition }, note.trim());
      void message.success(t("roles.review.saved"));
      onClose();
      if (isUsed) onChanged(scope.id);
    });
  };

  return (
    <Modal
      open
      title={t(scope ? "roles.scope.editTitle" : "roles.scope.createTitle")}
      okText={t(isUsed ? (isReviewing ? "roles.review.save" : "roles.edit.review") : "roles.scope.save")}
      okButtonProps={{
        disabled: isEmptyLabel(label) || !condition || hasOpenRows(condition),
        loading: isSaving,
      }}
      onOk={handleOk}
      onCancel={onClose}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {isReviewing ? (
            <Button onClick={() => setChanges(undefined)}>{t("roles.review.back")}</Button>
          ) : (
            <CancelBtn />
          )}
          <OkBtn />
        </>
      )}
      width={760}
    >
      <Flex vertical gap={12}>
        {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
        {isReviewing ? (
          <>
            <ReviewRegion>
              <RoleChangesList changes={changes} world={world} />
            </ReviewRegion>
            <ReviewNote value={note} onChange={setNote} />
          </>
        ) : (
          <Form layout="vertical" component="div">
            <Form.Item label={t("roles.scope.name")}>
              <LabelInput value={label} onChange={setLabel} name={t("roles.scope.name")} autoFocus />
            </Form.Item>
            <Form.Item label={t("roles.scope.appliesTo")} extra={t("scopes.appliesHelp")}>
              <Select
                value={entityName}
                onChange={(name: string) => {
                  const next = entities.find((candidate) => candidate.name === name);
                  if (!next) return;
                  setEntityName(name);
                  if (condition && !fitsEntity(condition, next, entities)) setCondition(undefined);
                }}
                options={(isUsed ? fitting : entities).map(({ name, label: text }) => ({
                  value: name,
                  label: labelOf(text),
                }))}
                showSearch
                optionFilterProp="label"
                aria-label={t("roles.scope.appliesTo")}
              />
            </Form.Item>
            <Form.Item label={t("roles.scope.condition")} extra={t("roles.scope.conditionHelp")}>
              {entity && (
                <FilterBuilder
                  key={entity.name}
                  entity={entity}
                  condition={condition}
                  onChange={setCondition}
                  isFluid
                />
              )}
            </Form.Item>
          </Form>
        )}
      </Flex>
    </Modal>
  );
}
