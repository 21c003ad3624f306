/** Operations that work on many records at once, and pages made of them, as buttons of the selection. */
import { Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import type { RecordId } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Operation } from "../../model/snapshot";
import { selectionActions } from "../list/selectionActions";

const BatchOperationDialog = lazy(async () => ({
  default: (await import("./BatchOperationDialog")).BatchOperationDialog,
}));

interface SelectionWorkProps {
  entity: Entity;
  ids: readonly RecordId[];
  onDone: () => void;
}

export function SelectionWork({ entity, ids, onDone }: SelectionWorkProps) {
  const t = useText();
  const label = useLabel();
  const mayRun = useMayRun();
  const { snapshot } = useSnapshot();
  const [running, setRunning] = useState<Operation>();
  const offered = (snapshot?.operations ?? []).filter(
    ({ name, entity: owner, screen }) => owner === entity.name && screen?.isBatch === true && mayRun(name),
  );
  const pages = selectionActions(entity.name).filter(
    ({ operation }) => operation === undefined || mayRun(operation),
  );
  const items = offered.map((operation) => ({
    key: operation.name,
    label: label(operation.label),
    onClick: () => setRunning(operation),
  }));
  return (
    <>
      {items.length > 0 && (
        <Dropdown menu={{ items }} trigger={["click"]} autoFocus>
          <Button>{t("bulk.operation.button")}</Button>
        </Dropdown>
      )}
      {pages.map((page) => (
        <Button key={page.label} href={page.address(ids)} target="_blank">
          {t(page.label)}
        </Button>
      ))}
      {running && (
        <Suspense>
          <BatchOperationDialog
            operation={running}
            ids={ids}
            onDone={onDone}
            onClose={() => setRunning(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
