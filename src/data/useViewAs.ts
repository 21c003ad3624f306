/** Look through another role's or member's eyes, read-only, in this tab. */
import { useCallback } from "react";
import { useReloadWorld } from "./useReloadWorld";
import { useSnapshot } from "./useSnapshot";
import { viewAsStore } from "./viewAsStore";

export function useViewAs() {
  const { snapshot } = useSnapshot();
  const reloadWorld = useReloadWorld();

  /** `target` is "role:<key>" or "member:<uuid>"; undefined = one's own eyes again. */
  const viewAs = useCallback(
    async (target: string | undefined) => {
      viewAsStore.set(target);
      await reloadWorld();
    },
    [reloadWorld],
  );

  return { current: snapshot?.viewAs ?? null, viewAs };
}
