/** The list's state, kept in the address so that a link is a view and Back goes back. */
import { useCallback, useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import { decodeListState, encodeListState, type ListState } from "./listState";

/** `change` merges; anything but a new page starts again at page 1. `replace` keeps Back short while typing. */
export function useListState() {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => decodeListState(search), [search]);

  const change = useCallback(
    (changes: Partial<ListState>, options: { replace?: boolean } = {}) => {
      const next = { ...state, page: 1, ...changes };
      void navigate({ pathname, search: encodeListState(next) }, { replace: options.replace ?? false });
    },
    [state, pathname, navigate],
  );

  return { state, change };
}
