/** Where a kind of records stands in its group of the menu, and the changes that put it elsewhere. */
import type { EntityRow } from "../../data/config/fieldsPage";
import type { FieldChange } from "../../model/fieldChange";

type Placed = Pick<EntityRow, "name" | "group" | "position">;

const inGroup = (entities: readonly Placed[], group: string | null, without: string) =>
  entities.filter((entity) => entity.group === group && entity.name !== without);

/** Name of the one before it; null when it is the first. */
export function placeOf(entities: readonly Placed[], name: string): string | null {
  const group = entities.find((entity) => entity.name === name)?.group ?? null;
  const together = entities.filter((entity) => entity.group === group);
  return together[together.findIndex((entity) => entity.name === name) - 1]?.name ?? null;
}

/** Only the others that must make room move as well. */
export function moveBehind(
  entities: readonly Placed[],
  { name, group, after }: { name: string; group: string | null; after: string | null },
): FieldChange[] {
  const others = inGroup(entities, group, name);
  const place = others.findIndex((entity) => entity.name === after) + 1;
  const [before, behind] = [others[place - 1], others[place]];
  const from = before?.position ?? (behind ? behind.position - 20 : 0);
  const to = behind?.position ?? from + 20;
  if (to - from > 1) {
    return [{ kind: "change_entity", entity: name, position: Math.floor((from + to) / 2) }];
  }
  return others.toSpliced(place, 0, { name, group, position: -1 }).flatMap((entity, index) => {
    const position = (index + 1) * 10;
    return entity.position === position
      ? []
      : [{ kind: "change_entity" as const, entity: entity.name, position }];
  });
}
