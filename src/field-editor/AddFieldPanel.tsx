/** Adds a field where it is missed: at the end of a list's header. It is there at once, in list, form and filter. */
import { App, Button, Checkbox, Flex, Typography } from "antd";
import { useState } from "react";
import { DataError } from "../data/DataError";
import { useFieldsPage } from "../data/useFieldsPage";
import { usePublish } from "../data/usePublish";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import { addressFields } from "./addressFields";
import { addition, type FieldDraft, isComplete, newDraft } from "./FieldDraft";
import { FieldForm } from "./FieldForm";

interface AddFieldPanelProps {
  entity: string;
  onClose: () => void;
  /** Told the name of the field once it is there; not when the member himself may not read it. */
  onAdded?: (name: string) => void;
  /** Offers to make it a column of the list; else it is not asked. */
  hasList?: boolean;
  /** Says what it is, where nothing around it does. */
  hasHeading?: boolean;
}

export function AddFieldPanel({
  entity,
  onClose,
  onAdded,
  hasList = false,
  hasHeading = false,
}: AddFieldPanelProps) {
  const t = useText();
  const { message } = App.useApp();
  const { language } = useLanguage();
  const { answer: page } = useFieldsPage(entity);
  const { publish, keep, isPublishing } = usePublish();
  const [draft, setDraft] = useState<FieldDraft>(newDraft);
  const [problem, setProblem] = useState<string>();

  const changesOf = (whole: FieldDraft) => {
    const change = addition(entity, whole);
    const taken = page?.fields.map(({ name }) => name) ?? [];
    return whole.type === "address" ? addressFields(change, { language, taken }) : [change];
  };
  const keepForLater = async () => {
    setProblem(undefined);
    try {
      await keep(...changesOf({ ...draft, isInList: false }));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
      return;
    }
    void message.success(t("configuration.kept"));
    onClose();
  };
  const save = async () => {
    setProblem(undefined);
    try {
      const isInList = hasList && draft.isInList;
      const world = await publish(...changesOf({ ...draft, isInList }));
      const added = world?.entities.find(({ name }) => name === entity)?.fields.at(-1);
      if (isInList && added) onAdded?.(added.name);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
      return;
    }
    void message.success(t("fields.added", { field: draft.label[language] || draft.label.en }));
    onClose();
  };

  return (
    <>
      {hasHeading && (
        <Typography.Title level={5} style={{ marginTop: 0 }}>
          {t("fields.addTitle")}
        </Typography.Title>
      )}
      <FieldForm
        page={page}
        draft={draft}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
        onSubmit={() => {
          if (isComplete(draft) && !isPublishing) void save();
        }}
        problem={problem}
      >
        {hasList && (
          <Checkbox
            checked={draft.isInList}
            onChange={(event) => setDraft({ ...draft, isInList: event.target.checked })}
            style={{ marginBottom: 12 }}
          >
            {t("fields.inList")}
          </Checkbox>
        )}
        <Flex gap={8} justify="flex-end">
          <Button onClick={onClose}>{t("general.cancel")}</Button>
          {!hasList && (
            <Button disabled={!isComplete(draft) || isPublishing} onClick={() => void keepForLater()}>
              {t("configuration.keep")}
            </Button>
          )}
          <Button type="primary" htmlType="submit" loading={isPublishing} disabled={!isComplete(draft)}>
            {t("fields.save")}
          </Button>
        </Flex>
      </FieldForm>
    </>
  );
}
