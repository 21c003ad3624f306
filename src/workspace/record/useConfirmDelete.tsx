/** Asks before records are deleted, naming them and what it means, then deletes them. */
import { App } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { DataError } from "../../data/DataError";
import type { RecordId } from "../../data/record";
import { useWriteBatch } from "../../data/useWriteBatch";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { useBatchToast } from "../../view-types/batches/useBatchToast";
import { relatedLists } from "./relatedLists";

interface DeleteRequest {
  ids: RecordId[];
  /** What the only record is called. */
  title?: string;
  onDeleted: () => void;
}

export function useConfirmDelete(entity: Entity): (request: DeleteRequest) => void {
  const t = useText();
  const label = useLabel();
  const { modal } = App.useApp();
  const toast = useBatchToast();
  const { snapshot } = useSnapshot();
  const { remove } = useWriteBatch(entity.name);

  return ({ ids, title, onDeleted }) => {
    const name = label(entity.label);
    const related = relatedLists(entity, snapshot?.entities ?? []).map((list) => label(list.entity.label));
    const consequence = t("workspace.delete.consequence");
    const others = [...new Set(related)].join(t("workspace.delete.comma"));
    const handleDelete = async () => {
      try {
        const outcome = await remove(ids);
        const [refused] = outcome.refused;
        if (outcome.written === 0 && refused) throw refused.error;
        toast(outcome);
        onDeleted();
      } catch (problem) {
        if (!(problem instanceof DataError)) throw problem;
        modal.error({ title: t("workspace.delete.failed"), content: problem.message });
      }
    };

    modal.confirm({
      title: title
        ? t("workspace.delete.one", { entity: name, title })
        : t("workspace.delete.many", { entity: name, count: ids.length }),
      content: others ? `${consequence} ${t("workspace.delete.related", { entities: others })}` : consequence,
      okText: t("general.delete"),
      okButtonProps: { danger: true },
      cancelText: t("general.cancel"),
      onOk: handleDelete,
    });
  };
}
