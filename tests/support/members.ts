/** Makes members the way an operator does, signs them in and lets them speak over REST. */
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { RestClient } from "./RestClient";
import { sql } from "./sql";

export interface MemberOptions {
  /** Keys of the member's roles; the first is the active one. */
  roles: string[];
  name?: string;
  mustChangePassword?: boolean;
}

/** A signed-in member. */
export class Member extends RestClient {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;

  constructor(who: Account, token: string) {
    super({ authorization: `Bearer ${token}` });
    this.id = who.id;
    this.userId = who.userId;
    this.name = who.name;
    this.email = who.email;
    this.password = who.password;
    this.token = token;
  }
}

export interface Account {
  id: string;
  userId: string;
  name: string;
  email: string;
  password: string;
}

/** Somebody with the publishable key only. */
export function asAnon(): RestClient {
  return new RestClient({});
}

/** The secret key: what a trusted server may do. */
export function asService(): RestClient {
  return new RestClient({ apikey: inject("stack").secretKey });
}

/** The member looking through another one's eyes: `viewAs(admin, "role:warehouse")`. */
export function viewAs(member: RestClient, target: `role:${string}` | `member:${string}`): RestClient {
  return member.with({ "x-view-as": target });
}

/** A new member, signed in. */
export async function aMember(options: MemberOptions): Promise<Member> {
  const account = await anAccount(options);
  return new Member(account, await signIn(account));
}

/** A new member who has not signed in yet. */
export async function anAccount({ roles, name, mustChangePassword }: MemberOptions): Promise<Account> {
  const tag = randomBytes(6).toString("hex");
  const email = `${tag}@example.com`;
  const password = randomBytes(12).toString("base64url");
  const answer = await asService().send("/auth/v1/admin/users", {
    method: "POST",
    body: { email, password, email_confirm: true },
  });
  const userId = textOf(answer.body, "id");
  const shownName = name ?? `Member ${tag}`;
  const { rows } = await sql.query<{ id: string }>("select engine.add_member($1, $2, $3, $4) as id", [
    userId,
    shownName,
    roles,
    mustChangePassword ?? false,
  ]);
  const id = rows[0]?.id;
  if (!id) throw new Error("engine.add_member returned no member");
  return { id, userId, name: shownName, email, password };
}

/** Signs in with the password; the answer is the access token. */
export async function signIn({ email, password }: { email: string; password: string }): Promise<string> {
  const answer = await asAnon().send("/auth/v1/token?grant_type=password", {
    method: "POST",
    body: { email, password },
  });
  return textOf(answer.body, "access_token");
}

function textOf(body: unknown, key: string): string {
  const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, key) : undefined;
  if (typeof value !== "string") throw new Error(`no ${key} in ${JSON.stringify(body)}`);
  return value;
}
