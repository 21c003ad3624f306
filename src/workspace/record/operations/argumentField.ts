/** An argument of an operation, seen as a field, so that the inputs of the field types can ask for it. */
import type { DataRecord } from "../../../data/record";
import type { Field, FieldOptions, OperationField } from "../../../model/snapshot";

export function argumentField(argument: OperationField, record: DataRecord): Field {
  return {
    id: argument.name,
    name: argument.name,
    label: argument.label,
    ...(argument.help && { help: argument.help }),
    type: argument.type,
    options: { ...(argument.type === "money" && moneyOf(record)), ...argument.options },
    isRequired: argument.isRequired ?? false,
    isUnique: false,
    isHidden: false,
    hasDefault: false,
    isGenerated: false,
    isReadOnly: false,
    ...(argument.target && { relation: { entity: argument.target, constraint: "" } }),
    canRead: true,
    canCreate: true,
    canUpdate: true,
    position: 0,
  };
}

/** An amount is one of the record, in its currency. */
function moneyOf({ values: { currency } }: DataRecord): FieldOptions {
  return typeof currency === "string" ? { currency } : {};
}
