/** The work queues of a role: views that say so, in their order, those that it can work on apart from the others. */
import type { Entity, Snapshot } from "../../model/snapshot";
import type { View } from "../../model/view";

export interface Queue {
  entity: Entity;
  view: View;
  /** Whether the role can do something about it. */
  isMine: boolean;
}

const positionOf = ({ view }: Queue) => view.settings.queue?.position ?? Infinity;

/** Of a queue whose condition cannot be read in full, any number would be wrong. */
const isCountable = ({ settings, leftOut }: View) => settings.queue != null && !leftOut.includes("filter");

export function queuesOf({ entities, operations }: Snapshot): Queue[] {
  const mayRun = (name: string) => operations.some((operation) => operation.name === name);
  return entities
    .flatMap((entity) =>
      entity.views.filter(isCountable).map((view) => {
        const needed = view.settings.queue?.operations ?? [];
        return { entity, view, isMine: needed.length === 0 || needed.some(mayRun) };
      }),
    )
    .sort((a, b) => positionOf(a) - positionOf(b));
}
