/** How to keep what was changed on a list, or drop it; at the end of the tools, where it moves none of them. */
import { Button, Flex } from "antd";
import { useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import { useViewActions } from "../../data/useViewActions";
import { useText } from "../../i18n/useText";
import type { View } from "../../model/view";
import { OpenViewDialog } from "./OpenViewDialog";
import { useViewAttempt } from "./useViewAttempt";
import type { ViewDialogRequest } from "./viewDialogRequest";
import { isChanged, settingsOfState } from "./viewLook";
import { maySave } from "./viewRights";
import { stateWithView } from "./stateWithView";
import type { ViewSwitcherProps } from "./ViewSwitcher";

export function ViewSaver({ entity, state, change }: ViewSwitcherProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const { changeView, isSaving } = useViewActions();
  const attempt = useViewAttempt();
  const [dialog, setDialog] = useState<ViewDialogRequest>();
  const view = entity.views.find(({ id }) => id === state.view);

  const handleSave = async (saved: View) => {
    const saving = changeView(saved.id, { settings: settingsOfState(state, entity), version: saved.version });
    if (await attempt(saving, t("views.saved"))) setDialog({ kind: "cost" });
  };

  return (
    <>
      {isChanged(state, view, entity) && snapshot?.viewAs === null && (
        <Flex gap={4} align="center" style={{ marginInlineStart: "auto" }}>
          {view && maySave(view, snapshot) && (
            <Button size="small" type="primary" loading={isSaving} onClick={() => void handleSave(view)}>
              {t("views.save")}
            </Button>
          )}
          <Button size="small" onClick={() => setDialog({ kind: "create" })}>
            {t("views.saveAs")}
          </Button>
          <Button size="small" type="text" onClick={() => change(stateWithView(entity, view))}>
            {t("views.reset")}
          </Button>
        </Flex>
      )}
      <OpenViewDialog {...{ entity, state, change, dialog }} onDialog={setDialog} />
    </>
  );
}
