/** Sends rows the way the import wizard does. */
import { randomBytes } from "node:crypto";
import type { RestClient } from "../support/RestClient";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import { aMemberWith, config, granted, twoPlaces } from "./roleEditing";

export type ImportRow = [number, Record<string, unknown>];

export interface ImportOrder {
  rows: ImportRow[];
  fields: string[];
  entity?: string;
  mode?: "create" | "skip" | "upsert" | "update";
  identifiers?: string[];
  fingerprint?: string;
  memory?: Record<string, string>;
}

export interface ImportResult {
  rows: number;
  matched: number;
  created: number;
  updated: number;
  problems: { row: number; code?: string; message: string; details?: string }[];
  isDone: boolean;
  batch: string | null;
}

export const begin = (who: RestClient, { rows, entity = "notes", ...order }: ImportOrder) =>
  config(who, "begin_import", {
    entity,
    request: {
      file: "notes.csv",
      fingerprint: randomBytes(8).toString("hex"),
      mode: "create",
      identifiers: [],
      ...order,
      rows: rows.length,
    },
  });

const isBegun = (value: unknown): value is { import: string; last: number } =>
  typeof value === "object" && value !== null && "import" in value && "last" in value;

const isResult = (value: unknown): value is ImportResult =>
  typeof value === "object" && value !== null && "problems" in value;

export async function begun(who: RestClient, order: ImportOrder) {
  const answer = await granted(begin(who, order));
  if (!isBegun(answer)) throw new Error("config.begin_import answered something else");
  return answer;
}

export const stage = (who: RestClient, id: string, rows: ImportRow[]) =>
  config(who, "stage_rows", { import: id, rows });

export const run = (who: RestClient, id: string, more: object = {}) =>
  config(who, "run_import", { import: id, is_rehearsal: false, ...more });

/** Announces and sends the rows; the answer is the id of the import. */
export async function staged(who: RestClient, order: ImportOrder): Promise<string> {
  const { import: id } = await begun(who, order);
  for (let at = 0; at < order.rows.length; at += 5000) {
    await granted(stage(who, id, order.rows.slice(at, at + 5000)));
  }
  return id;
}

export async function ran(who: RestClient, id: string, more: object = {}): Promise<ImportResult> {
  const answer = await granted(run(who, id, more));
  if (!isResult(answer)) throw new Error("config.run_import answered something else");
  return answer;
}

/** What came of rows that were sent and written. */
export const imported = async (who: RestClient, order: ImportOrder, more: object = {}) =>
  ran(who, await staged(who, order), more);

/** Members who import: one with conditions on rows and fields, one free of them; and two places. */
export async function importers() {
  const boss = await aMember({ roles: ["boss"] });
  const places = await twoPlaces();
  const writable = ["title", "place_id", "state"];
  const { member: importer } = await aMemberWith(boss, {
    permissions: [
      { entity: "places", action: "read" },
      { entity: "notes", action: "read", fields: ["no", "title", "place_id", "state"], scope: "own_places" },
      {
        entity: "notes",
        action: "create",
        fields: writable,
        scope: "own_places",
        validation: [
          {
            condition: { field: "title", op: "neq", value: "bad" },
            field: "title",
            message: { en: "Not bad", "zh-CN": "不行" },
          },
        ],
      },
      { entity: "notes", action: "update", fields: writable, scope: "own_places" },
      { entity: "notes", action: "import" },
    ],
  });
  const { member: free } = await aMemberWith(boss, {
    permissions: ["read", "create", "update", "import"].map((action) => ({ entity: "notes", action })),
  });
  await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [
    importer.id,
    places.north,
  ]);
  return { boss, importer, free, places };
}

export type Importers = Awaited<ReturnType<typeof importers>>;
