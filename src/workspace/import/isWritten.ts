/** Whether an import writes a field, or finds records by it: the rule of the database, so that other columns stay out. */
import type { ImportSetup } from "../../data/importing";
import type { Field } from "../../model/snapshot";
import type { ImportSettings } from "./ImportSettings";

export const isWritten =
  ({ create, update }: ImportSetup, { mode, identifiers }: ImportSettings) =>
  ({ name }: Field): boolean =>
    identifiers.includes(name) ||
    (mode !== "update" && create.includes(name)) ||
    ((mode === "upsert" || mode === "update") && update.includes(name));
