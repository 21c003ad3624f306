/** Names in a table, English beside Chinese, each changed where it stands. */
import { Flex, Input, Table, type TableColumnsType, Tag, Typography } from "antd";
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
  const columns: TableColumnsType<TranslatedName> = [
    {
      key: "kind",
      title: t("translations.kind"),
      width: isPhone ? 132 : 220,
      render: (_, { kind, parent }) => (
        <Flex gap={6} align="center" wrap>
          <Tag bordered={false} style={{ marginInlineEnd: 0 }}>
            {t(`translations.kinds.${kind}`)}
          </Tag>
          {parent && <Typography.Text type="secondary">{labelOf(parent)}</Typography.Text>}
        </Flex>
      ),
    },
    ...languages.map(({ language, name }) => ({
      key: language,
      title: name,
      render: (_: unknown, row: TranslatedName) => {
        const key = nameKey(row);
        const label = edits[key] ?? row.label;
        return (
          <Input
            value={label[language]}
            onChange={(event) => onEdit(key, { ...label, [language]: event.target.value })}
            status={label[language].trim() === "" ? "error" : isUntranslated(label) ? "warning" : ""}
            aria-label={`${row.label.en} (${name})`}
            lang={language}
            maxLength={200}
            style={{ minWidth: 140 }}
          />
        );
      },
    })),
  ];
  return (
    <Table<TranslatedName>
      size="small"
      rowKey={nameKey}
      columns={columns}
      dataSource={[...names]}
      pagination={{ defaultPageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
      scroll={{ x: "max-content" }}
      locale={{
        emptyText: <EmptyState title={t("translations.none")} description={t("translations.noneHelp")} />,
      }}
    />
  );
}
