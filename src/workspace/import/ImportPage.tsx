/** Importing a file into an entity: the page behind /e/:entity/import. */
import { Flex, Skeleton } from "antd";
import { useParams } from "react-router";
import { useImportSetup } from "../../data/useImportSetup";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { EntityGate } from "../EntityGate";
import { ImportWizard } from "./ImportWizard";

export function ImportPage() {
  const { entity: name = "" } = useParams();
  return <EntityGate name={name}>{(entity) => <OneImport key={entity.name} entity={entity} />}</EntityGate>;
}

function OneImport({ entity }: { entity: Entity }) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { answer: setup, error, refetch } = useImportSetup(entity.name);
  const name = labelOf(entity.label);
  const role = labelOf(snapshot?.role.label);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} role={role} />;
  return (
    <Flex vertical gap={20}>
      <PageHeader
        title={t("import.title", { entity: name })}
        trail={[{ label: name, to: `/e/${entity.name}` }]}
      />
      {setup ? <ImportWizard entity={entity} setup={setup} /> : <Skeleton active />}
    </Flex>
  );
}
