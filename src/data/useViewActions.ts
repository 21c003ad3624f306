/** Everything that can be done to saved views; each call throws DataError. */
import type { Label } from "../model/label";
import type { Sharing, ViewSettings, ViewTypeName } from "../model/view";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

export interface NewView {
  entity: string;
  type: ViewTypeName;
  label: Label;
  sharing: Sharing;
  settings: ViewSettings;
}

/** Only what is named changes; `version` guards against overwriting somebody else's change. */
export type ViewChange = Partial<Omit<NewView, "entity" | "type">> & { version?: number };

const parseNothing = () => undefined;

export function useViewActions() {
  const saving = useConfigAction("save_view", String);
  const { run: remove } = useConfigAction("delete_view", parseNothing);
  const { run: favour } = useConfigAction("favour_view", parseNothing);
  const { run: setDefault } = useConfigAction("set_default_view", parseNothing);
  return {
    isSaving: saving.isRunning,
    /** Answers the id. */
    createView: (view: NewView) => saving.run({ view_id: null, view }),
    changeView: (id: string, view: ViewChange) => saving.run({ view_id: id, view }),
    deleteView: (id: string) => remove({ view_id: id }),
    favourView: (id: string, isFavourite: boolean) => favour({ view_id: id, is_favourite: isFavourite }),
    /** Null = the role's lists open as usual. */
    setDefaultView: (entity: string, roleId: string, viewId: string | null) =>
      setDefault({ entity, role_id: roleId, view_id: viewId }),
  };
}

export interface ViewRole {
  id: string;
  label: Label;
  /** The view with which the entity opens for this role. */
  view: string | null;
}

const parseRoles = (answer: unknown) => answer as ViewRole[];

/** Roles whose first view the member may choose. */
export function useViewRoles(entity: string) {
  return useConfigQuery({ name: "view_roles", isGet: true }, { entity }, parseRoles);
}
