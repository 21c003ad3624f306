/** Versions of the configuration: the list, what one changed, and going back to one. */
import { useCallback, useState } from "react";
import { parseSteps } from "./config/planStep";
import { parseRoleChanges } from "./config/roleReview";
import { parseVersions } from "./config/versions";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

const pageSize = 50;
const parseNothing = () => undefined;

/** The newest versions, more on demand. */
export function useVersions() {
  const [limit, setLimit] = useState(pageSize);
  const args = { before_id: null, entry_limit: limit };
  const { answer: versions, ...query } = useConfigQuery("versions_page", args, parseVersions);
  const mayHaveMore = versions !== undefined && versions.length >= limit && limit < 4 * pageSize;
  return { ...query, versions, mayHaveMore, showMore: () => setLimit(limit + pageSize) };
}

/** What a version changed against the one before. */
export const useVersionChanges = (id: number) =>
  useConfigQuery("version_changes", { version_id: id }, parseRoleChanges);

/** What a version did to fields, entities and everything else. */
export const useVersionSteps = (id: number) =>
  useConfigQuery("version_steps", { version_id: id }, parseSteps);

export function useReviewVersion() {
  const { run } = useConfigAction("review_version", parseRoleChanges, { isQuestion: true });
  return useCallback((id: number) => run({ version_id: id }), [run]);
}

export function useRestoreVersion() {
  const { run, isRunning } = useConfigAction("restore_version", parseNothing);
  const restoreVersion = (id: number, note: string) => run({ version_id: id, note });
  return { restoreVersion, isRestoring: isRunning };
}
