/** What a change without a role is about: the form or the views of an entity; else a named condition. */
import type { RoleChanges } from "../../data/config/roleReview";

export const isOfForm = ({ settings }: RoleChanges) =>
  settings.some(({ setting }) => setting === "form_layout" || setting === "form_rule");

export const isOfViews = ({ settings }: RoleChanges) => settings.some(({ setting }) => setting === "view");
