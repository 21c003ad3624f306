/** A named condition in words, with the field names of an entity that has them all. */
import { ConditionText } from "../../filter/ConditionText";
import { fitsEntity } from "../../filter/fitsEntity";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";

interface ScopeTextProps {
  condition: Condition;
  entities: readonly Entity[];
  /** Name of the entity to be preferred. */
  preferred?: string | undefined;
}

export function ScopeText({ condition, entities, preferred }: ScopeTextProps) {
  const fitting = entities.filter((entity) => fitsEntity(condition, entity, entities));
  const entity = fitting.find(({ name }) => name === preferred) ?? fitting[0];
  return <ConditionText entity={entity} condition={condition} />;
}
