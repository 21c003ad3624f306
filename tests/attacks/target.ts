/** What the attacks are after: a role that sees some fields of the orders of one channel, and a member who wants more. */
import { randomBytes } from "node:crypto";
import { committed, anOrder, aShop, insert, type Shop } from "../order-management/shop";
import { aMember, type Member } from "../support/members";
import type { RestAnswer, RestClient } from "../support/RestClient";
import { sql } from "../support/sql";

export interface Target {
  admin: Member;
  attacker: Member;
  roleId: string;
  roleKey: string;
  shop: Shop;
  /** Order in the attacker's channel, and one in another. */
  seen: number;
  hidden: number;
  hiddenLine: number;
  /** Telephone number of both orders, which the role may not read. */
  phone: string;
}

/** Calls a function of schema config. */
export const config = (client: RestClient, name: string, values: Record<string, unknown> = {}) =>
  client.rpc(name, values, "config");

/** The answer of a call that must succeed. */
export async function granted(answer: Promise<RestAnswer>): Promise<unknown> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`expected success, got ${status}: ${JSON.stringify(body)}`);
  return body;
}

export const label = (en: string) => ({ en, "zh-CN": en });

/** Fields of orders that the role reads; the telephone number is not among them. */
export const readable = ["order_no", "channel_id", "lifecycle", "ship_name", "ship_city", "buyer_note"];

export const document = {
  permissions: [
    { entity: "orders", action: "read", fields: readable, scope: "own_channels" },
    { entity: "orders", action: "update", fields: ["buyer_note"], scope: "own_channels" },
    {
      entity: "order_lines",
      action: "read",
      fields: ["order_id", "title", "qty"],
      scope: "order_is_visible",
    },
    { entity: "order_links", action: "create", fields: null, scope: null },
  ],
  operations: [],
};

export async function aRole(admin: Member, draft: Record<string, unknown>) {
  const key = `a${randomBytes(5).toString("hex")}`;
  const id = String(await granted(config(admin, "create_role", { label: label(key) })));
  await granted(config(admin, "save_role", { role_id: id, document: draft }));
  return { id, key };
}

/** Gives a member channels of his own. */
export const giveChannels = (admin: Member, member: Member, channels: number[]) =>
  granted(
    config(admin, "update_member", { member_id: member.id, changes: { values: { my_channels: channels } } }),
  );

export async function aTarget(): Promise<Target> {
  const rows = await committed(async (db) => {
    const shop = await aShop(db);
    const seen = await anOrder(db, shop);
    const channel = await insert(db, "channels", { code: `x${shop.tag}`, shop_name: "Elsewhere" });
    const hidden = await anOrder(db, { ...shop, channel });
    const hiddenLine = Number(
      await db.value("select id from public.order_lines where order_id = $1 order by id limit 1", hidden),
    );
    return { shop, seen, hidden, hiddenLine };
  });
  const admin = await aMember({ roles: ["admin"] });
  const role = await aRole(admin, document);
  const attacker = await aMember({ roles: [role.key] });
  await giveChannels(admin, attacker, [rows.shop.channel]);
  return { admin, attacker, roleId: role.id, roleKey: role.key, phone: "13812345678", ...rows };
}

/** One value that only the owner of the database sees. */
export async function truth(statement: string, ...values: unknown[]): Promise<unknown> {
  const { rows } = await sql.query<Record<string, unknown>>(statement, values);
  return Object.values(rows[0] ?? {})[0];
}
