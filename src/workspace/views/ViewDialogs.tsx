/** The dialogs about saved views. */
import type { Entity } from "../../model/snapshot";
import type { ListState } from "../list/listState";
import { CostDialog } from "./CostDialog";
import { CreateViewDialog, type MadeView } from "./CreateViewDialog";
import { RenameViewDialog } from "./RenameViewDialog";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { ViewRolesDialog } from "./ViewRolesDialog";

interface ViewDialogsProps {
  entity: Entity;
  state: ListState;
  dialog: ViewDialogRequest;
  onCreated: (made: MadeView) => void;
  onClose: () => void;
}

export function ViewDialogs({ entity, state, dialog, onCreated, onClose }: ViewDialogsProps) {
  if (dialog.kind === "create") return <CreateViewDialog {...{ entity, state, onCreated, onClose }} />;
  if (dialog.kind === "cost") return <CostDialog {...{ entity, state, onClose }} />;
  const { kind, view } = dialog;
  if (kind === "rename") return <RenameViewDialog {...{ view, onClose }} />;
  return <ViewRolesDialog {...{ entity, view, onClose }} />;
}
