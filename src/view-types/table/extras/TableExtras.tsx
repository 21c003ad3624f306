/** What a table can do beyond rows and columns: groups, totals, colours, cells to walk through, to edit, and to select. */
import { Suspense, useEffect, useState } from "react";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable } from "../decorateTable";
import { useCellEditing } from "./useCellEditing";
import { useColours } from "./useColours";
import { useGroups } from "./useGroups";
import { useTotals } from "./useTotals";

interface TableExtrasProps {
  view: ViewProps;
  /** Called anew whenever the table has to look otherwise. */
  onChange: (decorate: () => DecorateTable) => void;
}

export function TableExtras({ view, onChange }: TableExtrasProps) {
  const [self, setSelf] = useState<HTMLElement | null>(null);
  const root = self?.parentElement;
  const CellTools = view.extras?.CellTools;
  const colour = useColours(view);
  const edit = useCellEditing(view);
  const group = useGroups(view);
  const total = useTotals(view);
  useEffect(() => {
    onChange(() => (table) => total(group(edit(colour(table)))));
  }, [onChange, colour, edit, group, total]);
  return (
    <span hidden ref={setSelf}>
      <Suspense>{root && CellTools && !view.isLoading && <CellTools {...{ view, root }} />}</Suspense>
    </span>
  );
}
