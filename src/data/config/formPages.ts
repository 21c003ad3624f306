/** The answers of config.forms_page() and config.form_page(). */
import type { FormLayout, FormRule } from "../../model/form";
import type { Label } from "../../model/label";
import type { RoleSummary } from "../../model/snapshot";
import type { StudioFieldRow } from "./fieldsPage";
import type { StudioVariable } from "./rolesPage";

export interface FormsRow {
  name: string;
  label: Label;
  icon: string | null;
  group: string | null;
  isHidden: boolean;
  layouts: number;
  rules: number;
  enforced: number;
}

export const parseFormsPage = (answer: unknown) => answer as FormsRow[];

/** A layout for everybody (role null) or for one role. */
export interface RoleLayout {
  role: string | null;
  layout: FormLayout;
}

export interface FormDocument {
  layouts: RoleLayout[];
  rules: FormRule[];
}

export interface FormPageAnswer extends FormDocument {
  entity: string;
  label: Label;
  /** To be handed back, so that a second editor is noticed. */
  version: string;
  fields: StudioFieldRow[];
  roles: RoleSummary[];
  variables: StudioVariable[];
}

export const parseFormPage = (answer: unknown) => answer as FormPageAnswer;
