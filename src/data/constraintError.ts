/** Values that the database refuses: the message goes under the field that it is about. */
import type { Entity } from "../model/snapshot";
import { DataError } from "./DataError";
import type { PostgrestProblem, ProblemContext } from "./PostgrestProblem";
import { labelText, reasonMessage } from "./translate";

interface Finding {
  reason: string;
  details?: Record<string, unknown>;
  /** Names of the fields concerned, when the database says so. */
  fields?: string[];
}

type Reader = (problem: PostgrestProblem, context: ProblemContext) => Finding;

const textOf = (problem: PostgrestProblem) => `${problem.message ?? ""}\n${problem.details ?? ""}`;

const constraintName = (problem: PostgrestProblem) =>
  /constraint "([^"]+)"/.exec(problem.message ?? "")?.[1] ?? "";

/** `Key (a, b)=(1, x)` names the columns and values; roles that may not read them get no such detail. */
function keyOf(problem: PostgrestProblem) {
  const match = /Key \((.+?)\)=\((.*?)\) (?:already|is |conflicts)/.exec(problem.details ?? "");
  if (!match?.[1]) return undefined;
  return { fields: match[1].split(", ").map((name) => name.replaceAll('"', "")), value: match[2] ?? "" };
}

/** The fields whose names stand in the name of a constraint, longest first so that `id` never wins over `sku_id`. */
function fieldsInName(name: string, entity: Entity | undefined): string[] {
  const rest = entity && name.startsWith(`${entity.name}_`) ? name.slice(entity.name.length + 1) : name;
  const found = (entity?.fields ?? [])
    .map((field) => field.name)
    .filter((field) => `_${rest}_`.includes(`_${field}_`))
    .sort((a, b) => b.length - a.length);
  return found.slice(0, 1);
}

const unique: Reader = (problem, { entity }) => {
  const key = keyOf(problem);
  const fields = key?.fields ?? fieldsInName(constraintName(problem), entity);
  if (key?.fields.length === 1 && key.value) {
    return { reason: "already_used_value", details: { value: key.value }, fields };
  }
  return { reason: "already_used", fields };
};

const reference: Reader = (problem, { entity, entities }) => {
  if (problem.message?.startsWith("update or delete on table")) {
    const table = /on table "[^"]+" violates .* on table "([^"]+)"/.exec(problem.message)?.[1] ?? "";
    const referring = entities?.find(({ name }) => name === table);
    return {
      reason: "still_referenced",
      details: { entity: referring ? labelText(referring.label) : table },
    };
  }
  return {
    reason: "unknown_reference",
    fields: keyOf(problem)?.fields ?? fieldsInName(constraintName(problem), entity),
  };
};

const check: Reader = (problem, { entity }) => {
  const name = constraintName(problem);
  return {
    reason: "breaks_rule",
    details: { rule: name.replaceAll("_", " ") },
    fields: fieldsInName(name, entity),
  };
};

const required: Reader = (problem) => ({
  reason: "required",
  fields: [/column "([^"]+)"/.exec(problem.message ?? "")?.[1] ?? ""],
});

const badText: Reader = (problem) => {
  const value = /: "(.*)"$/.exec(problem.message ?? "")?.[1];
  return value === undefined ? { reason: "invalid_format" } : { reason: "invalid_value", details: { value } };
};

const tooLong: Reader = (problem) => {
  const max = /varying\((\d+)\)/.exec(textOf(problem))?.[1];
  return max ? { reason: "too_long_max", details: { max } } : { reason: "too_long" };
};

const readers: Record<string, Reader> = {
  "23505": unique,
  "23503": reference,
  "23001": reference,
  "23514": check,
  "23502": required,
  "23P01": () => ({ reason: "overlaps_another" }),
  "22P02": badText,
  "22007": () => ({ reason: "invalid_date" }),
  "22008": () => ({ reason: "invalid_date" }),
  "22003": () => ({ reason: "out_of_range" }),
  "22001": tooLong,
  "428C9": (problem) => ({
    reason: "read_only_field",
    details: { field: /column "([^"]+)"/.exec(problem.message ?? "")?.[1] ?? "" },
  }),
};

/** Undefined when the problem is no constraint's. Fields that the entity does not have are left out. */
export function constraintError(status: number, problem: PostgrestProblem, context: ProblemContext) {
  const reader = readers[problem.code ?? ""];
  if (!reader) return undefined;
  const { reason, details, fields = [] } = reader(problem, context);
  const message = reasonMessage(reason, details) ?? reason;
  const shown = fields.filter((name) => context.entity?.fields.some((field) => field.name === name));
  const labels = shown.flatMap((name) => {
    const field = context.entity?.fields.find((candidate) => candidate.name === name);
    return field ? [labelText(field.label)] : [];
  });
  return new DataError({
    status,
    reason,
    message: labels.length > 0 ? `${labels.join(", ")}: ${message}` : message,
    fieldErrors: Object.fromEntries(shown.map((name) => [name, message])),
  });
}
