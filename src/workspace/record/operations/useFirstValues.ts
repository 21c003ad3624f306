/** What stands first in the form of an operation. When somebody else changes it meanwhile, it is changed or said here. */
import type { FormInstance } from "antd";
import { useEffect, useState } from "react";
import type { DataRecord } from "../../../data/record";
import type { Label } from "../../../model/label";
import type { OperationField } from "../../../model/snapshot";
import { isSameValue } from "../../form/recordChanges";

interface FirstValues {
  first: Record<string, unknown>;
  /** Labels of what somebody else has changed since the form was opened. */
  moved: Label[];
  /** A text that was there and was emptied: to leave it out would say that it stays. */
  emptied: (values: Record<string, unknown>) => Record<string, unknown>;
}

export function useFirstValues(
  form: FormInstance<Record<string, unknown>>,
  asked: readonly OperationField[],
  record: DataRecord,
): FirstValues {
  const [opened] = useState(record);
  const startsFrom = asked.flatMap(({ from, ...field }) => (from === undefined ? [] : [{ ...field, from }]));
  const first = Object.fromEntries(startsFrom.map(({ name, from }) => [name, opened.values[from]]));
  const moved = startsFrom.filter(({ from }) => !isSameValue(opened.values[from], record.values[from]));

  // What was typed stays; the others follow, so that sending the form takes nothing back.
  useEffect(() => {
    for (const { name, from } of moved) {
      if (!form.isFieldTouched(name)) form.setFieldValue(name, record.values[from]);
    }
  });
  const emptied = (values: Record<string, unknown>) =>
    Object.fromEntries(
      startsFrom
        .filter(({ name, type }) => type === "text" && first[name] != null && values[name] == null)
        .map(({ name }) => [name, ""]),
    );
  return { first, moved: moved.map(({ label }) => label), emptied };
}
