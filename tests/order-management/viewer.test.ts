/** Viewer and strangers: how business goes, without anybody's phone number, mail address or street. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, type Member, viewAs } from "../support/members";
import { sql } from "../support/sql";
import { aWorld, type World } from "./world";

let world: World;
let viewer: Member;

beforeAll(async () => {
  world = await aWorld();
  viewer = await aMember({ roles: ["viewer"] });
});

const secrets: [table: string, column: string][] = [
  ["orders", "ship_phone"],
  ["orders", "ship_street"],
  ["orders", "ship_zip"],
  ["orders", "merge_hash"],
  ["orders", "buyer_note"],
  ["customers", "phone"],
  ["customers", "email"],
  ["customers", "note"],
  ["suppliers", "phone"],
  ["suppliers", "email"],
  ["suppliers", "address"],
  ["order_events", "old_values"],
  ["order_events", "new_values"],
  ["payments", "provider_ref"],
  ["tracking_events", "description"],
  ["complaints", "description"],
  ["returns", "description"],
];

describe("viewer", () => {
  it("S82 reads orders with the masked phone", async () => {
    const answer = await viewer.rest(
      `/orders?id=eq.${world.order}&select=grand_total,ship_city,ship_phone_masked`,
    );

    expect(answer.rows).toEqual([
      { grand_total: 280, ship_city: "杭州市", ship_phone_masked: "138****5678" },
    ]);
    const people = await viewer.rest(`/customers?id=eq.${world.customer}&select=phone_masked`);
    expect(people.rows).toEqual([{ phone_masked: "138****5678" }]);
  });

  it.each(secrets)("S82 never learns %s.%s", async (table, column) => {
    const attempts = [
      `/${table}?select=${column}`,
      `/${table}?select=*`,
      `/${table}?select=id&${column}=not.is.null`,
      `/${table}?select=id&${column}=is.null`,
      `/${table}?select=id&order=${column}`,
      `/${table}?select=id&or=(id.eq.1,${column}.not.is.null)`,
      `/${table}?select=x:${column}::text`,
    ];

    for (const path of attempts)
      expect({ path, status: (await viewer.rest(path)).status }).toEqual({ path, status: 403 });
    expect((await viewer.rest(`/${table}?select=${column}.max()`)).status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    "/payments?select=id,orders(ship_phone)",
    "/shipments?select=id,orders!inner(id)&orders.ship_street=like.*a*",
    "/orders?select=id,customers(email)",
    "/orders?select=id,customers!inner(id)&customers.phone=like.138*",
    "/orders?select=id,customers(phone)&order=customers(phone)",
    "/order_lines?select=id,...orders(ship_phone)",
  ])("S82 cannot reach around by embedding: %s", async (path) => {
    expect((await viewer.rest(path)).status).toBe(403);
  });

  it.each([
    "customer_identities",
    "invoices",
    "outbox",
    "tasks",
    "rule_runs",
    "import_rows",
    "import_batches",
    "credits",
  ])("S82 reads nothing of %s", async (table) => {
    expect((await viewer.rest(`/${table}?select=id`)).status).toBe(403);
  });

  it("S82 is told in the snapshot what it may read, and that is no phone", async () => {
    const { body } = await viewer.rest("/rpc/snapshot", { schema: "config" });
    const text = JSON.stringify(body);

    for (const column of ['"ship_phone"', '"ship_street"', '"email"', '"provider_ref"', '"cost"']) {
      expect(text).not.toContain(`"name":${column}`);
      expect(text).not.toContain(`"name": ${column}`);
    }
  });
});

describe("view as", () => {
  it("S82 an admin who looks as a viewer reads what a viewer reads", async () => {
    const admin = await aMember({ roles: ["admin"] });
    const asViewer = viewAs(admin, "role:viewer");

    expect((await admin.rest(`/orders?id=eq.${world.order}&select=ship_phone`)).rows).toEqual([
      { ship_phone: "13812345678" },
    ]);
    expect((await asViewer.rest("/orders?select=ship_phone&limit=1")).status).toBe(403);
    expect((await asViewer.rest(`/orders?id=eq.${world.order}&select=ship_phone_masked`)).rows).toHaveLength(
      1,
    );
    const write = await asViewer.rest(`/orders?id=eq.${world.order}`, {
      method: "PATCH",
      body: { seller_note: "x" },
    });
    expect(write).toMatchObject({ status: 403, reason: "view_as_read_only" });
  });

  it("S82 nobody gets more by looking as someone else", async () => {
    for (const target of ["role:admin", "role:manager", "role:customer_service"] as const) {
      expect(await viewAs(viewer, target).rest("/orders?select=id&limit=1")).toMatchObject({
        status: 403,
        reason: "view_as_denied",
      });
    }
  });
});

it("S82 a stranger with the publishable key reads and writes no table", async () => {
  const { rows } = await sql.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')",
  );

  expect(rows.length).toBeGreaterThan(40);
  for (const { name } of rows) {
    for (const method of ["GET", "POST", "PATCH", "DELETE"] as const) {
      const path = method === "GET" ? `/${name}?limit=1` : `/${name}?id=eq.0`;
      const answer = await asAnon().rest(path, { method, ...(method === "GET" ? {} : { body: {} }) });
      expect({ name, method, status: answer.status }).toEqual({ name, method, status: 401 });
    }
  }
});
