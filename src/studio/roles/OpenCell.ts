/** The cell of the matrix whose finer points are open. */
import type { PermissionAction } from "../../model/roleDocument";

export interface OpenCell {
  entity: string;
  action: PermissionAction;
}
