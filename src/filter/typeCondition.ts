/** Gives the texts of an address the types of their fields, and drops what the reader may not filter by. */
import { fieldTypes } from "../field-types/fieldTypes";
import { type Comparison, type Condition, isUnary } from "../model/condition";
import type { Entity, Field } from "../model/snapshot";
import { fieldAtPath } from "./fieldAtPath";

export interface TypedCondition {
  condition: Condition | undefined;
  /** Paths of fields that are unknown or may not be read. */
  ignored: string[];
}

interface TypingContext {
  entity: Entity;
  entities: readonly Entity[];
  /** Leaves comparisons of unknown fields in, to be shown and removed. */
  keepsUnknown?: boolean;
}

export function typeCondition(
  condition: Condition,
  { entity, entities, keepsUnknown = false }: TypingContext,
): TypedCondition {
  const ignored: string[] = [];

  const visitAll = (parts: Condition[]) => parts.map(visit).filter((part) => part !== undefined);

  function visit(part: Condition): Condition | undefined {
    if ("all" in part) return { all: visitAll(part.all) };
    if ("any" in part) return { any: visitAll(part.any) };
    if ("exists" in part) return part;
    if ("not" in part) {
      const inner = visit(part.not);
      return inner && { not: inner };
    }
    const field = fieldAtPath(part.field, entity, entities);
    if (field?.canRead) return typeComparison(part, field);
    ignored.push(part.field);
    return keepsUnknown ? part : undefined;
  }

  return { condition: visit(condition), ignored };
}

function typeComparison(comparison: Comparison, field: Field): Comparison | undefined {
  const { op, value, variable } = comparison;
  if (variable !== undefined || isUnary(op)) return comparison;
  const { parse } = fieldTypes[field.type];
  if (op !== "in" && op !== "nin") {
    const typed = parse(value);
    return typed === null ? undefined : { ...comparison, value: typed };
  }
  const values = (Array.isArray(value) ? value : [value]).map(parse).filter((item) => item !== null);
  return values.length === 0 ? undefined : { ...comparison, value: values };
}
