/** A batch in words: "Edited in bulk · Orders · 12 changed". */
import { useCallback } from "react";
import type { Batch } from "../../data/config/batches";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

export function useBatchText(): (batch: Batch) => string {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  return useCallback(
    ({ kind, entity: name, note, created, updated, deleted }) => {
      const entity = snapshot?.entities.find((candidate) => candidate.name === name);
      const counts = [
        created > 0 && t("bulk.created", { count: created }),
        updated > 0 && t("bulk.updated", { count: updated }),
        deleted > 0 && t("bulk.deleted", { count: deleted }),
      ];
      return [t(`bulk.kind.${kind}`), labelOf(entity?.label) || name, note, ...counts]
        .filter((part) => typeof part === "string" && part !== "")
        .join(" · ");
    },
    [snapshot, t, labelOf],
  );
}
