/** The form on a page of its own: /e/:entity/new and /e/:entity/:id/edit. */
import { Flex } from "antd";
import { useMemo } from "react";
import { useLocation, useNavigate, useParams } from "react-router";
import { useRecord } from "../../data/useRecord";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { EntityGate } from "../EntityGate";
import { recordAddress } from "../record/recordAddress";
import { recordTitle } from "../record/recordTitle";
import { canEditSomething } from "./editableFields";
import { RecordForm } from "./RecordForm";

export function RecordFormPage() {
  const { entity: name = "", id } = useParams();
  return (
    <EntityGate name={name} skeleton={<RecordSkeleton />}>
      {(entity) => <OneForm key={`${entity.name}/${id ?? ""}`} entity={entity} id={id} />}
    </EntityGate>
  );
}

function OneForm({ entity, id }: { entity: Entity; id: string | undefined }) {
  const t = useText();
  const label = useLabel();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { snapshot } = useSnapshot();
  const { record, error, refetch } = useRecord(entity.name, id);
  const presets = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  const name = label(entity.label);
  const role = label(snapshot?.role.label);
  const list = `/e/${entity.name}`;

  const mayOpen = id === undefined ? entity.actions.create : canEditSomething(entity);
  if (!mayOpen) {
    const reason = id === undefined ? "workspace.form.mayNotCreate" : "workspace.form.mayNotEdit";
    return <ErrorState error={{ status: 403, message: t(reason, { entity: name }) }} role={role} />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} role={role} />;
  if (id !== undefined && !record) return <RecordSkeleton />;

  const title = record ? recordTitle(entity, record) : undefined;
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={
          title ? t("workspace.form.editTitle", { title }) : t("workspace.form.createTitle", { entity: name })
        }
        trail={[
          { label: name, to: list },
          ...(record && title ? [{ label: title, to: recordAddress(entity.name, record.id) }] : []),
        ]}
      />
      <RecordForm
        entity={entity}
        record={record}
        presets={presets}
        isNarrow={false}
        onSaved={(saved) => void navigate(recordAddress(entity.name, saved.id), { replace: true })}
        onCancel={() => void navigate(record ? recordAddress(entity.name, record.id) : list)}
      />
    </Flex>
  );
}
