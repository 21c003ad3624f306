/** The state of the list, read from the address and written back to it. */
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { isPreference, rememberPreferences } from "./listPreferences";
import type { ListState } from "./listState";
import { readListState, writeListState } from "./listStateCodec";

interface ChangeOptions {
  /** Leaves no step for the Back button, as while somebody types. */
  isQuiet?: boolean;
}

export type ChangeListState = (changes: Partial<ListState>, options?: ChangeOptions) => void;

export function useListState(entity: string): { state: ListState; change: ChangeListState } {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => readListState(search), [search]);

  // Two changes may follow each other before the first has been drawn; the second must know of it.
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);

  const change = useCallback<ChangeListState>(
    (changes, { isQuiet = false } = {}) => {
      const narrows =
        "search" in changes || "condition" in changes || "sort" in changes || "pageSize" in changes;
      const next = { ...latest.current, ...(narrows && { page: 1 }), ...changes };
      // A saved view keeps its looks itself.
      if (next.view === undefined && Object.keys(changes).some(isPreference))
        rememberPreferences(entity, next);
      // Leaving a record may be refused by its form, so only the address says whether it happened.
      if (!("record" in changes)) latest.current = next;
      void navigate({ pathname, search: writeListState(next) }, { replace: isQuiet });
    },
    [entity, pathname, navigate],
  );

  return { state, change };
}
