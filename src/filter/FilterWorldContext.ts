/** What conditions may reach beyond an entity's own fields; filled where they bind others, as in row scopes. */
import { createContext } from "react";
import type { Label } from "../model/label";
import type { Entity } from "../model/snapshot";

/** A set of records that differs per member, such as his warehouses. */
export interface FilterVariable {
  key: string;
  label: Label;
  /** Whose records it holds. */
  entity: string;
}

export interface FilterWorld {
  /** Entities into which a path may lead; none = only the entity's own fields are offered. */
  entities: readonly Entity[];
  variables: readonly FilterVariable[];
}

export const FilterWorldContext = createContext<FilterWorld>({ entities: [], variables: [] });
