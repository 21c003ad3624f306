/** What the pages about roles are drawn from, with entities that filters understand. */
import type { RolesPageAnswer } from "../data/config/rolesPage";
import type { Entity } from "../model/snapshot";

export interface StudioWorld extends Omit<RolesPageAnswer, "entities"> {
  entities: Entity[];
}
