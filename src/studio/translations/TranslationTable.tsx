/** Names in a table, English beside Chinese, each changed where it stands. */
import { Flex, Input, Table, type TableColumnsType, Tag, theme, Typography } from "antd";
import type { TranslatedName } from "../../data/config/translations";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Label, Language } from "../../model/label";
import { EmptyState } from "../../ui/EmptyState";
import { useIsPhone } from "../../ui/useIsPhone";
import { isUntranslated } from "./isUntranslated";
import { nameKey } from "./nameKey";

interface TranslationTableProps {
  names: readonly TranslatedName[];
  /** By the key of a name, what was typed and is not saved yet. */
  edits: Readonly<Record<string, Label>>;
  onEdit: (key: string, label: Label) => void;
}

const languages: { language: Language; name: string }[] = [
  { language: "en", name: "English" },
  { language: "zh-CN", name: "中文" },
];

export function TranslationTable({ names, edits, onEdit }: TranslationTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { token } = theme.useToken();
  const ownerOf = ({ kind, parent }: TranslatedName) => (
    <Flex gap={6} align="center" wrap>
      <Tag bordered={false} style={{ marginInlineEnd: 0 }}>
        {t(`translations.kinds.${kind}`)}
      </Tag>
      {parent && <Typography.Text type="secondary">{labelOf(parent)}</Typography.Text>}
    </Flex>
  );
  const inputOf = (row: TranslatedName, { language, name }: (typeof languages)[number]) => {
    const key = nameKey(row);
    const label = edits[key] ?? row.label;
    return (
      <Input
        key={language}
        value={label[language]}
        onChange={(event) => onEdit(key, { ...label, [language]: event.target.value })}
        status={label[language].trim() === "" ? "error" : isUntranslated(label) ? "warning" : ""}
        aria-label={`${row.label.en} (${name})`}
        prefix={isPhone && <span style={{ minWidth: 52, color: token.colorTextSecondary }}>{name}</span>}
        lang={language}
        maxLength={200}
      />
    );
  };
  const wide: TableColumnsType<TranslatedName> = [
    { key: "kind", title: t("translations.kind"), width: 220, render: (_, row) => ownerOf(row) },
    ...languages.map((language) => ({
      key: language.language,
      title: language.name,
      render: (_: unknown, row: TranslatedName) => inputOf(row, language),
    })),
  ];
  const narrow: TableColumnsType<TranslatedName> = [
    {
      key: "name",
      render: (_, row) => (
        <Flex vertical gap={6}>
          {ownerOf(row)}
          {languages.map((language) => inputOf(row, language))}
        </Flex>
      ),
    },
  ];
  return (
    <Table<TranslatedName>
      size="small"
      rowKey={nameKey}
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={[...names]}
      pagination={{ defaultPageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      locale={{
        emptyText: <EmptyState title={t("translations.none")} description={t("translations.noneHelp")} />,
      }}
    />
  );
}
