/** Changes name and looks of the workspace for everybody; throws DataError. */
import type { Label } from "../model/label";
import type { AppearanceSettings } from "../model/appearance";
import { useConfigAction } from "./useConfigAction";

const parseNothing = () => undefined;

export function useSaveAppearance() {
  const { run, isRunning } = useConfigAction("save_appearance", parseNothing);
  const save = (appearance: AppearanceSettings & { name: Label }) => run({ appearance });
  return { save, isSaving: isRunning };
}
