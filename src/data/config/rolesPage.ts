/** The answer of config.roles_page(): all that the role pages need, also what the reader himself may not read. */
import type { Condition } from "../../model/condition";
import type { Label } from "../../model/label";
import type { PermissionAction } from "../../model/roleDocument";
import type { ConfigurationRight, FieldOptions, FieldTypeName, Relation } from "../../model/snapshot";

export interface StudioRole {
  id: string;
  key: string;
  label: Label;
  rank: number;
  requires_mfa: boolean;
  can_view_as: boolean;
  may_configure: ConfigurationRight[];
  is_active: boolean;
  members: { id: string; name: string }[];
  /** Names of the entities that it may read. */
  entities: string[];
  /** How many operations it may run. */
  operations: number;
}

export interface StudioField {
  name: string;
  label: Label;
  type: FieldTypeName;
  is_generated: boolean;
  is_read_only: boolean;
  is_hidden: boolean;
  options?: FieldOptions | null;
  relation?: Relation | null;
}

export interface StudioEntity {
  name: string;
  label: Label;
  /** Key of a navigation group. */
  group: string | null;
  position: number;
  fields: StudioField[];
}

export interface StudioOperation {
  name: string;
  label: Label;
  entity: string | null;
}

export interface StudioVariable {
  key: string;
  label: Label;
  /** Whose records it holds. */
  entity: string;
}

export interface StudioScope {
  id: string;
  key: string;
  label: Label;
  condition: Condition;
  used_by: { role: string; entity: string; action: PermissionAction }[];
}

export interface RolesPageAnswer {
  roles: StudioRole[];
  entities: StudioEntity[];
  operations: StudioOperation[];
  variables: StudioVariable[];
  scopes: StudioScope[];
}

export const parseRolesPage = (answer: unknown) => answer as RolesPageAnswer;
