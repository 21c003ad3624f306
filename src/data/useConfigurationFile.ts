/** The whole configuration as a file: get it, ask what one would change, make it so. All throw DataError. */
import { useCallback } from "react";
import { parseSteps } from "./config/planStep";
import { useConfigAction } from "./useConfigAction";

const isQuestion = { isQuestion: true };
const parseFile = (answer: unknown) => answer as object;
const parseNothing = () => undefined;

export function useConfigurationFile() {
  const fetching = useConfigAction("configuration_file", parseFile, isQuestion);
  const { run: ask, isRunning: isPlanning } = useConfigAction("plan_file", parseSteps, isQuestion);
  const applying = useConfigAction("apply_file", parseNothing);
  return {
    fetchFile: () => fetching.run({}),
    planFile: useCallback((file: object) => ask({ file }), [ask]),
    applyFile: (file: object, note: string) => applying.run({ file, note }),
    isFetching: fetching.isRunning,
    isPlanning,
    isApplying: applying.isRunning,
  };
}
