/** Options that cells of a file name and that their fields do not have yet. */
import { wishedName } from "../../field-editor/wishedName";
import { matchChoice } from "../../field-types/shared/matchChoice";
import type { FieldChange } from "../../model/fieldChange";
import { splitList } from "../../model/listText";
import type { Choice, Field } from "../../model/snapshot";
import type { CellFinding } from "./read/ImportTable";

export interface MissingOptions {
  field: Field;
  texts: string[];
}

const mostOptions = 200;
const longest = 60;

/** Longer texts and more options than a field takes are a column in the wrong place. */
export function missingOptions(fields: readonly Field[], cells: readonly CellFinding[]): MissingOptions[] {
  return fields.flatMap((field) => {
    const { choices = [] } = field.options;
    const named = cells
      .filter((cell) => cell.field === field.name && cell.problem === "choice")
      .flatMap(({ text }) => (field.type === "multi_choice" ? splitList(text) : [text]))
      .filter((text) => matchChoice(choices, text) === undefined);
    // Blanks and case make no other option.
    const texts = named.filter((text, place) => place === named.findIndex((other) => isSame(other, text)));
    const fits =
      texts.every((text) => text.length <= longest) && texts.length + choices.length <= mostOptions;
    return texts.length > 0 && fits ? [{ field, texts }] : [];
  });
}

const isSame = (one: string, other: string) =>
  matchChoice([{ value: one, label: { en: one, "zh-CN": one } }], other) !== undefined;

/** The value of an option is made from its text, as where options are typed. */
export function optionsChange(entity: string, { field, texts }: MissingOptions): FieldChange {
  const choices: Choice[] = [...(field.options.choices ?? [])];
  for (const text of texts) {
    const wished = wishedName(text) || text;
    const isTaken = (value: string) => choices.some((choice) => choice.value === value);
    let value = wished;
    for (let number = 2; isTaken(value); number++) value = `${wished}_${String(number)}`;
    choices.push({ value, label: { en: text, "zh-CN": text } });
  }
  return { kind: "change_field", entity, field: field.name, options: { choices } };
}
