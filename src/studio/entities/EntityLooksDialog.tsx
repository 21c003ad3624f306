/** Name, icon, group and place in the menu of a kind of records; what does not change is not sent. */
import { Alert, App, Checkbox, Form, Modal, Select } from "antd";
import { useState } from "react";
import type { FieldsPageAnswer } from "../../data/config/fieldsPage";
import { DataError } from "../../data/DataError";
import { useEntitiesPage } from "../../data/useEntitiesPage";
import { usePublish } from "../../data/usePublish";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { completeLabel, emptyLabel, isEmptyLabel } from "../completeLabel";
import { LabelInput } from "../LabelInput";
import { entityChanges, type EntityLooksDraft } from "./entityChanges";
import { IconSelect } from "./IconSelect";
import { placeOf } from "./menuPlace";

interface EntityLooksDialogProps {
  page: FieldsPageAnswer;
  onClose: () => void;
}

export function EntityLooksDialog({ page, onClose }: EntityLooksDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { snapshot } = useSnapshot();
  const { answer: all } = useEntitiesPage();
  const { publish, isPublishing } = usePublish();
  const { entity } = page;
  const [changed, setChanged] = useState<Partial<EntityLooksDraft>>({});
  const [problem, setProblem] = useState<string>();
  const entities = all?.entities ?? [];
  const before: EntityLooksDraft = {
    label: entity.label,
    help: entity.help ?? emptyLabel,
    icon: entity.icon,
    group: entity.group,
    isHidden: entity.isHidden,
    titleField: entity.titleField,
    after: placeOf(entities, entity.name),
  };
  const draft = { ...before, ...changed };
  const set = (changes: Partial<EntityLooksDraft>) => setChanged({ ...changed, ...changes });

  const save = async () => {
    setProblem(undefined);
    const wanted = {
      ...draft,
      label: completeLabel(draft.label),
      help: isEmptyLabel(draft.help) ? emptyLabel : completeLabel(draft.help),
    };
    const changes = entityChanges({ ...before, name: entity.name }, wanted, entities);
    try {
      if (changes.length > 0) await publish(...changes);
      void message.success(t("fields.saved"));
      onClose();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const neighbours = entities.filter(({ name, group }) => group === draft.group && name !== entity.name);
  return (
    <Modal
      open
      title={t("configuration.looksTitle", { entity: labelOf(entity.label) })}
      okText={t("general.save")}
      okButtonProps={{ disabled: isEmptyLabel(draft.label), loading: isPublishing }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form layout="vertical" component="div">
        {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
        <Form.Item label={t("fields.name")}>
          <LabelInput value={draft.label} onChange={(label) => set({ label })} name={t("fields.name")} />
        </Form.Item>
        <Form.Item label={t("fields.help")}>
          <LabelInput
            value={draft.help}
            onChange={(help) => set({ help })}
            name={t("fields.help")}
            maxLength={500}
          />
        </Form.Item>
        <Form.Item label={t("configuration.icon")}>
          <IconSelect value={draft.icon} onChange={(icon) => set({ icon })} />
        </Form.Item>
        <Form.Item label={t("fields.group")}>
          <Select
            value={draft.group}
            onChange={(group) => set({ group, after: null })}
            options={[
              { value: null, label: t("configuration.noGroup") },
              ...(snapshot?.groups.map((each) => ({ value: each.key, label: labelOf(each.label) })) ?? []),
            ]}
            aria-label={t("fields.group")}
          />
        </Form.Item>
        <Form.Item label={t("configuration.after")}>
          <Select
            value={draft.after}
            onChange={(after) => set({ after })}
            options={[
              { value: null, label: t("configuration.first") },
              ...neighbours.map(({ name, label }) => ({
                value: name,
                label: t("configuration.behind", { entity: labelOf(label) }),
              })),
            ]}
            aria-label={t("configuration.after")}
          />
        </Form.Item>
        <Form.Item label={t("configuration.titleField")}>
          <Select
            value={draft.titleField}
            onChange={(titleField) => set({ titleField })}
            options={page.fields.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            aria-label={t("configuration.titleField")}
          />
        </Form.Item>
        <Checkbox checked={draft.isHidden} onChange={(event) => set({ isHidden: event.target.checked })}>
          {t("configuration.hidden")}
        </Checkbox>
      </Form>
    </Modal>
  );
}
