/** Other doors: schemas, tokens and headers that might make somebody else of the caller. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, asService, viewAs } from "../support/members";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";
import { aTarget, config, type Target } from "./target";

let target: Target;
const list = "/orders?select=id";

beforeAll(async () => {
  target = await aTarget();
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token with other claims and the signature of before. */
function altered(token: string, claims: Record<string, unknown>): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const own: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  return [header, encode({ ...Object(own), ...claims }), signature].join(".");
}

describe("another schema", () => {
  it.each([
    "engine",
    "auth",
    "pg_catalog",
    "information_schema",
    "extensions",
    "order_management",
    "storage",
  ])("cannot be reached: %s", async (schema) => {
    const read = await target.attacker.rest("/users?select=*", { schema });
    const call = await target.attacker.rpc("become", { role_name: "service_role" }, schema);

    for (const answer of [read, call])
      expect([answer.status, answer.text("code")]).toEqual([406, "PGRST106"]);
  });

  it("cannot be named in a path, a relation or a function", async () => {
    const paths = [
      "/engine.audit_entries",
      "/config.members",
      "/rpc/engine.uid",
      "/orders?select=id,auth.users(id)",
    ];

    for (const path of paths) {
      const { status } = await target.attacker.rest(path);
      expect({ path, isRefused: status >= 400 && status < 500 }).toEqual({ path, isRefused: true });
    }
  });

  it("shows no table of the configuration to anybody", async () => {
    const { rows } = await sql.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'config'::regnamespace and relkind in ('r', 'v')",
    );

    for (const { name } of rows) {
      for (const member of [target.attacker, target.admin]) {
        const read = await member.rest(`/${name}?select=*`, { schema: "config" });
        expect([name, read.status, read.text("code")]).toEqual([name, 403, "42501"]);
      }
    }
  });
});

describe("a token", () => {
  it.each([
    ["service_role", { role: "service_role" }],
    ["the database's owner", { role: "postgres" }],
    ["another app role", { role: "bo_admin" }],
    ["the second step", { aal: "aal2" }],
    ["a longer life", { exp: 4_102_444_800 }],
  ])("cannot be altered to %s", async (_, claims) => {
    const client = asAnon().with({ authorization: `Bearer ${altered(target.attacker.token, claims)}` });

    expect((await client.rest(list)).status).toBe(401);
  });

  it("cannot be without a signature, nor signed with the public key", async () => {
    const [, payload = ""] = target.attacker.token.split(".");
    for (const header of [{ alg: "none" }, { alg: "HS256" }, { alg: "ES256", kid: "../../etc/passwd" }]) {
      const token = `${encode(header)}.${payload}.${header.alg === "none" ? "" : encode("x")}`;
      const { status } = await asAnon()
        .with({ authorization: `Bearer ${token}` })
        .rest(list);
      expect({ header, status }).toEqual({ header, status: 401 });
    }
  });

  it("is worth nothing after signing out, and after all sessions were ended", async () => {
    const member = await aMember({ roles: [target.roleKey] });
    const again = asAnon().with({ authorization: `Bearer ${await signIn(member)}` });

    await member.send("/auth/v1/logout?scope=local", { method: "POST" });
    const signedOut = await member.rest(list);
    await config(target.admin, "end_sessions", { member_id: member.id });
    const ended = await again.rest(list);

    expect([signedOut.status, signedOut.reason]).toEqual([401, "session_ended"]);
    expect([ended.status, ended.reason]).toEqual([401, "session_ended"]);
  });

  it("of a user who is no member opens nothing", async () => {
    const member = await aMember({ roles: [target.roleKey] });
    await sql.query("delete from config.members where id = $1", [member.id]);

    const answer = await member.rest(list);

    expect([answer.status, answer.reason]).toEqual([403, "not_a_member"]);
  });
});

describe("a header", () => {
  const forged: Record<string, string>[] = [
    { role: "service_role" },
    { "x-role": "service_role", "x-hasura-role": "admin" },
    { "request.jwt.claims": '{"role":"service_role"}' },
    { "x-http-method-override": "GET" },
    { "x-forwarded-user": "postgres", "x-forwarded-for": "127.0.0.1" },
    { prefer: "tx=rollback, role=service_role, timezone=UTC" },
    { cookie: "role=service_role" },
  ];

  it.each(forged)("makes nobody else of the caller: %j", async (headers) => {
    const answer = await target.attacker.rest(list, { headers });

    expect(answer.rows).toEqual([{ id: target.seen }]);
    expect((await target.attacker.rest("/orders?select=ship_phone", { headers })).status).toBe(403);
  });

  it.each([
    "role:service_role",
    "role:bo_admin",
    "role:",
    "member:",
    "member:%",
    "'; reset role; --",
    "role:admin;member:x",
  ])("cannot look through eyes that are not there: %s", async (target_) => {
    const answer = await target.admin.with({ "x-view-as": target_ }).rest(list);

    expect([answer.status, answer.reason]).toEqual([403, "view_as_denied"]);
  });

  it("that looks through other eyes lets nothing be written, whatever the method", async () => {
    const eyes = viewAs(target.admin, `role:${target.roleKey}`);
    const attempts = [
      await eyes.rest(`/orders?id=eq.${target.seen}`, { method: "PATCH", body: { buyer_note: "x" } }),
      await eyes.rest(`/orders?id=eq.${target.seen}`, { method: "DELETE" }),
      await eyes.rest("/orders", { method: "POST", body: {} }),
      await config(eyes, "switch_role", { role_id: target.roleId }),
      await config(eyes, "save_role", { role_id: target.roleId, document: { permissions: [] } }),
    ];

    for (const { status, reason } of attempts) expect([status, reason]).toEqual([403, "view_as_read_only"]);
  });

  it("with a key that is no key is refused, and the publishable key alone opens nothing", async () => {
    const noKey = await target.attacker.with({ apikey: "sb_secret_guess" }).rest(list);
    const publishable = await asAnon().rest(list);
    const service = await asService().rest("/orders?select=id&limit=1");

    expect([noKey.status, publishable.status]).toEqual([401, 401]);
    expect(service.status).toBeLessThan(500);
  });
});
