/** The answers of config.fields_page() and config.entities_page(). */
import type { FieldAccess } from "../../model/fieldChange";
import type { Label } from "../../model/label";
import type { Field, FieldTypeName, RoleSummary } from "../../model/snapshot";

export interface StudioFieldRow extends Field, FieldAccess {
  /** As Postgres writes it. */
  columnType: string;
  /** SQL of the default. */
  default: string | null;
  isIndexed: boolean;
  /** Added in the app, so its column may change. */
  isMadeHere: boolean;
}

export interface TrashedField {
  name: string;
  label: Label;
  type: FieldTypeName;
  at: string;
}

export interface FieldsPageAnswer {
  entity: {
    name: string;
    label: Label;
    icon: string | null;
    group: string | null;
    isHidden: boolean;
    titleField: string;
    /** Came with the app, was created in it, or is a table that was taken in. */
    origin: "app" | "created" | "adopted";
    help: Label | null;
  };
  fields: StudioFieldRow[];
  /** Those that may read the entity. */
  roles: (RoleSummary & { mayEdit: boolean })[];
  /** Who sees and edits a new field when nobody says so. */
  access: { money: FieldAccess; other: FieldAccess };
  targets: { name: string; label: Label }[];
  trash: TrashedField[];
}

export const parseFieldsPage = (answer: unknown) => answer as FieldsPageAnswer;

export interface EntityRow {
  name: string;
  label: Label;
  icon: string | null;
  group: string | null;
  position: number;
  isHidden: boolean;
  fields: number;
  trash: number;
}

/** A table of schema public that the app does not show. */
export interface AdoptableTable {
  name: string;
  label: Label;
  rows: number;
  /** Why it cannot be taken in. */
  problem: "not_owned" | "unusual_name" | "no_primary_key" | null;
}

export interface TrashedEntity {
  name: string;
  label: Label;
  at: string;
}

export interface EntitiesPageAnswer {
  entities: EntityRow[];
  trash: TrashedEntity[];
  tables: AdoptableTable[];
}

export const parseEntitiesPage = (answer: unknown) => answer as EntitiesPageAnswer;
