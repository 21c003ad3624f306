/** Changes one value in its cell: Enter or leaving saves, Escape does not; a refusal stays until it is settled. */
import { App, theme } from "antd";
import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { DataError } from "../../../data/DataError";
import type { DataRecord } from "../../../data/record";
import { useSaveRecord } from "../../../data/useSaveRecord";
import { FieldInput } from "../../../field-types/FieldInput";
import { currencyOf } from "../../../field-types/money/currencyOf";
import { validateValue } from "../../../field-types/validateValue";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity, Field, FieldTypeName } from "../../../model/snapshot";

interface CellEditorProps {
  entity: Entity;
  field: Field;
  record: DataRecord;
  onDone: () => void;
}

/** One choice says it all: these are saved as soon as something is picked. */
const picked: readonly FieldTypeName[] = ["choice", "checkbox", "date", "relation", "person", "rating"];

export function CellEditor({ entity, field, record, onDone }: CellEditorProps) {
  const t = useText();
  const label = useLabel();
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { update } = useSaveRecord(entity.name);
  const [value, setValue] = useState(record.values[field.name]);
  const [isRefused, setIsRefused] = useState(false);
  const isOver = useRef(false);

  const save = async (changed: unknown) => {
    if (isOver.current) return;
    const reason = validateValue(changed, field, false);
    if (reason) {
      setIsRefused(true);
      void message.error(t(`workspace.invalid.${reason}`, { max: field.options.max_length }));
      return;
    }
    isOver.current = true;
    try {
      await update(record, { [field.name]: changed });
      onDone();
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      isOver.current = false;
      setIsRefused(true);
      void message.error(problem.fieldErrors[field.name] ?? problem.message);
    }
  };
  const handleChange = (changed: unknown) => {
    setIsRefused(false);
    setValue(changed);
    if (picked.includes(field.type)) void save(changed);
  };
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      isOver.current = true;
      onDone();
    } else if (event.key === "Enter" && !event.shiftKey && !picked.includes(field.type)) {
      event.preventDefault();
      void save(value);
    }
  };
  const handleBlur = (event: FocusEvent) => {
    const goesElsewhere = !event.currentTarget.contains(event.relatedTarget);
    if (!goesElsewhere || isRefused) return;
    if (picked.includes(field.type)) onDone();
    else void save(value);
  };

  return (
    <div
      onClick={(event) => event.stopPropagation()}
      onKeyDown={handleKey}
      onBlur={handleBlur}
      style={
        isRefused ? { outline: `2px solid ${token.colorError}`, borderRadius: token.borderRadius } : undefined
      }
    >
      <FieldInput
        {...{ field, value }}
        onChange={handleChange}
        currency={currencyOf(field, record)}
        currentTitle={record.titles[field.name]}
        aria-label={label(field.label)}
        autoFocus
      />
    </div>
  );
}
