/** Every name that people gave, in both languages: found by words or kind, changed in place, published together. */
import { Alert, App, Button, Checkbox, Flex, Input, Select } from "antd";
import { useState } from "react";
import { type NameKind, nameKinds, type TranslatedName } from "../../data/config/translations";
import { DataError } from "../../data/DataError";
import { usePublish } from "../../data/usePublish";
import { useTranslations } from "../../data/useTranslations";
import { useText } from "../../i18n/useText";
import type { Label } from "../../model/label";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { isUntranslated } from "./isUntranslated";
import { nameKey } from "./nameKey";
import { TranslationTable } from "./TranslationTable";

const noEdits: Record<string, Label> = {};

export function TranslationsPage() {
  const t = useText();
  const { message } = App.useApp();
  const { answer: names, error, refetch } = useTranslations();
  const { publish, isPublishing } = usePublish();
  const [edits, setEdits] = useState(noEdits);
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<NameKind>();
  const [isMissingOnly, setIsMissingOnly] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (error && !names) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!names) return <ListSkeleton rows={10} />;

  const text = search.trim().toLowerCase();
  const missing = names.filter(({ label }) => isUntranslated(label));
  const isShown = (name: TranslatedName) =>
    (kind === undefined || name.kind === kind) &&
    (text === "" ||
      [name.label, name.parent].some((label) =>
        `${label?.en ?? ""} ${label?.["zh-CN"] ?? ""}`.toLowerCase().includes(text),
      ));
  const changed = names.filter((name) => {
    const edit = edits[nameKey(name)];
    return edit !== undefined && (edit.en !== name.label.en || edit["zh-CN"] !== name.label["zh-CN"]);
  });
  const isComplete = changed.every((name) => {
    const edit = edits[nameKey(name)];
    return edit?.en.trim() && edit["zh-CN"].trim();
  });

  const handleSave = async () => {
    setProblem(undefined);
    try {
      await publish(
        ...changed.map((name) => ({
          kind: "translate" as const,
          of: { kind: name.kind, id: name.id, path: name.path },
          label: edits[nameKey(name)] ?? name.label,
        })),
      );
      setEdits(noEdits);
      void message.success(t("translations.saved"));
    } catch (refusal) {
      if (!(refusal instanceof DataError)) throw refusal;
      setProblem(refusal.message);
    }
  };

  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("translations.title")}
        subtitle={t("translations.subtitle")}
        actions={
          <>
            <Button disabled={changed.length === 0} onClick={() => setEdits(noEdits)}>
              {t("roles.edit.discard")}
            </Button>
            <Button
              type="primary"
              loading={isPublishing}
              disabled={changed.length === 0 || !isComplete}
              onClick={() => void handleSave()}
            >
              {changed.length === 0 ? t("general.save") : t("translations.save", { count: changed.length })}
            </Button>
          </>
        }
      />
      {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
      <Flex gap={12} wrap align="center">
        <Input.Search
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t("translations.find")}
          aria-label={t("translations.find")}
          allowClear
          style={{ maxWidth: 280 }}
        />
        <Select<NameKind>
          value={kind}
          onChange={setKind}
          options={nameKinds.map((value) => ({ value, label: t(`translations.kinds.${value}`) }))}
          placeholder={t("translations.anyKind")}
          aria-label={t("translations.kind")}
          allowClear
          style={{ width: 180 }}
        />
        <Checkbox checked={isMissingOnly} onChange={(event) => setIsMissingOnly(event.target.checked)}>
          {t("translations.missing", { count: missing.length })}
        </Checkbox>
      </Flex>
      <TranslationTable
        names={(isMissingOnly ? missing : names).filter(isShown)}
        edits={edits}
        onEdit={(key, label) => setEdits((before) => ({ ...before, [key]: label }))}
      />
      <UnsavedChangesGuard hasChanges={changed.length > 0 && !isPublishing} />
    </Flex>
  );
}
