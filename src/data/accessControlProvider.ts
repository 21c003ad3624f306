/** Answers Refine's "may I?" from the snapshot, without a request. The database decides anyway. */
import type { AccessControlProvider } from "@refinedev/core";
import type { Entity, Snapshot } from "../model/snapshot";

const readActions = new Set(["list", "show", "field"]);

const rightOf: Record<string, keyof Entity["actions"]> = {
  create: "create",
  clone: "create",
  edit: "update",
  update: "update",
  delete: "delete",
  export: "export",
  import: "import",
};

/** May the active role do this with this entity? Never true for what the snapshot does not have. */
export function canAccess(
  snapshot: Snapshot | undefined,
  entityName: string | undefined,
  action: string,
): boolean {
  const entity = snapshot?.entities.find(({ name }) => name === entityName);
  if (!entity) return false;
  if (readActions.has(action)) return true;
  const right = rightOf[action];
  if (!right) return false;
  // Whoever looks through other eyes can only read.
  if (snapshot?.viewAs && right !== "export") return false;
  return entity.actions[right];
}

export const createAccessControlProvider = (
  getSnapshot: () => Snapshot | undefined,
): AccessControlProvider => ({
  can: ({ resource, action }) => Promise.resolve({ can: canAccess(getSnapshot(), resource, action) }),
  options: {
    buttons: { enableAccessControl: true, hideIfUnauthorized: true },
    queryOptions: { staleTime: Infinity },
  },
});
