/** Makes a role for a browser journey the way the operator would. */
import { sql } from "../support/sql";

export interface MadeRole {
  id: string;
  key: string;
  label: string;
}

export interface Cell {
  entity: string;
  action: string;
  scope?: string;
  fields?: string[];
}

export async function aRole(label: string, cells: Cell[]): Promise<MadeRole> {
  const created = await sql.query<{ id: string }>(
    "select config.create_role(jsonb_build_object('en', $1::text, 'zh-CN', $1::text)) as id",
    [label],
  );
  const { rows } = await sql.query<{ id: string; key: string }>(
    "select id, key from config.roles where id = $1",
    [created.rows[0]?.id],
  );
  const made = rows[0];
  if (!made) throw new Error("config.create_role made no role");
  const permissions = cells.map(({ entity, action, scope = null, fields = null }) => ({
    entity,
    action,
    scope,
    fields,
  }));
  await saveCells(made.id, permissions);
  return { ...made, label };
}

/** Saves these permissions as somebody else would meanwhile. */
export async function saveCells(roleId: string, permissions: object[]): Promise<void> {
  await sql.query(
    "select config.save_role($1, (config.role_document($1) - 'version') || jsonb_build_object('permissions', $2::jsonb))",
    [roleId, JSON.stringify(permissions)],
  );
}

/** "orders read" and so on, sorted. */
export async function cellsOf(roleId: string): Promise<string[]> {
  const { rows } = await sql.query<{ cell: string }>(
    `select e.name || ' ' || p.action as cell from config.permissions as p
     join config.entities as e on e.id = p.entity_id where p.role_id = $1 order by 1`,
    [roleId],
  );
  return rows.map(({ cell }) => cell);
}
