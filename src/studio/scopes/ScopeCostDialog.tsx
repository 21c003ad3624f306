/** After a condition was saved: the lists that it makes slow, each with the index that would make it quick. */
import { App, Button, Flex, Modal, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { DataError } from "../../data/DataError";
import { useIndexActions } from "../../data/useListCost";
import type { ScopeCost } from "../../data/useScopeCost";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { StudioWorld } from "../StudioWorld";

interface ScopeCostDialogProps {
  world: StudioWorld;
  costs: readonly ScopeCost[];
  onClose: () => void;
}

export function ScopeCostDialog({ world, costs, onClose }: ScopeCostDialogProps) {
  const t = useText();
  return (
    <Modal
      open
      title={t("speed.scopeTitle")}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t("speed.fine")}</Button>}
    >
      <Flex vertical gap={20}>
        {costs.map((cost) => (
          <SlowList key={cost.entity} world={world} cost={cost} />
        ))}
      </Flex>
    </Modal>
  );
}

function SlowList({ world, cost }: { world: StudioWorld; cost: ScopeCost }) {
  const t = useText();
  const format = useFormat();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { createIndex, isRunning } = useIndexActions();
  const [isAsked, setIsAsked] = useState(false);
  const { columns, rows } = cost;
  const entity = world.entities.find(({ name }) => name === cost.entity);
  if (!entity) return null;
  const fields = columns
    ?.map(({ field }) => labelOf(entity.fields.find(({ name }) => name === field)?.label) || field)
    .join(" · ");

  const handleCreate = async () => {
    if (!columns) return;
    try {
      await createIndex(cost.entity, columns);
      setIsAsked(true);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      void message.error(error.message);
    }
  };
  return (
    <Flex vertical gap={8} align="flex-start">
      <Typography.Text strong>{labelOf(entity.label)}</Typography.Text>
      <Typography.Text>
        {rows === null
          ? t("speed.slow")
          : t("speed.slowOf", { figure: format.number(rows), entity: labelOf(entity.label) })}{" "}
        {columns ? t(cost.canCreate ? "speed.offer" : "speed.askViews", { fields }) : t("speed.noIndexHelps")}
      </Typography.Text>
      {columns && cost.canCreate && !isAsked && (
        <Button type="primary" loading={isRunning} onClick={() => void handleCreate()}>
          {t("speed.create")}
        </Button>
      )}
      {isAsked && (
        <Flex gap={8} role="status">
          {t("speed.asked")}
          <Link to="/studio/speed">{t("speed.title")}</Link>
        </Flex>
      )}
    </Flex>
  );
}
