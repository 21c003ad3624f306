/** Tables that somebody made by SQL and the app does not show yet, each to be taken in by a click. */
import { Button, Card, Flex, Typography } from "antd";
import type { AdoptableTable } from "../../data/config/fieldsPage";
import { usePublish } from "../../data/usePublish";
import { useText } from "../../i18n/useText";
import { useConfirmAction } from "../useConfirmAction";

export function TableList({ tables }: { tables: AdoptableTable[] }) {
  const t = useText();
  const confirm = useConfirmAction();
  const { publish } = usePublish();
  const ask = (table: string) =>
    confirm({
      title: t("fields.adoptTitle", { table }),
      text: t("fields.adoptText"),
      okText: t("fields.adopt"),
      run: () => publish({ kind: "adopt_table", table }),
      done: t("fields.adopted"),
    });
  return (
    <Card size="small" title={t("fields.tables")}>
      <Typography.Paragraph type="secondary">{t("fields.tablesHelp")}</Typography.Paragraph>
      {tables.map(({ name, problem }) => (
        <Flex key={name} gap={12} align="center" justify="space-between">
          <Typography.Text code>{name}</Typography.Text>
          {problem === null ? (
            <Button type="link" onClick={() => ask(name)}>
              {t("fields.adopt")}
            </Button>
          ) : (
            <Typography.Text type="secondary">{t(`errors.reason.${problem}`)}</Typography.Text>
          )}
        </Flex>
      ))}
    </Card>
  );
}
