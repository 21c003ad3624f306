/** Records that somebody changed since: what the batch wrote there, and what stands there now. */
import { Flex, Table, Typography } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import type { UndoConflict } from "../../data/config/batches";
import { useSnapshot } from "../../data/useSnapshot";
import { useKnownTitles } from "../../field-types/relation/useKnownTitles";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { Moment } from "../../ui/Moment";
import { FieldChange } from "../history/FieldChange";
import { HistoryValue } from "../history/HistoryValue";

export function ConflictList({ conflicts }: { conflicts: readonly UndoConflict[] }) {
  const { snapshot } = useSnapshot();
  const entityOf = (name: string) => snapshot?.entities.find((entity) => entity.name === name);
  return (
    <Table<UndoConflict>
      size="small"
      rowKey={({ entity, key }) => `${entity}/${key}`}
      showHeader={false}
      dataSource={[...conflicts]}
      pagination={conflicts.length > 5 ? { pageSize: 5, size: "small", showSizeChanger: false } : false}
      columns={[
        {
          key: "conflict",
          render: (_, conflict) => <Conflict conflict={conflict} entity={entityOf(conflict.entity)} />,
        },
      ]}
    />
  );
}

interface ConflictProps {
  conflict: UndoConflict;
  entity: Entity | undefined;
}

function Conflict({ conflict, entity }: ConflictProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { problem, related, member, at, wrote, now } = conflict;
  const other = snapshot?.entities.find(({ name }) => name === related);
  const fields = (entity?.fields ?? []).filter(({ name }) => name in (now ?? {}));
  return (
    <Flex vertical gap={4}>
      <Flex gap={8} wrap align="baseline">
        {entity ? <RecordLink entity={entity} id={conflict.key} /> : <strong>{conflict.key}</strong>}
        <Typography.Text type="secondary">
          {t(`bulk.conflict.${problem}`, { entity: labelOf(other?.label) })}
          {at && (
            <>
              {" · "}
              {member ?? t("audit.automatic")}, <Moment at={at} />
            </>
          )}
        </Typography.Text>
      </Flex>
      {fields.map((field) => (
        <FieldChange
          key={field.name}
          label={labelOf(field.label)}
          before={<HistoryValue field={field} value={wrote?.[field.name]} />}
          after={<HistoryValue field={field} value={now?.[field.name]} />}
        />
      ))}
    </Flex>
  );
}

const noOptions: never[] = [];

function RecordLink({ entity, id }: { entity: Entity; id: string }) {
  const labelOf = useLabel();
  const keys = useMemo(() => [/^\d+$/.test(id) ? Number(id) : id], [id]);
  const titles = useKnownTitles({ entity: entity.name, keys, options: noOptions });
  return (
    <Link to={`/e/${entity.name}/${encodeURIComponent(id)}`}>
      {labelOf(entity.label)} · {titles.get(id) ?? id}
    </Link>
  );
}
