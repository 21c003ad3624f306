/** The widths that the reader gave to columns: those of the list's look, else kept in the browser. */
import { useCallback, useState } from "react";
import type { Field } from "../../model/snapshot";
import { fieldTypes } from "../../field-types/fieldTypes";
import type { ViewExtras } from "../ViewType";

const narrowest = 64;

const storageKey = (entity: string) => `kontor-widths:${entity}`;

export function useColumnWidths(entity: string, look: ViewExtras | undefined) {
  const [kept, setKept] = useState(() => readWidths(entity));
  const widths = look?.widths ?? kept;
  const onResize = look?.onResize;

  const setWidth = useCallback(
    (field: string, width: number) => {
      const after = { ...widths, [field]: Math.max(narrowest, Math.round(width)) };
      if (onResize) {
        onResize(after);
        return;
      }
      setKept(after);
      localStorage.setItem(storageKey(entity), new URLSearchParams(asTexts(after)).toString());
    },
    [entity, widths, onResize],
  );

  const widthOf = (field: Field) => widths[field.name] ?? fieldTypes[field.type].width;
  return { widths, widthOf, setWidth };
}

const asTexts = (widths: Record<string, number>) =>
  Object.fromEntries(Object.entries(widths).map(([name, width]) => [name, String(width)]));

function readWidths(entity: string): Record<string, number> {
  const stored = [...new URLSearchParams(localStorage.getItem(storageKey(entity)) ?? "")];
  const valid = stored.map(([name, width]) => [name, Number(width)] as const);
  return Object.fromEntries(valid.filter(([, width]) => width >= narrowest));
}
