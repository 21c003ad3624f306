/** A busy shop for races: few goods in a few places, many orders of a few buyers, and people of every role. */
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { manyOrders } from "../order-management/manyOrders";
import { aShop, committed, insert, type Shop } from "../order-management/shop";
import { receive } from "../order-management/splitting";

export type Job = "manager" | "finance" | "customer_service" | "warehouse";

export interface Ground extends Shop {
  orders: number[];
  warehouses: number[];
  people: Record<Job, Member[]>;
}

export interface GroundSize {
  orders: number;
  /** People per role. */
  people: number;
}

export async function aGround(size: GroundSize): Promise<Ground> {
  const team = (job: Job) =>
    Promise.all(Array.from({ length: size.people }, () => aMember({ roles: [job] })));
  const people = {
    manager: await team("manager"),
    finance: await team("finance"),
    customer_service: await team("customer_service"),
    warehouse: await team("warehouse"),
  };
  const made = await committed(async (db) => {
    const shop = await aShop(db);
    const named = (name: string) => ({ code: `${name}-${shop.tag}`, name: `${name} ${shop.tag}` });
    const warehouses = [shop.north, shop.south];
    for (const name of ["east", "west"]) warehouses.push(await insert(db, "warehouses", named(name)));
    const skus = [shop.shirt, shop.shoe];
    for (const name of ["hat", "sock", "belt", "scarf", "glove", "boot", "tie", "cap", "coat", "bag"]) {
      skus.push(await insert(db, "skus", { sku_code: `${name}-${shop.tag}`, name, cost: "12" }));
    }
    // Not enough for everybody, and unevenly: some orders are split, some have to wait.
    for (const [index, sku] of skus.entries()) {
      for (const [place, warehouse] of warehouses.entries()) {
        if ((index + place) % 3 > 0) await receive(db, [warehouse, sku], Math.ceil(size.orders / 8));
      }
    }
    await db.query(
      `update public.channels set confirms_when_paid = true, splits_when_paid = true, second_approval_above = 500
       where id = $1`,
      shop.channel,
    );
    const buyer = { name: `李四 ${shop.tag}`, phone: "13812345679", email: `b${shop.tag}@example.com` };
    const customers = [shop.customer, await insert(db, "customers", buyer)];
    const wanted = { skus, lines: 3, pieces: 4, customers };
    const yen = Math.ceil(size.orders / 5);
    const orders = [
      ...(await manyOrders(db, shop, { ...wanted, count: size.orders - yen })),
      ...(await manyOrders(db, shop, { ...wanted, count: yen, currency: "JPY" })),
    ];
    return { ...shop, orders, warehouses };
  });
  return { ...made, people };
}

/** Closes a warehouse for orders, or opens it again, as a manager would. */
export const setActive = ({ people }: Ground, warehouse: number, isActive: boolean) =>
  people.manager[0]?.rest(`/warehouses?id=eq.${warehouse}`, {
    method: "PATCH",
    body: { is_active: isActive },
  });

export const stockOf = async ({ warehouses }: Ground) =>
  (
    await sql.query<{ id: number }>("select id from public.stock where warehouse_id = any ($1)", [warehouses])
  ).rows.map(({ id }) => id);
