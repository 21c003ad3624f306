/** Makes a user of the auth service over its admin interface, or gives an existing one a new password. */
import { isObject, textOf } from "./jsonFile";

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

/** Undefined when the address is taken. */
export async function createUser(access: AdminAccess, user: NewUser): Promise<string | undefined> {
  const response = await fetch(`${access.url}/auth/v1/admin/users`, {
    method: "POST",
    headers: {
      apikey: access.secretKey,
      authorization: `Bearer ${access.secretKey}`,
      "content-type": "application/json",
      "x-supabase-api-version": "2024-01-01",
    },
    body: JSON.stringify({
      email: user.email,
      password: user.password,
      email_confirm: true,
      user_metadata: { name: user.name },
    }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  const id = textOf(answer, "id");
  if (response.ok && id) return id;
  if (textOf(answer, "code") === "email_exists") return undefined;
  const reason = isObject(answer) ? (textOf(answer, "message") ?? textOf(answer, "msg")) : undefined;
  throw new Error(
    `The auth service refused to create ${user.email}: ${reason ?? `status ${response.status}`}`,
  );
}
