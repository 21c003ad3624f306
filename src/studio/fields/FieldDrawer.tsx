/** Changes one field; what does not change is not sent. */
import { Alert, App, Button, Drawer, Flex } from "antd";
import { useState } from "react";
import type { FieldsPageAnswer, StudioFieldRow } from "../../data/config/fieldsPage";
import { DataError } from "../../data/DataError";
import { usePublish } from "../../data/usePublish";
import { alteration, draftOf, isComplete } from "../../field-editor/FieldDraft";
import { FieldForm } from "../../field-editor/FieldForm";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

interface FieldDrawerProps {
  page: FieldsPageAnswer;
  field: StudioFieldRow;
  onClose: () => void;
}

export function FieldDrawer({ page, field, onClose }: FieldDrawerProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { publish, keep, isPublishing } = usePublish();
  const [draft, setDraft] = useState(() => draftOf(field));
  const [problem, setProblem] = useState<string>();
  const change = alteration(page.entity.name, field, draft);

  const save = async (isForLater = false) => {
    if (!change || isPublishing) return;
    setProblem(undefined);
    try {
      await (isForLater ? keep(change) : publish(change));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
      return;
    }
    void message.success(t(isForLater ? "configuration.kept" : "fields.saved"));
    onClose();
  };

  return (
    <Drawer open title={t("fields.editTitle", { field: labelOf(field.label) })} width={420} onClose={onClose}>
      {!field.isMadeHere && (
        <Alert type="info" showIcon message={t("fields.builtIn")} style={{ marginBottom: 16 }} />
      )}
      <FieldForm
        page={page}
        field={field}
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        onSubmit={() => void save()}
        problem={problem}
      >
        <Flex gap={8} justify="flex-end">
          <Button onClick={onClose}>{t("general.cancel")}</Button>
          <Button disabled={!change || !isComplete(draft, true)} onClick={() => void save(true)}>
            {t("configuration.keep")}
          </Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={isPublishing}
            disabled={!change || !isComplete(draft, true)}
          >
            {t("fields.saveChanges")}
          </Button>
        </Flex>
      </FieldForm>
    </Drawer>
  );
}
