/** The dialog that was asked for, fetched then; what it makes is shown at once. */
import { lazy, Suspense } from "react";
import type { Entity } from "../../model/snapshot";
import type { ListState } from "../list/listState";
import type { ChangeListState } from "../list/useListState";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { stateOfView } from "./viewLook";

const ViewDialogs = lazy(async () => ({ default: (await import("./ViewDialogs")).ViewDialogs }));

interface OpenViewDialogProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
  dialog: ViewDialogRequest | undefined;
  onDialog: (request: ViewDialogRequest | undefined) => void;
}

export function OpenViewDialog({ entity, state, change, dialog, onDialog }: OpenViewDialogProps) {
  return (
    <Suspense>
      {dialog && (
        <ViewDialogs
          {...{ entity, state, dialog }}
          onCreated={(made) => {
            change(stateOfView(made), { isQuiet: true });
            onDialog({ kind: "cost" });
          }}
          onClose={() => onDialog(undefined)}
        />
      )}
    </Suspense>
  );
}
