/** The part of the auth service's admin interface that commands need: make a user, give one a new password. */
import type { Client } from "pg";
import { textOf } from "./jsonFile";

export interface AdminAccess {
  /** Address of the Supabase project. */
  url: string;
  secretKey: string;
}

export interface NewUser {
  email: string;
  password: string;
  name: string;
}

/** The new user's id; undefined when the address is taken. */
export async function createUser(access: AdminAccess, user: NewUser): Promise<string | undefined> {
  const { email, password, name } = user;
  const body = { email, password, email_confirm: true, user_metadata: { name } };
  const answer = await call(access, "POST /auth/v1/admin/users", body);
  if (textOf(answer, "code") === "email_exists") return undefined;
  return textOf(answer, "id") ?? refused(answer);
}

export async function setPassword(access: AdminAccess, id: string, password: string): Promise<void> {
  const answer = await call(access, `PUT /auth/v1/admin/users/${id}`, { password });
  if (!textOf(answer, "id")) refused(answer);
}

/** The id of an account that exists. */
export async function findUser(database: Client, email: string): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>(
    "select id from auth.users where lower(email) = $1 and deleted_at is null",
    [email],
  );
  return rows[0]?.id;
}

async function call({ url, secretKey }: AdminAccess, endpoint: string, body: object): Promise<unknown> {
  const [method, path] = endpoint.split(" ");
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      apikey: secretKey,
      authorization: `Bearer ${secretKey}`,
      "content-type": "application/json",
      "x-supabase-api-version": "2024-01-01",
    },
    body: JSON.stringify(body),
  });
  return response.json().catch(() => ({ message: `status ${response.status}` }));
}

function refused(answer: unknown): never {
  throw new Error(`The auth service refused: ${textOf(answer, "message") ?? JSON.stringify(answer)}`);
}
