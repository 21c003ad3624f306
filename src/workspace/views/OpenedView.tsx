/** Opens a saved view: from then on the address holds the whole look. */
import { Navigate } from "react-router";
import type { View } from "../../model/view";
import { writeListState } from "../list/listStateCodec";
import { stateOfView } from "./viewLook";

/** A view that is gone, or never was the reader's, leaves the usual list. */
export function OpenedView({ view }: { view: View | undefined }) {
  return <Navigate to={{ search: view ? writeListState(stateOfView(view)) : "?v=none" }} replace />;
}
