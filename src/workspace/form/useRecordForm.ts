/** The state of a record's form: what changed, what the server refused, and how to go on after a conflict. */
import { Form } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useRecord } from "../../data/useRecord";
import { useSaveRecord } from "../../data/useSaveRecord";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { filledValues, firstValues, typedValues } from "./formValues";
import { type FormValues, recordChanges } from "./recordChanges";

interface RecordFormOptions {
  entity: Entity;
  fields: Field[];
  record: DataRecord | undefined;
  presets?: FormValues;
}

export interface Conflict {
  /** The record as this form knew it, and as it is now. */
  before: DataRecord;
  now: DataRecord;
}

export function useRecordForm({ entity, fields, record, presets }: RecordFormOptions) {
  const t = useText();
  const [form] = Form.useForm<FormValues>();
  // Set once: a refetch behind the form must not wipe what is being typed.
  const [base, setBase] = useState(record);
  const [firstInputs] = useState(() => firstValues(fields, record, presets));
  const [changed, setChanged] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [hasConflict, setHasConflict] = useState(false);
  const [saved, setSaved] = useState<DataRecord>();
  const { create, update, isSaving } = useSaveRecord(entity.name);
  const current = useRecord(entity.name, record?.id);

  const typed = () => {
    const values: FormValues = form.getFieldsValue();
    return typedValues(fields, values);
  };
  const changesFrom = (origin: DataRecord | undefined) => {
    const before = origin ? firstValues(fields, origin) : firstInputs;
    return recordChanges(before, typed());
  };

  const handleValuesChange = (justChanged: FormValues) => {
    setChanged(Object.keys(changesFrom(base)));
    const touched = Object.keys(justChanged).filter((name) => form.getFieldError(name).length > 0);
    form.setFields(touched.map((name) => ({ name, errors: [] })));
  };

  const showRefusal = async (refusal: DataError) => {
    if (refusal.reason === "version_conflict") {
      await current.refetch();
      setHasConflict(true);
      return;
    }
    const inForm = Object.entries(refusal.fieldErrors).filter(([name]) =>
      fields.some((field) => field.name === name),
    );
    form.setFields(inForm.map(([name, text]) => ({ name, errors: [text] })));
    const [first] = inForm;
    if (first) form.scrollToField(first[0], { behavior: "smooth", block: "center" });
    setProblem(first ? t("workspace.form.checkFields") : refusal.message);
  };

  const save = async (origin = base) => {
    setProblem(undefined);
    try {
      setSaved(origin ? await update(origin, changesFrom(origin)) : await create(filledValues(typed())));
    } catch (refusal) {
      if (!(refusal instanceof DataError)) throw refusal;
      await showRefusal(refusal);
    }
  };

  const fill = (values: FormValues) =>
    form.setFields(Object.entries(values).map(([name, value]) => ({ name, value, errors: [] })));
  const settleConflict = () => {
    setHasConflict(false);
    setBase(current.record);
  };
  const takeTheirs = () => {
    if (!current.record) return;
    fill(firstValues(fields, current.record));
    setChanged([]);
    settleConflict();
  };
  /** Fields that only the other one changed take the new value; mine stay and are saved over theirs. */
  const keepMine = async () => {
    if (!current.record) return;
    const mine = changesFrom(base);
    fill({ ...firstValues(fields, current.record), ...mine });
    settleConflict();
    await save(current.record);
  };

  const conflict: Conflict | undefined =
    hasConflict && base && current.record ? { before: base, now: current.record } : undefined;
  return {
    ...{ form, firstInputs, changed, problem, conflict, saved, isSaving },
    ...{ handleValuesChange, save, takeTheirs, keepMine },
  };
}
