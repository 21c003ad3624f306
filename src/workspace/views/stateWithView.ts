/** The list as a saved view shows it, or plain. */
import type { Entity } from "../../model/snapshot";
import type { View } from "../../model/view";
import { firstListState, type ListState } from "../list/listState";
import { stateOfView } from "./viewLook";

export function stateWithView(entity: Entity, view: View | undefined): Partial<ListState> {
  if (view) return stateOfView(view);
  // Without a view named, the first view of the role would open.
  const hasDefault = entity.views.some(({ isDefault }) => isDefault);
  return { ...firstListState, view: hasDefault ? "none" : undefined };
}
