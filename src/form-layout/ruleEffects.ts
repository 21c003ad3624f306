/** What the rules of a form ask for at this moment, told from what is typed and what is stored. */
import type { FormRule, RuleValue } from "../model/form";
import { type Circumstances, holds } from "../model/holds";
import type { Label } from "../model/label";

export interface RuleProblem {
  /** Under which input it belongs; undefined = above the form. */
  field: string | undefined;
  message: Label;
}

export interface RuleEffects {
  hidden: ReadonlySet<string>;
  required: ReadonlySet<string>;
  /** Fields that cannot be typed in, each with the rule that says so. */
  locked: ReadonlyMap<string, FormRule>;
  /** Values that fields must have. */
  values: Readonly<Record<string, unknown>>;
  problems: RuleProblem[];
}

interface Situation {
  values: Readonly<Record<string, unknown>>;
  /** The record as it was before; undefined for a new one. */
  stored: Readonly<Record<string, unknown>> | undefined;
  at: Circumstances;
}

export function ruleEffects(rules: readonly FormRule[], { values, stored, at }: Situation): RuleEffects {
  const hidden = new Set<string>();
  const required = new Set<string>();
  const locked = new Map<string, FormRule>();
  const set: Record<string, unknown> = {};
  const problems: RuleProblem[] = [];
  // As the database does: values first, in their order, each seeing those before it.
  for (const rule of rules) {
    const [field] = rule.fields;
    if (rule.kind !== "set" || !rule.value || field === undefined) continue;
    if (holds(rule.condition, { ...values, ...set }, at) !== true) continue;
    set[field] = valueOf(rule.value, at);
    locked.set(field, rule);
  }
  const now = { ...values, ...set };
  for (const rule of rules) {
    const { kind, condition, fields } = rule;
    if (kind === "show" && holds(condition, now, at) === false) fields.forEach((name) => hidden.add(name));
    if (kind === "require" && holds(condition, now, at)) fields.forEach((name) => required.add(name));
    if (kind === "lock" && stored && holds(condition, stored, at)) {
      fields.forEach((name) => locked.set(name, rule));
    }
    if (kind === "check" && holds(condition, now, at) === false) {
      problems.push({ field: fields[0], message: rule.message ?? rule.label });
    }
  }
  return { hidden, required, locked, values: set, problems };
}

function valueOf(value: RuleValue, at: Circumstances): unknown {
  if ("value" in value) return value.value;
  return value.variable === "me" ? at.me : value.variable === "today" ? at.today : at.now;
}
