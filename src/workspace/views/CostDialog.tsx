/** After a view was saved: says that it is slow, if it is, and offers the index that would make it quick. */
import { Modal, Typography } from "antd";
import { useIndexActions, useListCost } from "../../data/useListCost";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { ListState } from "../list/listState";
import { useViewAttempt } from "./useViewAttempt";

interface CostDialogProps {
  entity: Entity;
  state: ListState;
  onClose: () => void;
}

export function CostDialog({ entity, state, onClose }: CostDialogProps) {
  const t = useText();
  const format = useFormat();
  const labelOf = useLabel();
  const attempt = useViewAttempt();
  const { createIndex, isRunning } = useIndexActions();
  const { answer: cost } = useListCost(entity.name, state.condition, state.sort);
  if (!cost?.isSlow) return null;
  const { columns, rows } = cost;
  const canCreate = cost.canCreate && columns !== null;
  const names = columns
    ?.map(({ field }) => labelOf(entity.fields.find(({ name }) => name === field)?.label) || field)
    .join(" · ");

  const handleCreate = async () => {
    if (columns && (await attempt(createIndex(entity.name, columns), t("speed.asked")))) onClose();
  };
  return (
    <Modal
      open
      title={t("speed.slowTitle")}
      okText={canCreate ? t("speed.create") : t("speed.fine")}
      cancelText={t("speed.notNow")}
      cancelButtonProps={canCreate ? {} : { style: { display: "none" } }}
      confirmLoading={isRunning}
      onOk={() => (canCreate ? void handleCreate() : onClose())}
      onCancel={onClose}
    >
      <Typography.Paragraph>
        {rows === null
          ? t("speed.slow")
          : t("speed.slowOf", { figure: format.number(rows), entity: labelOf(entity.label) })}
      </Typography.Paragraph>
      <Typography.Paragraph>
        {canCreate
          ? t("speed.offer", { fields: names })
          : t(columns ? "speed.askSomebody" : "speed.noIndexHelps")}
      </Typography.Paragraph>
    </Modal>
  );
}
