/** What a form about a field holds while somebody types; how it starts, and the change that it becomes. */
import type { StudioFieldRow } from "../data/config/fieldsPage";
import type {
  AddField,
  FieldAccess,
  FieldChange,
  NewFieldOptions,
  NewFieldTypeName,
} from "../model/fieldChange";
import type { Label, Language } from "../model/label";
import type { Drawing, Rollup } from "../model/snapshot";
import { wishedName } from "./wishedName";

export interface ChoiceDraft {
  /** Undefined until it was saved. */
  value?: string;
  label: Label;
  color?: string;
}

export interface FieldDraft {
  label: Label;
  help: Label;
  type: NewFieldTypeName;
  /** True while nobody typed a name, so that what is chosen may propose one. */
  isNameProposed: boolean;
  lookup: { relation?: string; field?: string };
  rollup: Partial<Rollup>;
  choices: ChoiceDraft[];
  /** By the value of an option that goes, the one that records get instead. */
  replacements: Record<string, string>;
  target: string | undefined;
  onDelete: "empty" | "refuse";
  scale: number;
  max: number;
  maxFiles: number;
  maxSize: number;
  prefix: string;
  digits: number;
  /** Undefined = as the type has it. */
  drawing: Drawing | undefined;
  isRequired: boolean;
  isUnique: boolean;
  isIndexed: boolean;
  isInList: boolean;
  default: string;
  /** Empty = typed by people. */
  formula: string;
  /** Undefined = as proposed. */
  access: FieldAccess | undefined;
}

const nothing: Label = { en: "", "zh-CN": "" };

export const emptyChoice: ChoiceDraft = { label: nothing };

export const newDraft: FieldDraft = {
  label: nothing,
  help: nothing,
  type: "text",
  isNameProposed: true,
  lookup: {},
  rollup: {},
  choices: [emptyChoice],
  replacements: {},
  target: undefined,
  onDelete: "empty",
  scale: 2,
  max: 5,
  maxFiles: 1,
  maxSize: 20,
  prefix: "",
  digits: 5,
  drawing: undefined,
  isRequired: false,
  isUnique: false,
  isIndexed: false,
  isInList: true,
  default: "",
  formula: "",
  access: undefined,
};

export const draftOf = (field: StudioFieldRow): FieldDraft => ({
  ...newDraft,
  label: field.label,
  help: field.help ?? nothing,
  type: field.type,
  choices: field.options.choices ?? [],
  formula: field.options.formula ?? "",
  prefix: field.options.prefix ?? "",
  digits: field.options.digits ?? 5,
  drawing: field.options.drawing,
  isRequired: field.isRequired,
  isUnique: field.isUnique,
  isIndexed: field.isIndexed,
  access: { see: field.see, edit: field.edit },
});

const isBlank = (label: Label) => label.en.trim() === "" && label["zh-CN"].trim() === "";

/** What was typed in one language says it in both. */
const inBoth = (label: Label): Label => {
  const [en, zh] = [label.en.trim(), label["zh-CN"].trim()];
  return { en: en || zh, "zh-CN": zh || en };
};

export const namedIn = (language: Language, label: Label, text: string): Label => ({
  ...label,
  [language]: text,
});

const hasChoices = (type: NewFieldTypeName) => type === "choice" || type === "multi_choice";

const pointsSomewhere = (type: NewFieldTypeName) => type === "relation" || type === "relations";

/** Texts that scanners read. */
export const canBeDrawn = (type: NewFieldTypeName) => type === "text" || type === "barcode";

/** Types whose options can be changed later. */
const hasOptions = (type: NewFieldTypeName) => hasChoices(type) || canBeDrawn(type) || type === "auto_number";

/** `isKnown`: a relation that exists points somewhere already. */
export function isComplete(
  { label, type, choices, target, lookup, rollup }: FieldDraft,
  isKnown = false,
): boolean {
  if (isBlank(label)) return false;
  if (hasChoices(type)) return choices.some((choice) => !isBlank(choice.label));
  if (type === "lookup") return lookup.field !== undefined;
  if (type === "rollup") {
    return (
      rollup.by !== undefined &&
      (rollup.op === undefined || rollup.op === "count" || rollup.field !== undefined)
    );
  }
  return !pointsSomewhere(type) || target !== undefined || isKnown;
}

function optionsOf(draft: FieldDraft): NewFieldOptions {
  const formula = draft.formula.trim();
  return { ...typeOptionsOf(draft), ...(formula !== "" && { formula }) };
}

function typeOptionsOf({
  type,
  choices,
  target,
  onDelete,
  scale,
  max,
  lookup,
  rollup,
  ...draft
}: FieldDraft): NewFieldOptions {
  if (hasChoices(type)) {
    const named = choices.filter((choice) => !isBlank(choice.label));
    return {
      choices: named.map((choice) => ({
        ...choice,
        value: choice.value ?? (wishedName(inBoth(choice.label).en) || inBoth(choice.label).en),
        label: inBoth(choice.label),
      })),
    };
  }
  if (pointsSomewhere(type)) return { ...(target !== undefined && { target, on_delete: onDelete }) };
  if (type === "lookup") return lookup;
  if (type === "rollup") return { op: "count", ...rollup };
  if (type === "decimal") return { scale };
  if (type === "auto_number") return { prefix: draft.prefix, digits: draft.digits };
  if (type === "file" || type === "image") return { max_files: draft.maxFiles, max_size: draft.maxSize };
  if (canBeDrawn(type)) return draft.drawing ? { drawing: draft.drawing } : {};
  return type === "rating" ? { max } : {};
}

/** What was typed as a default; the three words stand for what is true when a record is made. */
const defaultOf = ({ type, default: typed }: FieldDraft): unknown => {
  const text = typed.trim();
  if (text === "") return undefined;
  if (/^\{(today|now|me)\}$/.test(text)) return { variable: text.slice(1, -1) };
  return type === "tags" || type === "multi_choice" ? text.split(/[,，、]\s*/) : text;
};

export function addition(entity: string, draft: FieldDraft): AddField {
  const label = inBoth(draft.label);
  const startsWith = defaultOf(draft);
  return {
    kind: "add_field",
    entity,
    label,
    type: draft.type,
    name: wishedName(label.en),
    options: optionsOf(draft),
    is_required: draft.isRequired,
    is_unique: draft.isUnique,
    is_indexed: draft.isIndexed,
    in_list: draft.isInList,
    ...(!isBlank(draft.help) && { help: inBoth(draft.help) }),
    ...(startsWith !== undefined && { default: startsWith }),
    ...(draft.access && { access: draft.access }),
  };
}

const differ = (left: unknown, right: unknown) => JSON.stringify(left) !== JSON.stringify(right);

function changedOptions(before: FieldDraft, draft: FieldDraft): { options?: NewFieldOptions } {
  const [was, is] = [typeOptionsOf(before), typeOptionsOf(draft)];
  const options = {
    ...(hasOptions(draft.type) && differ(was, is) && is),
    ...(before.formula !== draft.formula && { formula: draft.formula.trim() }),
  };
  return Object.keys(options).length > 0 ? { options } : {};
}

/** Only what was changed; undefined when nothing was. */
export function alteration(
  entity: string,
  field: StudioFieldRow,
  draft: FieldDraft,
): FieldChange | undefined {
  const before = draftOf(field);
  const startsWith = defaultOf(draft);
  const changes = {
    ...(differ(before.label, draft.label) && { label: inBoth(draft.label) }),
    ...(differ(before.help, draft.help) && { help: inBoth(draft.help) }),
    ...changedOptions(before, draft),
    ...(Object.keys(draft.replacements).length > 0 && { replacements: draft.replacements }),
    ...(before.isRequired !== draft.isRequired && { is_required: draft.isRequired }),
    ...(before.isUnique !== draft.isUnique && { is_unique: draft.isUnique }),
    ...(before.isIndexed !== draft.isIndexed && { is_indexed: draft.isIndexed }),
    ...(startsWith !== undefined && { default: startsWith }),
    ...(draft.access && differ(before.access, draft.access) && { access: draft.access }),
  };
  if (Object.keys(changes).length === 0) return undefined;
  return { kind: "change_field", entity, field: field.name, ...changes };
}
