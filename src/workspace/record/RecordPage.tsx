/** One record on a page of its own: the page behind /e/:entity/:id. */
import { Flex } from "antd";
import { useNavigate, useParams } from "react-router";
import { useRecord } from "../../data/useRecord";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { EntityGate } from "../EntityGate";
import { canEditSomething } from "../form/editableFields";
import { useShortcuts } from "../useShortcuts";
import { RecordActions } from "./RecordActions";
import { RecordBody } from "./RecordBody";
import { RecordTags } from "./RecordTags";
import { recordAddress } from "./recordAddress";
import { recordTitle } from "./recordTitle";
import { WhyButton } from "./why/WhyButton";

export function RecordPage() {
  const { entity: name = "", id = "" } = useParams();
  return (
    <EntityGate name={name} skeleton={<RecordSkeleton />}>
      {(entity) => <OneRecord key={`${entity.name}/${id}`} entity={entity} id={id} />}
    </EntityGate>
  );
}

function OneRecord({ entity, id }: { entity: Entity; id: string }) {
  const label = useLabel();
  const navigate = useNavigate();
  const { snapshot } = useSnapshot();
  const { record, isLoading, error, refetch } = useRecord(entity.name, id);
  const list = `/e/${entity.name}`;
  const edit = () => void navigate(`${recordAddress(entity.name, id)}/edit`);
  useShortcuts({ e: () => canEditSomething(entity) && edit() });

  if (isLoading) return <RecordSkeleton />;
  if (error)
    return (
      <ErrorState
        error={error}
        onRetry={() => void refetch()}
        role={label(snapshot?.role.label)}
        help={<WhyButton entityName={entity.name} recordId={id} action="read" />}
      />
    );
  if (!record) return null;
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={recordTitle(entity, record)}
        trail={[{ label: label(entity.label), to: list }]}
        tags={<RecordTags entity={entity} record={record} />}
        actions={
          <RecordActions {...{ entity, record }} onEdit={edit} onDeleted={() => void navigate(list)} />
        }
      />
      <RecordBody entity={entity} record={record} isNarrow={false} />
    </Flex>
  );
}
