/** Undoes a batch, or what a member did in some time; first as a rehearsal. */
import { useInvalidate } from "@refinedev/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { parseUndoReview, type UndoReview } from "./config/batches";
import { useConnection } from "./ConnectionContext";
import { databaseError } from "./databaseError";
import { configKey } from "./useConfigQuery";
import { useSnapshot } from "./useSnapshot";

/** Times are moments in ISO form. */
export type UndoSubject = { batch: string } | { member: string; since: string; until: string };

/** What others changed since stays, or is overwritten. */
export type ConflictChoice = "keep" | "overwrite";

const argsOf = (subject: UndoSubject, conflicts: ConflictChoice) =>
  "batch" in subject
    ? { p_batch: subject.batch, p_conflicts: conflicts }
    : { p_member: subject.member, p_since: subject.since, p_until: subject.until, p_conflicts: conflicts };

/** Both functions throw DataError. */
export function useUndo() {
  const { configuration } = useConnection();
  const { snapshot } = useSnapshot();
  const invalidate = useInvalidate();
  const queryClient = useQueryClient();

  const call = useCallback(
    async (name: string, subject: UndoSubject, conflicts: ConflictChoice): Promise<UndoReview> => {
      const answer = await configuration.rpc(name, argsOf(subject, conflicts));
      if (answer.error) throw databaseError(answer.status, answer.error);
      return parseUndoReview(answer.data as unknown);
    },
    [configuration],
  );

  return useMemo(
    () => ({
      review: (subject: UndoSubject, conflicts: ConflictChoice) =>
        call("batch" in subject ? "review_undo" : "review_undo_work", subject, conflicts),
      undo: async (subject: UndoSubject, conflicts: ConflictChoice) => {
        const done = await call("batch" in subject ? "undo_batch" : "undo_work", subject, conflicts);
        await Promise.all([
          ...(snapshot?.entities ?? []).map(({ name }) =>
            invalidate({ resource: name, invalidates: ["resourceAll"] }),
          ),
          queryClient.invalidateQueries({ queryKey: configKey }),
        ]);
        return done;
      },
    }),
    [call, invalidate, queryClient, snapshot],
  );
}
