/** The answer of config.translations_page(): every name of the configuration. */
import type { LabelPlace } from "../../model/fieldChange";
import type { Label } from "../../model/label";

export const nameKinds = [
  "entity",
  "field",
  "option",
  "view",
  "form",
  "rule",
  "message",
  "operation",
  "question",
  "role",
  "scope",
  "group",
  "variable",
  "workspace",
] as const;

export type NameKind = (typeof nameKinds)[number];

export interface TranslatedName extends LabelPlace {
  kind: NameKind;
  /** What the named thing belongs to. */
  parent: Label | null;
  label: Label;
}

export const parseTranslations = (answer: unknown) => (answer ?? []) as TranslatedName[];
