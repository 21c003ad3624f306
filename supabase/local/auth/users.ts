/** Reads users with their identities and factors. */
import type { JsonObject } from "./readBody";
import type { Db } from "./transaction";

export interface UserRow {
  id: string;
  aud: string | null;
  role: string | null;
  email: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_token: string | null;
  confirmation_sent_at: Date | null;
  confirmed_at: Date | null;
  recovery_token: string | null;
  recovery_sent_at: Date | null;
  email_change: string | null;
  email_change_token_new: string | null;
  email_change_token_current: string | null;
  email_change_sent_at: Date | null;
  email_change_confirm_status: number | null;
  reauthentication_token: string | null;
  reauthentication_sent_at: Date | null;
  last_sign_in_at: Date | null;
  raw_app_meta_data: JsonObject | null;
  raw_user_meta_data: JsonObject | null;
  created_at: Date | null;
  updated_at: Date | null;
  banned_until: Date | null;
  deleted_at: Date | null;
  is_anonymous: boolean;
}

export interface IdentityRow {
  id: string;
  provider_id: string;
  user_id: string;
  identity_data: JsonObject;
  provider: string;
  last_sign_in_at: Date | null;
  created_at: Date | null;
  updated_at: Date | null;
  email: string | null;
}

export interface FactorRow {
  id: string;
  user_id: string;
  created_at: Date;
  updated_at: Date;
  status: "unverified" | "verified";
  friendly_name: string | null;
  factor_type: string;
  secret: string | null;
  phone: string | null;
  last_challenged_at: Date | null;
}

export interface User extends UserRow {
  identities: IdentityRow[];
  factors: FactorRow[];
}

export async function findUserById(db: Db, id: string): Promise<User | undefined> {
  const { rows } = await db.query<UserRow>("select * from auth.users where id = $1", [id]);
  return (await withRelations(db, rows))[0];
}

/** Soft-deleted users carry no address, so they are never found here. */
export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const { rows } = await db.query<UserRow>(
    "select * from auth.users where email = $1 and is_sso_user = false and aud = 'authenticated'",
    [email.toLowerCase()],
  );
  return (await withRelations(db, rows))[0];
}

/** The same user as the database has it now; locked until the transaction ends. Users are locked before sessions. */
export async function lockUser(db: Db, id: string): Promise<User | undefined> {
  await db.query("select from auth.users where id = $1 for no key update", [id]);
  return findUserById(db, id);
}

export async function withRelations(db: Db, users: UserRow[]): Promise<User[]> {
  if (users.length === 0) return [];
  const ids = [users.map((user) => user.id)];
  const identities = await db.query<IdentityRow>(
    "select * from auth.identities where user_id = any ($1::uuid[]) order by created_at, id",
    ids,
  );
  const factors = await db.query<FactorRow>(
    "select * from auth.mfa_factors where user_id = any ($1::uuid[]) order by created_at, id",
    ids,
  );
  return users.map((user) => ({
    ...user,
    identities: identities.rows.filter((identity) => identity.user_id === user.id),
    factors: factors.rows.filter((factor) => factor.user_id === user.id),
  }));
}

export function isBanned(user: UserRow): boolean {
  return user.banned_until !== null && user.banned_until.getTime() > Date.now();
}

export function hasVerifiedFactor(user: User): boolean {
  return user.factors.some((factor) => factor.status === "verified");
}
