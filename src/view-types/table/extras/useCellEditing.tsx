/** Cells to walk through with the arrow keys, and to change where the reader may. */
import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from "react";
import type { RecordId } from "../../../data/record";
import { useText } from "../../../i18n/useText";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable } from "../decorateTable";
import { CellEditor } from "./CellEditor";
import { cellBeside, focusCell } from "./cellFocus";
import { mapColumns } from "./mapColumns";

interface Place {
  id: RecordId;
  field: string;
}

/** A click opens the record, but not the first of two. */
const doubleClick = 220;

export function useCellEditing({ entity, fields, isLoading, extras, onOpen }: ViewProps): DecorateTable {
  const t = useText();
  const opening = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [edited, setEdited] = useState<Place>();

  return useCallback(
    (table) => {
      if (!extras || isLoading) return table;
      return mapColumns(table, (column, index) => {
        const field = fields[index];
        if (!field) return column;
        const canEdit = entity.actions.update && field.canUpdate && !field.isReadOnly && !field.isGenerated;
        const isEdited = (id: RecordId) => edited?.id === id && edited.field === field.name;
        const edit = (id: RecordId) => canEdit && setEdited({ id, field: field.name });
        const stop = (id: RecordId) => {
          setEdited(undefined);
          focusCell(id, field.name);
        };
        const mark = { "data-field": field.name };
        return {
          ...column,
          onCell: (row, at) => {
            const cell = column.onCell?.(row, at) ?? {};
            if (row.children) return cell;
            return {
              ...cell,
              ...mark,
              tabIndex: at === 0 && index === 0 ? 0 : -1,
              title: canEdit ? t("views.editHint") : undefined,
              ...(canEdit && {
                onClick: (event: MouseEvent) => {
                  event.stopPropagation();
                  clearTimeout(opening.current);
                  if (event.detail < 2) opening.current = setTimeout(() => onOpen(row), doubleClick);
                },
                onDoubleClick: () => {
                  clearTimeout(opening.current);
                  edit(row.id);
                },
              }),
              onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
                if (event.target !== event.currentTarget) return;
                const next = cellBeside(event.currentTarget, event.key);
                if (next) next.focus();
                else if ((event.key === "Enter" || event.key === "F2") && canEdit) edit(row.id);
                else return;
                event.preventDefault();
              },
            };
          },
          render: (value: unknown, row, at) =>
            isEdited(row.id) ? (
              <CellEditor {...{ entity, field, record: row }} onDone={() => stop(row.id)} />
            ) : (
              column.render?.(value, row, at)
            ),
        };
      });
    },
    [entity, fields, isLoading, extras, edited, onOpen, t],
  );
}
