/** The state of a record's form: what changed, what the server refused, and how to go on after a conflict. */
import { Form } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import type { DataRecord } from "../../data/record";
import { useRecord } from "../../data/useRecord";
import { useSaveRecord } from "../../data/useSaveRecord";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { filledValues, firstValues, typedValues } from "./formValues";
import { type FormValues, recordChanges } from "./recordChanges";
import { useRuleEffects } from "./useRuleEffects";

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
  const label = useLabel();
  const [form] = Form.useForm<FormValues>();
  // Set once: a refetch behind the form must not wipe what is being typed.
  const [base, setBase] = useState(record);
  const [firstInputs] = useState(() => firstValues(fields, record, presets));
  const [inputs, setInputs] = useState(firstInputs);
  const [changed, setChanged] = useState<string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [hasConflict, setHasConflict] = useState(false);
  const [saved, setSaved] = useState<DataRecord>();
  const [revealed, setRevealed] = useState<{ name: string }>();
  const effectsOf = useRuleEffects(entity);
  const { create, update, isSaving } = useSaveRecord(entity.name);
  const current = useRecord(entity.name, record?.id);

  /** Of all inputs, also those that a rule hides at this moment. */
  const readInputs = () =>
    Object.fromEntries(
      fields.map(({ name }) => {
        const value: unknown = form.getFieldValue(name);
        return [name, value];
      }),
    );
  const demandedOf = (demanded: FormValues) =>
    Object.fromEntries(
      Object.entries(demanded).filter(([name]) => fields.some((field) => field.name === name)),
    );
  /** Inputs that a rule hides count as not touched; a value that a rule demands is there. */
  const typed = () => {
    const values = typedValues(fields, readInputs());
    const { hidden, values: demanded } = effectsOf(values, base);
    const hiddenOnes = fields.filter(({ name }) => hidden.has(name));
    return { ...values, ...firstValues(hiddenOnes, base, presets), ...demandedOf(demanded) };
  };
  const changesFrom = (origin: DataRecord | undefined) => {
    const before = origin ? firstValues(fields, origin) : firstInputs;
    return recordChanges(before, typed());
  };

  const reveal = (name: string) => {
    setRevealed({ name });
    form.scrollToField(name, { behavior: "smooth", block: "center" });
  };

  const fill = (values: FormValues) => {
    form.setFields(Object.entries(values).map(([name, value]) => ({ name, value, errors: [] })));
    setInputs(readInputs());
  };
  const handleValuesChange = (justChanged: FormValues) => {
    const { values } = effectsOf(typedValues(fields, readInputs()), base);
    fill(demandedOf(values));
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
    if (first) reveal(first[0]);
    setProblem(first ? t("workspace.form.checkFields") : refusal.message);
  };

  /** What the rules find wrong is said without asking the server. */
  const isRefusedByRules = () => {
    const { problems } = effectsOf(typed(), base);
    const inForm = problems.filter(({ field }) => fields.some(({ name }) => name === field));
    form.setFields(inForm.map(({ field, message }) => ({ name: field ?? "", errors: [label(message)] })));
    const [first] = inForm;
    if (first?.field !== undefined) reveal(first.field);
    const [general] = problems.filter((found) => !inForm.includes(found));
    if (general) setProblem(label(general.message));
    return problems.length > 0;
  };

  const save = async (origin = base) => {
    setProblem(undefined);
    if (isRefusedByRules()) return;
    try {
      setSaved(origin ? await update(origin, changesFrom(origin)) : await create(filledValues(typed())));
    } catch (refusal) {
      if (!(refusal instanceof DataError)) throw refusal;
      await showRefusal(refusal);
    }
  };

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

  const effects = effectsOf(typedValues(fields, inputs), base);
  // Said at once, while it is still easy to agree; a version that was saved here is none.
  const versionOf = (known: DataRecord | undefined) => known?.values[entity.versionField ?? ""];
  const isOutdated =
    changed.length > 0 && !isSaving && !saved && versionOf(current.record) !== versionOf(base);
  const conflict: Conflict | undefined =
    (hasConflict || isOutdated) && base && current.record ? { before: base, now: current.record } : undefined;
  return {
    ...{ form, firstInputs, changed, problem, conflict, saved, isSaving },
    ...{ effects, revealed, reveal },
    ...{ handleValuesChange, save, takeTheirs, keepMine },
  };
}
