/** The draft: changes of fields and entities that wait to be published together. */
import { parseDraft } from "./config/planStep";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};
const parseNothing = () => undefined;

export const useDraft = () => useConfigQuery("draft_page", noArguments, parseDraft);

/** All throw DataError. */
export function useDraftActions() {
  const publishing = useConfigAction("publish", Number);
  const emptying = useConfigAction("keep_draft", parseNothing);
  const dropping = useConfigAction("drop_from_draft", parseNothing);
  return {
    publishDraft: (note: string) => publishing.run({ note }),
    emptyDraft: () => emptying.run({ changes: [] }),
    dropChange: (id: number) => dropping.run({ change_id: id }),
    isPublishing: publishing.isRunning,
  };
}
