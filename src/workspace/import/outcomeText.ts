/** What an import does, or did, in one sentence. */
import type { ImportMode, ImportOutcome } from "../../data/importing";
import type { useText } from "../../i18n/useText";

interface Words {
  t: ReturnType<typeof useText>;
  number: (value: number) => string;
}

export function outcomeText({ t, number }: Words, outcome: ImportOutcome, mode: ImportMode): string {
  const { rows, matched, created, updated } = outcome;
  const parts = [
    created > 0 && t("import.created", { count: created, rows: number(created) }),
    updated > 0 && t("import.updated", { count: updated, rows: number(updated) }),
    mode === "skip" && matched > 0 && t("import.existing", { count: matched, rows: number(matched) }),
    (mode === "upsert" || mode === "update") &&
      matched > updated &&
      t("import.unchanged", { count: matched - updated, rows: number(matched - updated) }),
    mode === "update" &&
      rows > matched &&
      t("import.missing", { count: rows - matched, rows: number(rows - matched) }),
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(" · ") : t("import.nothing");
}
