/** View, edit, manage: three levels of the same order; and what changes acts on the next request. */
import { describe, expect, it } from "vitest";
import { aMember, anAccount, Member } from "../support/members";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert } from "./shop";
import { aWarehouseClerk, aWorld } from "./world";

const anyOrder = () => committed(async (db) => anOrder(db, await aShop(db), { lifecycle: "draft" }));

const roleId = "(select id from config.roles where key = $2)";

/** What somebody else, an admin, does while the member is signed in. */
async function giveRole(member: Member, role: string): Promise<void> {
  await sql.query(`insert into config.member_roles values ($1, ${roleId}) on conflict do nothing`, [
    member.id,
    role,
  ]);
  await sql.query(`update config.members set active_role_id = ${roleId} where id = $1`, [member.id, role]);
  await sql.query(`delete from config.member_roles where member_id = $1 and role_id <> ${roleId}`, [
    member.id,
    role,
  ]);
}

async function tryAll(member: Member): Promise<Record<string, boolean>> {
  const order = await anyOrder();
  const path = `/orders?id=eq.${order}`;
  const list = await member.rest(`${path}&select=id`);
  const update = await member.rest(path, { method: "PATCH", body: { ship_city: "上海市" } });
  const remove = await member.rest(path, { method: "DELETE" });
  const { rows } = await sql.query<{ ship_city: string }>(
    "select ship_city from public.orders where id = $1",
    [order],
  );
  return {
    list: list.status === 200 && list.rows.length === 1,
    update: update.status === 204 && rows[0]?.ship_city !== "杭州市",
    delete: remove.status === 204 && rows.length === 0,
  };
}

describe("levels", () => {
  it.each([
    ["viewer", { list: true, update: false, delete: false }],
    ["customer_service", { list: true, update: true, delete: false }],
    ["manager", { list: true, update: true, delete: true }],
    ["admin", { list: true, update: true, delete: true }],
  ])("S2 %s passes exactly %j", async (role, expected) => {
    expect(await tryAll(await aMember({ roles: [role] }))).toEqual(expected);
  });

  it("S2 a manager makes a draft order whose amounts come from its lines", async () => {
    const shop = await committed(aShop);
    const manager = await aMember({ roles: ["manager"] });
    const post = (path: string, body: object) =>
      manager.rest(path, { method: "POST", body, prefer: "return=representation" });

    const made = await post("/orders?select=id,order_no,status", {
      channel_id: shop.channel,
      ship_name: "李四",
    });
    const id = made.rows[0]?.id;
    const line = {
      order_id: id,
      line_no: 1,
      sku_id: shop.shirt,
      title: "衬衫",
      qty: 3,
      unit_price: 33.5,
      tax: 1.2,
    };

    expect(made.rows[0]?.status).toBe("draft");
    expect(made.rows[0]?.order_no).toMatch(/^SO-\d{6,}$/);
    expect((await post("/order_lines?select=id", line)).status).toBe(201);
    const { rows } = await manager.rest(`/orders?id=eq.${String(id)}&select=goods_total,grand_total`);
    expect(rows).toEqual([{ goods_total: 100.5, grand_total: 101.7 }]);
  });

  it("S2 an order that money or parcels hang on is not deleted by anybody", async () => {
    const order = await anyOrder();
    await committed((db) => insert(db, "payments", { order_id: order, method: "cash", amount: "1" }));
    const admin = await aMember({ roles: ["admin"] });

    const answer = await admin.rest(`/orders?id=eq.${order}`, { method: "DELETE" });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "23503" });
  });
});

describe("changes of rights", () => {
  it("S3 a downgraded member is refused on the very next request of the same session", async () => {
    const order = await anyOrder();
    const member = await aMember({ roles: ["customer_service"] });
    const edit = () =>
      member.rest(`/orders?id=eq.${order}`, { method: "PATCH", body: { ship_city: "上海市" } });

    expect((await edit()).status).toBe(204);
    await giveRole(member, "viewer");

    expect((await edit()).status).toBe(403);
    expect((await member.rest(`/orders?id=eq.${order}&select=ship_phone`)).status).toBe(403);
    expect((await member.rest(`/orders?id=eq.${order}&select=ship_phone_masked`)).status).toBe(200);
  });

  it("S3 a member cannot give himself the old role back", async () => {
    const member = await aMember({ roles: ["customer_service"] });
    const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'admin'");
    await giveRole(member, "viewer");

    const switched = await member.rpc("switch_role", { role_id: rows[0]?.id }, "config");
    const joined = await member.rest("/member_roles", {
      method: "POST",
      body: { member_id: member.id, role_id: rows[0]?.id },
      schema: "config",
    });

    expect(switched).toMatchObject({ status: 403, reason: "role_not_held" });
    expect(joined.status).toBe(403);
  });

  it("S3 S9 a second role counts only after switching, and never together with the first", async () => {
    const account = await anAccount({ roles: ["warehouse", "finance"] });
    const member = new Member(account, await signIn(account));
    const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'finance'");

    expect((await member.rest("/payments?select=amount&limit=1")).status).toBe(403);
    expect((await member.rpc("switch_role", { role_id: rows[0]?.id }, "config")).status).toBe(204);

    expect((await member.rest("/payments?select=amount&limit=1")).status).toBe(200);
    const ships = await member.rest("/shipments?id=eq.0", { method: "PATCH", body: { note: "x" } });
    expect(ships.status).toBe(403);
  });

  it("S3 a member whose warehouse is taken away loses its rows at once", async () => {
    const world = await aWorld();
    const clerk = await aWarehouseClerk([world.north]);
    const seen = async () => (await clerk.rest(`/orders?id=eq.${world.order}&select=id`)).rows.length;

    expect(await seen()).toBe(1);
    const elsewhere = await committed(aShop);
    await sql.query("update config.member_values set record_id = $2 where member_id = $1", [
      clerk.id,
      elsewhere.north,
    ]);

    expect(await seen()).toBe(0);
  });
});
