/** What every part of the role page needs to know: entities, scopes, variables, operations. */
import { createContext, useContext } from "react";
import type { StudioRole } from "../../data/config/rolesPage";
import type { StudioWorld } from "../StudioWorld";

export interface RoleWorld extends StudioWorld {
  /** As it is saved, with its members. */
  role: StudioRole;
}

export const RoleWorldContext = createContext<RoleWorld | undefined>(undefined);

export function useRoleWorld(): RoleWorld {
  const world = useContext(RoleWorldContext);
  if (!world) throw new Error("useRoleWorld needs a RoleWorldContext above it");
  return world;
}
