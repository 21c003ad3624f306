/** Cards on their way: shown in the new lane at once, and back in the old one when the database refuses. */
import { App } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useSaveRecord } from "../../data/useSaveRecord";
import type { Entity, Field } from "../../model/snapshot";
import { laneValue } from "./lanes";

export interface Move {
  record: DataRecord;
  /** Key of the lane. */
  to: string;
}

export function useMoves(entity: Entity, field: Field) {
  const { message } = App.useApp();
  const { update } = useSaveRecord(entity.name);
  const [moves, setMoves] = useState<readonly Move[]>([]);

  const move = async (record: DataRecord, to: string) => {
    const value = laneValue(to);
    if ((record.values[field.name] ?? null) === value) return;
    const started: Move = { record, to };
    setMoves((before) => [...before, started]);
    try {
      await update(record, { [field.name]: value });
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.fieldErrors[field.name] ?? problem.message, 6);
    } finally {
      setMoves((before) => before.filter((other) => other !== started));
    }
  };

  return { moves, move };
}
