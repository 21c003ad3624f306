/** Saving and seeing views the way the app does: over REST. */
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { config, granted, label } from "./roleEditing";

export interface SeenView {
  id: string;
  sharing: string;
  owner: string;
  version: number;
  settings: Record<string, unknown>;
  isFavourite: boolean;
  isDefault: boolean;
  leftOut: string[];
}

export const saveView = (who: RestClient, id: string | null, view: object) =>
  config(who, "save_view", { view_id: id, view });

export const deleteView = (who: RestClient, id: string) => config(who, "delete_view", { view_id: id });

/** A new view of the notes; personal and a table unless told otherwise. */
export const aView = async (who: RestClient, view: object) =>
  String(await granted(saveView(who, null, { entity: "notes", label: label("A view"), ...view })));

/** The views of the notes that somebody sees. */
export async function viewsOf(who: RestClient): Promise<SeenView[]> {
  const entities: unknown = (await who.rest("/rpc/snapshot", { schema: "config" })).body;
  return [entities].flatMap(listIn("entities")).filter(isNotes).flatMap(listIn("views")).filter(isView);
}

const listIn = (key: string) => (value: unknown) => {
  const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(list) ? list.map((item): unknown => item) : [];
};
const isNotes = (value: unknown) =>
  typeof value === "object" && value !== null && Reflect.get(value, "name") === "notes";
const isView = (value: unknown): value is SeenView =>
  typeof value === "object" && value !== null && "settings" in value;

export const viewOf = async (who: RestClient, id: string) =>
  (await viewsOf(who)).find((view) => view.id === id);

/** What is stored, whoever may see it. */
export async function settingsOf(id: string): Promise<unknown> {
  const { rows } = await sql.query<{ settings: unknown }>("select settings from config.views where id = $1", [
    id,
  ]);
  return rows[0]?.settings;
}
