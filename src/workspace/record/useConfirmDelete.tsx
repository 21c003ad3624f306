/** Asks before records are deleted, naming them and what it means, then deletes them. */
import { App } from "antd";
import { useSnapshot } from "../../data/useSnapshot";
import { DataError } from "../../data/DataError";
import type { RecordId } from "../../data/record";
import { useDeleteRecords } from "../../data/useDeleteRecords";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
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
  const { modal, message } = App.useApp();
  const { snapshot } = useSnapshot();
  const { remove } = useDeleteRecords(entity.name);

  return ({ ids, title, onDeleted }) => {
    const name = label(entity.label);
    const related = relatedLists(entity, snapshot?.entities ?? []).map((list) => label(list.entity.label));
    const consequence = t("workspace.delete.consequence");
    const others = [...new Set(related)].join(t("workspace.delete.comma"));
    const handleDelete = async () => {
      try {
        await remove(ids);
        void message.success(t("workspace.delete.done", { count: ids.length }));
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
