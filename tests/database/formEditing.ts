/** Designing the form of the notes the way the studio does: over REST. */
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { config, label } from "./roleEditing";

export interface RuleDraft {
  key: string;
  kind: string;
  fields: string[];
  condition: unknown;
  value?: unknown;
  message?: unknown;
  is_enforced?: boolean;
  is_enabled?: boolean;
}

/** Enforced and switched on unless told otherwise. */
export const aRule = (draft: RuleDraft) => ({
  label: label(`Rule ${draft.key}`),
  value: null,
  message: null,
  is_enforced: true,
  is_enabled: true,
  ...draft,
});

export const aLayout = (...fields: string[]) => ({
  tabs: [
    {
      key: "main",
      label: label("Main"),
      sections: [{ key: "s1", label: null, columns: 2, fields: fields.map((name) => ({ name })) }],
    },
  ],
  hidden: [],
});

export const saveForm = (who: RestClient, document: object, entity = "notes") =>
  config(who, "save_form", { entity, document: { layouts: [], rules: [], ...document }, note: "" });

export const saveRules = (who: RestClient, ...rules: RuleDraft[]) =>
  saveForm(who, { rules: rules.map(aRule) });

/** A rule's condition that concerns only the notes of one test. */
export const titled = (start: string) => ({ field: "title", op: "starts_with", value: start });

export const needsPlace: RuleDraft = {
  key: "place",
  kind: "require",
  fields: ["place_id"],
  condition: titled("Req"),
};

/** Triggers on the notes that rules of the form ask for. */
export async function formTriggers() {
  const { rows } = await sql.query<{ name: string }>(
    "select tgname as name from pg_trigger where tgrelid = 'public.notes'::regclass and tgname like '%form rules' order by 1",
  );
  return rows.map(({ name }) => name);
}
