/** The state of the list, read from the address and written back to it. */
import { useCallback, useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import { rememberPreferences } from "./listPreferences";
import type { ListState } from "./listState";
import { readListState, writeListState } from "./listStateCodec";

interface ChangeOptions {
  /** Leaves no step for the Back button, as while somebody types. */
  isQuiet?: boolean;
}

export type ChangeListState = (changes: Partial<ListState>, options?: ChangeOptions) => void;

export function useListState(entity: string): { state: ListState; change: ChangeListState } {
  const location = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => readListState(location.search), [location.search]);

  const change = useCallback<ChangeListState>(
    (changes, { isQuiet = false } = {}) => {
      const narrows =
        "search" in changes || "condition" in changes || "sort" in changes || "pageSize" in changes;
      const next = { ...state, ...(narrows && { page: 1 }), ...changes };
      if ("fields" in changes || "density" in changes || "pageSize" in changes)
        rememberPreferences(entity, next);
      void navigate({ pathname: location.pathname, search: writeListState(next) }, { replace: isQuiet });
    },
    [entity, state, location.pathname, navigate],
  );

  return { state, change };
}
