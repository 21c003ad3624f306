/** Turns the file into values, sends them, rehearses them; and, when that went well, writes them. */
import { useContext, useRef, useState } from "react";
import { DataError } from "../../data/DataError";
import type { ImportOutcome, RowFinding } from "../../data/importing";
import { useImportRows } from "../../data/useImportRows";
import { useSnapshot } from "../../data/useSnapshot";
import { askedCells, linkedEntity } from "../../field-types/shared/linkedEntity";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import type { ImportSettings } from "./ImportSettings";
import { memoryOf } from "./memoryOf";
import type { CellFinding, ColumnPlan } from "./read/ImportTable";
import type { ImportFile } from "./useImportFile";

export type CheckPhase = "reading" | "sending" | "rehearsing" | "checked" | "writing" | "done" | "stopped";

export interface CheckState {
  phase: CheckPhase;
  sent: number;
  total: number;
  findings: RowFinding[];
  /** Cells that name choices which do not exist. */
  cells: CellFinding[];
  outcome?: ImportOutcome;
  problem?: string;
  tookMs?: number;
}

const rowsAtOnce = 2000;

export function useImportCheck(entity: Entity, fields: readonly Field[]) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { timeZone } = useContext(FormatSettings);
  const rows = useImportRows(entity);
  const [state, setState] = useState<CheckState>();
  const importId = useRef<string>(undefined);
  const stopper = useRef<AbortController>(undefined);
  const change = (changes: Partial<CheckState>) => setState((before) => before && { ...before, ...changes });

  const planOf = async ({ table, info }: ImportFile, settings: ImportSettings, known: readonly Field[]) => {
    const plans: ColumnPlan[] = [];
    for (const { index, style } of info.columns) {
      const field = known.find(({ name }) => name === settings.matched[index]);
      if (!field) continue;
      const target = linkedEntity(field);
      const links =
        target === undefined
          ? undefined
          : await rows.match(target, askedCells(field, await table.distinct(index)));
      plans.push({
        index,
        field,
        dateOrder: settings.dateOrders[index] ?? style.dateOrder,
        decimal: settings.decimals[index] ?? style.decimal,
        links,
      });
    }
    return plans;
  };

  const sentence = ({ row, field, text, problem }: CellFinding): RowFinding => {
    const label = labelOf(fields.find(({ name }) => name === field)?.label);
    return {
      row,
      fields: [field],
      message: t(`import.problem.${problem}`, { field: label, text: text.slice(0, 80) }),
    };
  };

  /** Throws nothing but what is a fault of the program. */
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (stopper.current?.signal.aborted) {
        setState(undefined);
        return;
      }
      if (!(error instanceof DataError)) throw error;
      change({ phase: "stopped", problem: error.message });
    }
  };

  /** `known`: the fields, when they have just been changed. */
  const check = (file: ImportFile, settings: ImportSettings, known = fields) =>
    guarded(async () => {
      stopper.current = new AbortController();
      const { signal } = stopper.current;
      setState({ phase: "reading", sent: 0, total: file.info.rowCount, findings: [], cells: [] });
      const plans = await planOf(file, settings, known);
      const {
        ready,
        findings: cells,
        digest,
      } = await file.table.convert({
        columns: plans,
        timeZone,
        people: snapshot?.people ?? [],
        isClearing: settings.isClearing && settings.mode !== "create",
      });
      const unread = cells.map(sentence);
      change({ phase: "sending", total: ready, findings: unread, cells });
      if (ready === 0) {
        change({ phase: "checked" });
        return;
      }
      signal.throwIfAborted();
      importId.current = await rows.send(
        {
          file: file.name,
          fingerprint: digest,
          rows: ready,
          mode: settings.mode,
          identifiers: settings.mode === "create" ? [] : settings.identifiers,
          fields: plans.map(({ field }) => field.name),
          memory: memoryOf(file.info, settings),
        },
        {
          signal,
          next: (after) => file.table.slice({ after, count: rowsAtOnce }),
          onProgress: (sent) => change({ sent }),
        },
      );
      change({ phase: "rehearsing" });
      const began = Date.now();
      const outcome = await rows.run(importId.current, true);
      signal.throwIfAborted();
      const findings = [...unread, ...outcome.findings].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
      change({ phase: "checked", outcome, findings, tookMs: Date.now() - began });
    });

  const write = () =>
    guarded(async () => {
      const id = importId.current;
      if (id === undefined || !state?.outcome) return;
      change({ phase: "writing" });
      const leftOut = state.outcome.findings.flatMap(({ row }) => (row === null ? [] : [row]));
      const outcome = await rows.run(id, false, leftOut);
      if (outcome.isDone) change({ phase: "done", outcome });
      else {
        const all = [...state.outcome.findings, ...outcome.findings];
        change({
          phase: "checked",
          outcome: { ...outcome, findings: all },
          findings: [...state.findings, ...outcome.findings],
        });
      }
    });

  const cancel = () => {
    stopper.current?.abort();
    setState(undefined);
  };
  return { state, check, write, cancel };
}
