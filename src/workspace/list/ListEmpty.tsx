/** An empty list says why it is empty and what to do. */
import { Button } from "antd";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { EmptyState } from "../../ui/EmptyState";
import type { ListState } from "./listState";
import type { ChangeListState } from "./useListState";

interface ListEmptyProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
  onCreate: () => void;
}

export function ListEmpty({ entity, state, change, onCreate }: ListEmptyProps) {
  const t = useText();
  const label = useLabel();
  if (state.search !== "" || state.condition !== undefined) {
    return (
      <EmptyState
        title={t("workspace.empty.nothingFound")}
        description={t("workspace.empty.widen")}
        action={
          <Button onClick={() => change({ search: "", condition: undefined })}>
            {t("workspace.empty.clear")}
          </Button>
        }
      />
    );
  }
  const { create } = entity.actions;
  return (
    <EmptyState
      title={t("workspace.empty.none", { entity: label(entity.label) })}
      description={label(entity.help) || (create ? undefined : t("workspace.empty.notYours"))}
      action={
        create && (
          <Button type="primary" onClick={onCreate}>
            {t("workspace.list.create")}
          </Button>
        )
      }
    />
  );
}
