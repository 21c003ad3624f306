/** What the reader may do with saved views; the database asks again. */
import type { Snapshot } from "../../model/snapshot";
import type { View } from "../../model/view";

/** May make and change what others see as well. */
export const mayShare = (snapshot: Snapshot | undefined): boolean =>
  snapshot?.viewAs === null && snapshot.role.mayConfigure.includes("views");

export const mayChange = (view: View, snapshot: Snapshot | undefined): boolean =>
  view.sharing === "personal" ? snapshot?.viewAs === null : view.sharing === "shared" && mayShare(snapshot);

/** Who does not see all of a view would lose the rest by saving it. */
export const maySave = (view: View, snapshot: Snapshot | undefined): boolean =>
  mayChange(view, snapshot) && view.leftOut.length === 0;
