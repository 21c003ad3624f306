/** What undoing would do, asked once: a rehearsal in the database, with the reader's own rights. */
import { useMemo } from "react";
import { parseUndoReview } from "./config/batches";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useConfigQuery } from "./useConfigQuery";
import { useSnapshot } from "./useSnapshot";
import type { UndoSubject } from "./useUndo";

const forbidden = 403;

export function useUndoReview(subject: UndoSubject) {
  const { snapshot } = useSnapshot();
  const isBatch = "batch" in subject;
  const args = isBatch
    ? { p_batch: subject.batch }
    : { p_member: subject.member, p_since: subject.since, p_until: subject.until };
  const { answer, error, isLoading } = useConfigQuery(
    { name: isBatch ? "review_undo" : "review_undo_work", isFrozen: true },
    args,
    parseUndoReview,
  );
  const refused = useMemo<DataError[]>(
    () =>
      (answer?.refused ?? []).map((problem) =>
        databaseError(forbidden, problem, {
          entity: snapshot?.entities.find(({ name }) => name === problem.entity),
          entities: snapshot?.entities,
        }),
      ),
    [answer, snapshot],
  );
  return { review: answer, refused, error, isLoading };
}
