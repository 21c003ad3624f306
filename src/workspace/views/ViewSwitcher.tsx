/** Which saved view a list shows, and the way to the others. */
import { Alert, Tooltip } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { ListState } from "../list/listState";
import { ToolbarButton } from "../list/ToolbarButton";
import type { ChangeListState } from "../list/useListState";
import { OpenViewDialog } from "./OpenViewDialog";
import { stateWithView } from "./stateWithView";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { viewIcons } from "./viewIcons";
import { ViewList } from "./ViewList";
import { isChanged } from "./viewLook";

export interface ViewSwitcherProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
}

export function ViewSwitcher({ entity, state, change }: ViewSwitcherProps) {
  const t = useText();
  const label = useLabel();
  const [dialog, setDialog] = useState<ViewDialogRequest>();
  const view = entity.views.find(({ id }) => id === state.view);
  const hasChanged = isChanged(state, view, entity);
  const name = view ? label(view.label) : t("views.all");

  return (
    <>
      <ToolbarButton
        icon={viewIcons[state.type]}
        text={name + (hasChanged ? " •" : "")}
        label={t(hasChanged ? "views.switcherChanged" : "views.switcher", { view: name })}
        isActive={false}
        panel={(close) => (
          <ViewList
            {...{ entity, state }}
            onOpen={(next) => {
              close();
              change(stateWithView(entity, next));
            }}
            onDialog={(request) => {
              close();
              setDialog(request);
            }}
          />
        )}
      />
      {view && view.leftOut.length > 0 && (
        <Tooltip title={t("views.leftOut")}>
          <Alert type="warning" banner message={t("views.leftOutShort")} style={{ paddingBlock: 2 }} />
        </Tooltip>
      )}
      <OpenViewDialog {...{ entity, state, change, dialog }} onDialog={setDialog} />
    </>
  );
}
