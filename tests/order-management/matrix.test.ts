/** Every role against every table over REST: each cell of the matrix as written, and reserved columns for nobody. */
import { beforeAll, describe, expect, it } from "vitest";
import type { RestAnswer } from "../support/RestClient";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { matrix, reserved, type Role, roles } from "./matrix";

const members = new Map<Role, Member>();
const columns = new Map<string, string[]>();

beforeAll(async () => {
  for (const role of roles) members.set(role, await aMember({ roles: [role] }));
  const { rows } = await sql.query<{ table_name: string; names: string[] }>(
    "select table_name, array_agg(column_name) as names from engine.columns group by 1",
  );
  for (const { table_name, names } of rows) columns.set(table_name, names);
});

/** The privilege is missing; a row that the policy or a constraint refuses is another matter. */
const isDenied = ({ status, body }: RestAnswer) =>
  status === 403 && JSON.stringify(body).includes("permission denied for table");

/** Postgres never lets anybody write what it computes itself. */
const isComputed = ({ status, body }: RestAnswer) =>
  status === 400 && JSON.stringify(body).includes('"428C9"');

function memberOf(role: Role): Member {
  const member = members.get(role);
  if (!member) throw new Error(`nobody is ${role}`);
  return member;
}

/** Nothing is touched: an empty row is never complete, and there is no record 0. */
async function rightsOver(entity: string, role: Role): Promise<string> {
  const member = memberOf(role);
  const none = `/${entity}?id=eq.0`;
  const read = await member.rest(`/${entity}?select=id&limit=1`);
  const create = await member.rest(`/${entity}`, { method: "POST", body: {} });
  const update = await Promise.all(
    (columns.get(entity) ?? []).map((column) =>
      member.rest(none, { method: "PATCH", body: { [column]: null } }),
    ),
  );
  const remove = await member.rest(none, { method: "DELETE" });
  return [
    read.status === 200 ? "r" : "",
    isDenied(create) ? "" : "c",
    update.some(({ status }) => status === 204) ? "u" : "",
    remove.status === 204 ? "d" : "",
  ].join("");
}

describe("S8 S7 S6 S5 S2 matrix of roles and tables", () => {
  it("names every table of the app", async () => {
    const { rows } = await sql.query<{ name: string }>("select name from config.entities order by name");

    expect(matrix.map(({ entity }) => entity).sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it.each(matrix)("S8 $entity", async ({ entity, rights }) => {
    const found = Object.fromEntries(
      await Promise.all(roles.map(async (role) => [role, await rightsOver(entity, role)] as const)),
    );

    expect(found).toEqual(rights);
  });
});

describe("S8 columns that only operations write", () => {
  it.each(Object.entries(reserved))("S8 %s", async (entity, names) => {
    expect(names.filter((name) => !columns.get(entity)?.includes(name))).toEqual([]);
    for (const role of roles) {
      for (const column of names) {
        const answer = await memberOf(role).rest(`/${entity}?id=eq.0`, {
          method: "PATCH",
          body: { [column]: null },
        });
        expect({ role, column, isRefused: isDenied(answer) || isComputed(answer) }).toEqual({
          role,
          column,
          isRefused: true,
        });
      }
    }
  });

  it.each(["lifecycle", "grand_total", "paid_total", "order_no", "warehouse_ids", "hold_reasons"])(
    "S8 %s of an order is not even given when it is created",
    async (column) => {
      for (const role of roles) {
        const answer = await memberOf(role).rest("/orders", {
          method: "POST",
          body: { channel_id: 0, [column]: null },
        });
        expect({ role, denied: isDenied(answer) }).toEqual({ role, denied: true });
      }
    },
  );
});

describe("S7 money is nowhere to be seen in the warehouse", () => {
  it("S7 reads no column of money, price or cost in any table", async () => {
    const { rows } = await sql.query<{ table_name: string; column_name: string }>(
      `select table_name, column_name from engine.columns
       where type_name in ('numeric(14,2)', 'numeric(14,4)', 'numeric(16,6)', 'numeric(20,4)')
         or column_name in ('payment_status', 'payment_terms', 'split_plan', 'old_values', 'new_values')`,
    );

    expect(rows.length).toBeGreaterThan(50);
    for (const { table_name, column_name } of rows) {
      for (const query of [
        `select=${column_name}`,
        `select=id&${column_name}=not.is.null`,
        `select=id&order=${column_name}`,
        `select=${column_name}.sum()`,
      ]) {
        const path = `/${table_name}?${query}&limit=1`;
        const { status } = await memberOf("warehouse").rest(path);
        expect({ path, isRefused: status === 403 || status === 400 }).toEqual({ path, isRefused: true });
      }
    }
  });

  it.each([
    "/shipments?select=id,orders(grand_total)",
    "/shipments?select=id,shipments_cost:cost",
    "/order_lines?select=id,skus(price)",
    "/order_lines?select=id,...orders(paid_total)",
    "/fulfillment_orders?select=id,orders!inner(id)&orders.grand_total=gt.0",
    "/orders?select=id,payments(amount)",
    "/orders?select=id,order_lines(net)&order_lines.order=net",
  ])("S7 does not reach money by embedding: %s", async (path) => {
    expect((await memberOf("warehouse").rest(path)).status).toBe(403);
  });
});
