/** Whether a change is one of a form. */
import type { RoleChanges } from "../../data/config/roleReview";

export const isOfForm = ({ settings }: RoleChanges) =>
  settings.some(({ setting }) => setting === "form_layout" || setting === "form_rule");
