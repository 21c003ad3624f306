/** An address that opens a saved view as it is at that time. */
import type { View } from "../../model/view";
import { viewQuery } from "../../model/viewQuery";
import { writeListState } from "../list/listStateCodec";
import { stateOfView } from "./viewLook";

/** Of a personal view nobody else knows, so its link carries the whole look instead. */
export function viewLink(entity: string, view: View): string {
  const query = view.sharing === "personal" ? writeListState(stateOfView(view)) : viewQuery(view.id);
  return `${window.location.origin}/e/${entity}${query}`;
}
