/** Names that are SQL, roles of Postgres, too long, or no letters at all: stored as they are or refused, never obeyed. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { config, document, granted, label, truth } from "./target";

let admin: Member;

const names = [
  "service_role",
  "postgres",
  "authenticated",
  '"; drop table public.orders; --',
  "'); drop role bo_admin; --",
  "x' or true --",
  "pg_read_all_data",
  "../../../etc/passwd",
  "<script>alert(1)</script>",
  "%I %L %s $1 \\' E'\\x",
  "退货专员",
  "🦊🦊🦊",
  "\u202Eedoc",
  "Robert'); -- 角色",
  "a".repeat(200),
];
const tooLong = "a".repeat(300);

const postgresRoles =
  "select string_agg(rolname || rolsuper || rolcanlogin, ',' order by rolname) from pg_roles where rolname not like 'bo\\_%'";
const tables =
  "select count(*) from pg_class where relnamespace in ('public'::regnamespace, 'config'::regnamespace)";

beforeAll(async () => {
  admin = await aMember({ roles: ["admin"] });
});

describe("the name of a role", () => {
  it.each(names)("is kept as it is and names a role of its own in Postgres: %j", async (name) => {
    const before = [await truth(postgresRoles), await truth(tables)];

    const id = await granted(config(admin, "create_role", { label: label(name) }));
    await granted(config(admin, "save_role", { role_id: id, document, note: name }));

    const key = String(await truth("select key from config.roles where id = $1", id));
    expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(await truth("select label ->> 'en' from config.roles where id = $1", id)).toBe(name);
    expect(
      await truth(
        "select rolcanlogin or rolinherit or rolsuper from pg_roles where rolname = $1",
        `bo_${key}`,
      ),
    ).toBe(false);
    expect(
      await truth("select count(*) from pg_auth_members as m where m.member = to_regrole($1)", `bo_${key}`),
    ).toBe(0);
    expect([await truth(postgresRoles), await truth(tables)]).toEqual(before);
    await granted(config(admin, "delete_role", { role_id: id }));
    expect(await truth("select to_regrole($1)::text", `bo_${key}`)).toBeNull();
  });

  it.each([tooLong, "", "  ", 7, null, ["x"]])("is refused: %j", async (name) => {
    const answer = await config(admin, "create_role", { label: { en: name, "zh-CN": name } });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_label"]);
  });
});

describe("the name of a scope", () => {
  const condition = { field: "channel_id", op: "in", variable: "my_channels" };

  it.each(names)("is kept as it is: %j", async (name) => {
    const id = await granted(config(admin, "save_scope", { scope_id: null, label: label(name), condition }));

    expect(await truth("select key from config.scopes where id = $1", id)).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    expect(await truth("select label ->> 'en' from config.scopes where id = $1", id)).toBe(name);
    await granted(config(admin, "delete_scope", { scope_id: id }));
  });

  it.each(['"; drop table orders', tooLong, "Service_Role", "1st", "x y", "", "🦊"])(
    "is no key: %j",
    async (key) => {
      const id = await granted(config(admin, "create_role", { label: label("Scoped") }));
      const answer = await config(admin, "save_role", {
        role_id: id,
        document: { permissions: [], new_scopes: [{ key, label: label("x"), condition }] },
      });

      expect([answer.status, answer.reason]).toEqual([400, "invalid_name"]);
      await granted(config(admin, "delete_role", { role_id: id }));
    },
  );
});

describe("names inside a document", () => {
  const evil = [
    'orders"; drop table public.orders; --',
    "orders') or true --",
    "pg_catalog.pg_authid",
    tooLong,
    "🦊",
  ];
  const read = (more: Record<string, unknown>) => ({
    entity: "orders",
    action: "read",
    fields: null,
    ...more,
  });

  it.each(evil)("lead nowhere as entity, field, scope, operation or action: %j", async (name) => {
    const id = await granted(config(admin, "create_role", { label: label("Evil") }));
    const save = (values: Record<string, unknown>) =>
      config(admin, "save_role", { role_id: id, document: { permissions: [], ...values } });
    const attempts: [answer: Awaited<ReturnType<typeof save>>, reason: string][] = [
      [await save({ permissions: [read({ entity: name })] }), "unknown_entity"],
      [await save({ permissions: [read({ fields: [name] })] }), "unknown_field"],
      [await save({ permissions: [read({ scope: name })] }), "unknown_scope"],
      [await save({ operations: [name] }), "unknown_operation"],
      [
        await save({ permissions: [read({ action: "create", presets: { [name]: { value: 1 } } })] }),
        "invalid_preset",
      ],
    ];

    for (const [answer, reason] of attempts) expect([answer.status, answer.reason]).toEqual([400, reason]);
    expect((await save({ permissions: [read({ action: name })] })).status).toBe(400);
    await granted(config(admin, "delete_role", { role_id: id }));
  });

  it.each([
    { field: "id) or true --", op: "eq", value: 1 },
    { field: "buyer_note", op: "eq) or (true", value: 1 },
    { field: "channel_id", op: "in", variable: "my_channels') or true --" },
    { field: "channel_id", op: "eq", value: "1) or (true" },
    { field: "channel_id.id) or true --", op: "eq", value: 1 },
    { exists: "order_lines.order_id) or true --", where: { all: [] } },
    { exists: "pg_catalog.pg_authid", where: { all: [] } },
    { sql: "true" },
    "true",
    { all: "true" },
    { not: "true" },
  ])("are no condition: %j", async (condition) => {
    const id = await granted(config(admin, "create_role", { label: label("Evil") }));
    const answer = await config(admin, "save_role", {
      role_id: id,
      document: {
        permissions: [read({ scope: "evil_scope" })],
        new_scopes: [{ key: "evil_scope", label: label("x"), condition }],
      },
    });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_condition"]);
    await granted(config(admin, "delete_role", { role_id: id }));
  });

  it("are values in a condition: what looks like SQL finds only itself", async () => {
    const value = "x' or true or '' = '";
    const id = String(await granted(config(admin, "create_role", { label: label("Literal") })));
    const reading = (op: string) => ({
      permissions: [read({ fields: ["order_no", "buyer_note"], scope: `literal_${op}` })],
      new_scopes: [
        { key: `literal_${op}`, label: label("x"), condition: { field: "buyer_note", op, value } },
      ],
    });
    const member = await aMember({
      roles: [String(await truth("select key from config.roles where id = $1", id))],
    });

    for (const op of ["eq", "contains", "starts_with"]) {
      await granted(config(admin, "save_role", { role_id: id, document: reading(op) }));
      expect((await member.rest("/orders?select=id")).rows).toEqual([]);
    }
  });
});

describe("the name of a choice", () => {
  it.each([...names, tooLong])("reaches the app as it was written: %j", async (name) => {
    const client = await sql.connect();
    try {
      await client.query("begin");
      const choices = [{ value: name, label: label(name), color: "default" }];
      await client.query("select engine.describe_field('orders', 'cancelled_by', $1)", [
        JSON.stringify({ type: "choice", choices }),
      ]);
      const { rows } = await client.query(
        `select f.options -> 'choices' as choices from config.fields as f join config.entities as e on e.id = f.entity_id
         where e.name = 'orders' and f.name = 'cancelled_by'`,
      );
      expect(rows).toEqual([{ choices }]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
