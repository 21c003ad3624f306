/** Removed kinds of records, each with the way back. */
import { Button, Card, Flex, Typography } from "antd";
import type { TrashedEntity } from "../../data/config/fieldsPage";
import { usePublish } from "../../data/usePublish";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useConfirmAction } from "../useConfirmAction";

export function EntityTrash({ trash }: { trash: TrashedEntity[] }) {
  const t = useText();
  const labelOf = useLabel();
  const confirm = useConfirmAction();
  const { publish } = usePublish();
  const ask = ({ name, label }: TrashedEntity) =>
    confirm({
      title: t("fields.restoreTitle", { field: labelOf(label) }),
      text: t("configuration.trashedEntitiesHelp"),
      okText: t("fields.restore"),
      run: () => publish({ kind: "restore_entity", entity: name }),
      done: t("fields.restored", { field: labelOf(label) }),
    });
  return (
    <Card size="small" title={t("configuration.trashedEntities")}>
      <Typography.Paragraph type="secondary">{t("configuration.trashedEntitiesHelp")}</Typography.Paragraph>
      {trash.map((entity) => (
        <Flex key={entity.name} gap={12} align="center" justify="space-between">
          <span>
            {labelOf(entity.label)} <Moment at={entity.at} />
          </span>
          <Button type="link" onClick={() => ask(entity)}>
            {t("fields.restore")}
          </Button>
        </Flex>
      ))}
    </Card>
  );
}
