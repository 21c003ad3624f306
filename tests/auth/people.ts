/** Accounts for tests: made by an admin, confirmed, with a password that is known. */
import { randomUUID } from "node:crypto";
import bcrypt from "bcryptjs";
import type { AdminUserAttributes, Session, User } from "@supabase/supabase-js";
import type { AuthServer } from "./AuthServer";
import { clientOf } from "./clients";
import type { Client } from "./clients";

export interface Person {
  id: string;
  email: string;
  password: string;
}

export interface SignedIn extends Person {
  client: Client;
  session: Session;
}

export const asAdmin = (server: AuthServer) => clientOf(server.url, server.adminToken);
export const asAnyone = (server: AuthServer) => clientOf(server.url, server.anonToken);

export function someEmail(): string {
  return `${randomUUID().slice(0, 13)}@kontor.test`;
}

const PASSWORD = "correct horse battery";
// A cheap hash, so that tests which are not about hashing are quick.
const CHEAP_HASH = bcrypt.hashSync(PASSWORD, 4);

export async function aPerson(server: AuthServer, attributes: AdminUserAttributes = {}): Promise<Person> {
  const email = someEmail();
  const { data, error } = await asAdmin(server).auth.admin.createUser({
    email,
    password_hash: CHEAP_HASH,
    email_confirm: true,
    ...attributes,
  });
  if (error) throw error;
  return { id: data.user.id, email, password: PASSWORD };
}

/** With a password hashed as the server hashes it. */
export async function aPersonWithPassword(server: AuthServer): Promise<Person> {
  const email = someEmail();
  const { data, error } = await asAdmin(server).auth.admin.createUser({
    email,
    password: PASSWORD,
    email_confirm: true,
  });
  if (error) throw error;
  return { id: data.user.id, email, password: PASSWORD };
}

/** The same person once more, in a session of its own. */
export async function signedIn(server: AuthServer, person?: Person): Promise<SignedIn> {
  const who = person ?? (await aPerson(server));
  const client = asAnyone(server);
  const { data, error } = await client.auth.signInWithPassword(who);
  if (error) throw error;
  return { ...who, client, session: data.session };
}

/** What came back must be there: a shorter way to say so in a test. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("expected a value");
  return value;
}

export function userOf(answer: { data: { user: User | null } }): User {
  return present(answer.data.user);
}
