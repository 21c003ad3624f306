/** What is asked about views in a dialog. */
import type { View } from "../../model/view";

export type ViewDialogRequest =
  /** A new view that looks as the list does now. */
  | { kind: "create" }
  /** Whether what was just saved is slow. */
  | { kind: "cost" }
  | { kind: "rename"; view: View }
  | { kind: "roles"; view: View };
