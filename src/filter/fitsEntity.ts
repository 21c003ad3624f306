/** Whether an entity has all the fields that a condition asks for. */
import type { Condition } from "../model/condition";
import type { Entity } from "../model/snapshot";
import { fieldAtPath } from "./fieldAtPath";

export function fitsEntity(condition: Condition, entity: Entity, entities: readonly Entity[]): boolean {
  const fits = (part: Condition): boolean => {
    if ("all" in part) return part.all.every(fits);
    if ("any" in part) return part.any.every(fits);
    if ("not" in part) return fits(part.not);
    if ("exists" in part) return fitsChild(part.exists, part.where);
    return fieldAtPath(part.field, entity, entities) !== undefined;
  };
  const fitsChild = (path: string, where: Condition) => {
    const [childName, column] = path.split(".");
    const child = entities.find(({ name }) => name === childName);
    const pointsHere = child?.fields.some(
      ({ name, relation }) => name === column && relation?.entity === entity.name,
    );
    return child !== undefined && pointsHere === true && fitsEntity(where, child, entities);
  };
  return fits(condition);
}
