/** The changes of a user that several endpoints share. */
import { randomUUID } from "node:crypto";
import { clearAllTokens } from "./oneTimeTokens";
import type { JsonObject } from "./readBody";
import { endSessions } from "./sessions";
import type { Db } from "./transaction";
import type { User } from "./users";

export interface NewUser {
  id?: string | undefined;
  email: string;
  role?: string | undefined;
  /** Absent for invited people, who set one later. */
  passwordHash?: string | undefined;
  userMetadata?: JsonObject | undefined;
  appMetadata?: JsonObject | undefined;
}

/** A user with an email identity; not yet confirmed. Returns the id. */
export async function createUser(db: Db, user: NewUser): Promise<string> {
  const id = user.id ?? randomUUID();
  await db.query(
    `insert into auth.users
       (instance_id, id, aud, role, email, encrypted_password, raw_app_meta_data, raw_user_meta_data,
        confirmation_token, recovery_token, email_change, email_change_token_new, created_at, updated_at)
     values ('00000000-0000-0000-0000-000000000000', $1, 'authenticated', $2, $3, $4, $5, $6,
        '', '', '', '', now(), now())`,
    [
      id,
      user.role ?? "authenticated",
      user.email,
      user.passwordHash ?? "",
      JSON.stringify({ provider: "email", providers: ["email"], ...withoutNulls(user.appMetadata) }),
      JSON.stringify(withoutNulls(user.userMetadata)),
    ],
  );
  await setIdentityEmail(db, id, { email: user.email, isVerified: false });
  return id;
}

/** The address that the identity shows, made when the user has none yet. */
export async function setIdentityEmail(
  db: Db,
  userId: string,
  { email, isVerified }: { email: string; isVerified: boolean },
): Promise<void> {
  await db.query(
    `insert into auth.identities
       (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $2, jsonb_build_object('sub', $1::text, 'email', $3::text, 'email_verified', $4::boolean,
       'phone_verified', false), 'email', now(), now(), now())
     on conflict (provider_id, provider) do update
     set identity_data = auth.identities.identity_data || excluded.identity_data, updated_at = now()`,
    [userId, userId, email, isVerified],
  );
}

export async function confirmUser(db: Db, user: Pick<User, "id">): Promise<void> {
  await db.query(
    `update auth.users
     set email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now(),
       raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}'
     where id = $1`,
    [user.id],
  );
  await db.query(
    `update auth.identities
     set identity_data = identity_data || '{"email_verified": true}', updated_at = now()
     where user_id = $1 and provider = 'email'`,
    [user.id],
  );
  await clearAllTokens(db, user);
}

/** Ends all sessions but the one named, and every pending link. */
export async function setPassword(
  db: Db,
  user: Pick<User, "id">,
  { hash, keepSession }: { hash: string; keepSession?: string },
): Promise<void> {
  await db.query(
    `update auth.users
     set encrypted_password = $2, updated_at = now(), confirmation_sent_at = null,
       recovery_sent_at = null, email_change_sent_at = null, reauthentication_sent_at = null
     where id = $1`,
    [user.id, hash],
  );
  await clearAllTokens(db, user);
  await endSessions(db, user.id, keepSession === undefined ? {} : { except: keepSession });
}

/** Merges; a key set to null is removed. */
export async function mergeMetadata(
  db: Db,
  user: Pick<User, "id">,
  { column, changes }: { column: "raw_user_meta_data" | "raw_app_meta_data"; changes: JsonObject },
): Promise<void> {
  const removed = Object.keys(changes).filter((key) => changes[key] === null);
  await db.query(
    `update auth.users
     set ${column} = (coalesce(${column}, '{}') || $2::jsonb) - $3::text[], updated_at = now()
     where id = $1`,
    [user.id, JSON.stringify(changes), removed],
  );
}

function withoutNulls(metadata: JsonObject | undefined): JsonObject {
  return Object.fromEntries(Object.entries(metadata ?? {}).filter(([, value]) => value !== null));
}
