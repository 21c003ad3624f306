/** Which saved view a list shows, the way to the others, and how to keep what was changed. */
import { Alert, Button, Flex, Tooltip } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewActions } from "../../data/useViewActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { View } from "../../model/view";
import { firstListState, type ListState } from "../list/listState";
import { ToolbarButton } from "../list/ToolbarButton";
import type { ChangeListState } from "../list/useListState";
import { useViewAttempt } from "./useViewAttempt";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { viewIcons } from "./viewIcons";
import { ViewList } from "./ViewList";
import { isChanged, settingsOfState, stateOfView } from "./viewLook";
import { maySave } from "./viewRights";

const ViewDialogs = lazy(async () => ({ default: (await import("./ViewDialogs")).ViewDialogs }));

interface ViewSwitcherProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
}

export function ViewSwitcher({ entity, state, change }: ViewSwitcherProps) {
  const t = useText();
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const { changeView, isSaving } = useViewActions();
  const attempt = useViewAttempt();
  const [dialog, setDialog] = useState<ViewDialogRequest>();
  const view = entity.views.find(({ id }) => id === state.view);
  const hasChanged = isChanged(state, view, entity);
  const hasDefault = entity.views.some(({ isDefault }) => isDefault);

  const open = (next: View | undefined) =>
    change({ ...(next ? stateOfView(next) : { ...firstListState, view: hasDefault ? "none" : undefined }) });
  const handleSave = async (saved: View) => {
    const saving = changeView(saved.id, { settings: settingsOfState(state, entity), version: saved.version });
    if (await attempt(saving, t("views.saved"))) setDialog({ kind: "cost" });
  };

  return (
    <Flex gap={4} align="center" wrap="wrap">
      <ToolbarButton
        icon={viewIcons[state.type]}
        text={(view ? label(view.label) : t("views.all")) + (hasChanged ? " •" : "")}
        label={t(hasChanged ? "views.switcherChanged" : "views.switcher", {
          view: view ? label(view.label) : t("views.all"),
        })}
        isActive={false}
        panel={(close) => (
          <ViewList
            {...{ entity, state }}
            onOpen={(next) => {
              close();
              open(next);
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
      {hasChanged && snapshot?.viewAs === null && (
        <>
          {view && maySave(view, snapshot) && (
            <Button size="small" type="primary" loading={isSaving} onClick={() => void handleSave(view)}>
              {t("views.save")}
            </Button>
          )}
          <Button size="small" onClick={() => setDialog({ kind: "create" })}>
            {t("views.saveAs")}
          </Button>
          <Button size="small" type="text" onClick={() => open(view)}>
            {t("views.reset")}
          </Button>
        </>
      )}
      <Suspense>
        {dialog && (
          <ViewDialogs
            {...{ entity, state, dialog }}
            onCreated={(made) => {
              change(stateOfView(made), { isQuiet: true });
              setDialog({ kind: "cost" });
            }}
            onClose={() => setDialog(undefined)}
          />
        )}
      </Suspense>
    </Flex>
  );
}
