/** Makes members the way an operator does, signs them in and lets them speak over REST. */
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { RestClient } from "./RestClient";
import { secondStep } from "./secondStep";
import { signIn } from "./signIn";
import { sql } from "./sql";

export interface MemberOptions {
  /** Keys of the member's roles; the first is the active one. */
  roles: string[];
  name?: string;
  mustChangePassword?: boolean;
}

/** A member with what he needs to sign in. */
export interface Account {
  /** Id in config.members; `userId` is the one in auth.users. */
  id: string;
  userId: string;
  name: string;
  email: string;
  password: string;
  /** Key of the active role. */
  role: string;
}

/** A signed-in member: a REST client, and an actor for `db.as(member)`. */
export class Member extends RestClient implements Account {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly token: string;
  /** Secret of the second step; undefined when the role asks for none. */
  readonly totpSecret: string | undefined;

  constructor(who: Account, token: string, totpSecret?: string) {
    super({ authorization: `Bearer ${token}` });
    this.id = who.id;
    this.userId = who.userId;
    this.name = who.name;
    this.email = who.email;
    this.password = who.password;
    this.role = who.role;
    this.token = token;
    this.totpSecret = totpSecret;
  }
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

/** A new member, signed in; with the second step where the active role demands one. */
export async function aMember(options: MemberOptions): Promise<Member> {
  const account = await anAccount(options);
  const token = await signIn(account);
  const { rows } = await sql.query<{ key: string }>("select key from config.roles where requires_mfa");
  if (!rows.some(({ key }) => key === account.role)) return new Member(account, token);
  const step = await secondStep(token);
  return new Member(account, step.token, step.secret);
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
  const userId = answer.text("id");
  const shownName = name ?? `Member ${tag}`;
  const { rows } = await sql.query<{ id: string }>("select engine.add_member($1, $2, $3, $4) as id", [
    userId,
    shownName,
    roles,
    mustChangePassword ?? false,
  ]);
  const id = rows[0]?.id;
  const role = roles[0] ?? "";
  if (!id) throw new Error("engine.add_member returned no member");
  await sql.query(
    "update config.members set active_role_id = (select id from config.roles where key = $2) where id = $1",
    [id, role],
  );
  return { id, userId, name: shownName, email, password, role };
}
