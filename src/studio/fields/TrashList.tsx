/** Removed fields, each with the way back. */
import { Button, Card, Flex, Typography } from "antd";
import type { TrashedField } from "../../data/config/fieldsPage";
import { usePublish } from "../../data/usePublish";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Moment } from "../../ui/Moment";
import { useConfirmAction } from "../useConfirmAction";

interface TrashListProps {
  entity: string;
  trash: TrashedField[];
}

export function TrashList({ entity, trash }: TrashListProps) {
  const t = useText();
  const labelOf = useLabel();
  const confirm = useConfirmAction();
  const { publish } = usePublish();
  const ask = ({ name, label }: TrashedField) =>
    confirm({
      title: t("fields.restoreTitle", { field: labelOf(label) }),
      text: t("fields.trashHelp"),
      okText: t("fields.restore"),
      run: () => publish({ kind: "restore_field", entity, field: name }),
      done: t("fields.restored", { field: labelOf(label) }),
    });
  return (
    <Card size="small" title={t("fields.trashList")}>
      <Typography.Paragraph type="secondary">{t("fields.trashHelp")}</Typography.Paragraph>
      {trash.map((field) => (
        <Flex key={field.name} gap={12} align="center" justify="space-between">
          <span>
            {labelOf(field.label)} <Moment at={field.at} />
          </span>
          <Button type="link" onClick={() => ask(field)}>
            {t("fields.restore")}
          </Button>
        </Flex>
      ))}
    </Card>
  );
}
