/** What a version did to fields, entities and everything else; nothing where it changed rights only. */
import { useVersionSteps } from "../../data/useVersions";
import { StepList } from "../configuration/StepList";

export function VersionSteps({ id }: { id: number }) {
  const { answer: steps } = useVersionSteps(id);
  return steps && steps.length > 0 ? <StepList steps={steps} /> : null;
}
