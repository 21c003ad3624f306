/** What can be done to a login: each change asks Postgres first, with the caller's own token. */
import { Refusal } from "./refusal.ts";
import { isObject, type Supabase } from "./Supabase.ts";

type Body = Record<string, unknown>;
type Change = (supabase: Supabase, body: Body) => Promise<unknown>;

export const changes: Record<string, Change> = {
  async create(supabase, body) {
    const [name, email, password] = [text(body, "name"), text(body, "email"), text(body, "password")];
    const roleIds = texts(body, "roles");
    await supabase.asMember("authorise_member_change", { change: "create", role_ids: roleIds });
    const user = await supabase.asService("/admin/users", "POST", { email, password, email_confirm: true });
    return admit(supabase, user, { name, role_ids: roleIds, must_change_password: true });
  },

  async invite(supabase, body) {
    const [name, email, roleIds] = [text(body, "name"), text(body, "email"), texts(body, "roles")];
    await supabase.asMember("authorise_member_change", { change: "invite", role_ids: roleIds });
    const user = await supabase.asService("/invite", "POST", { email, data: { name } });
    return admit(supabase, user, { name, role_ids: roleIds, must_change_password: false });
  },

  /** The membership stays without a login, so that history keeps the name. */
  async delete(supabase, body) {
    const memberId = text(body, "member");
    const userId = await userOf(supabase, "delete", memberId);
    await supabase.asMember("update_member", {
      member_id: memberId,
      changes: { isActive: false, roles: [] },
    });
    await supabase.asService(`/admin/users/${userId}`, "DELETE");
    return { id: memberId };
  },

  async reset_second_step(supabase, body) {
    const memberId = text(body, "member");
    const userId = await userOf(supabase, "reset_second_step", memberId);
    const factors = await supabase.asService(`/admin/users/${userId}/factors`, "GET");
    for (const factor of Array.isArray(factors) ? factors : []) {
      await supabase.asService(`/admin/users/${userId}/factors/${idOf(factor)}`, "DELETE");
    }
    await supabase.asMember("end_sessions", { member_id: memberId });
    return { id: memberId };
  },

  async set_password(supabase, body) {
    const [memberId, password] = [text(body, "member"), text(body, "password")];
    const userId = await userOf(supabase, "set_password", memberId);
    await supabase.asService(`/admin/users/${userId}`, "PUT", { password });
    await supabase.asMember("require_password_change", { member_id: memberId });
    await supabase.asMember("end_sessions", { member_id: memberId });
    return { id: memberId };
  },
};

/** A login that Postgres does not admit is taken back. */
async function admit(
  supabase: Supabase,
  user: unknown,
  membership: Record<string, unknown>,
): Promise<unknown> {
  const userId = idOf(user);
  try {
    return { id: await supabase.asMember("admit_member", { user_id: userId, ...membership }) };
  } catch (error) {
    await supabase.asService(`/admin/users/${userId}`, "DELETE");
    throw error;
  }
}

async function userOf(supabase: Supabase, change: string, memberId: string): Promise<string> {
  const allowed = await supabase.asMember("authorise_member_change", { change, member_id: memberId });
  if (!isObject(allowed) || typeof allowed.userId !== "string") {
    throw new Refusal(409, "no_login", "This member has no login any more");
  }
  return allowed.userId;
}

function idOf(value: unknown): string {
  if (!isObject(value) || typeof value.id !== "string")
    throw new Error("Supabase Auth answered without an id");
  return value.id;
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value.trim() === "") {
    throw new Refusal(400, "missing_value", `${name} is missing`);
  }
  return value.trim();
}

function texts(body: Body, name: string): string[] {
  const value = body[name];
  if (!Array.isArray(value) || value.length === 0 || !value.every((item) => typeof item === "string")) {
    throw new Refusal(400, "missing_value", `${name} is missing`);
  }
  return value;
}
