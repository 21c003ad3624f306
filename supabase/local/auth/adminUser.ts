/** Reads what the admin endpoints have in common: the user of the path and the fields of the body. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { AuthError, phoneDisabled, userNotFound, validationFailed } from "./authError";
import { parseEmail } from "./emails";
import { goDuration } from "./goDuration";
import { assertGoodPassword } from "./passwords";
import type { Body } from "./readBody";
import { findUserById } from "./users";
import type { User } from "./users";
import { isUuid } from "./uuids";

export async function userOfPath(auth: Auth, c: Context): Promise<User> {
  const id = c.req.param("user_id");
  if (!isUuid(id)) throw new AuthError(404, "validation_failed", "user_id must be an UUID");
  const user = await findUserById(auth.sql, id);
  if (!user) throw userNotFound();
  return user;
}

/** Seconds and dates are worked out by the caller; here fields are only read and judged. */
export function adminFields(auth: Auth, body: Body) {
  if (body.text("phone")) throw phoneDisabled();
  const email = body.text("email");
  const password = body.text("password");
  if (password) assertGoodPassword(password, auth.minPasswordLength);
  return {
    email: email ? parseEmail(email) : undefined,
    password,
    role: body.text("role")?.trim() || undefined,
    isConfirmed: body.flag("email_confirm") ?? false,
    userMetadata: body.object("user_metadata"),
    appMetadata: body.object("app_metadata"),
    ban: parseBan(body.text("ban_duration")),
  };
}

/** Undefined = leave as it is, null = no ban, else until when. */
function parseBan(duration: string | undefined): Date | null | undefined {
  if (!duration) return undefined;
  if (duration === "none") return null;
  const milliseconds = goDuration(duration);
  if (milliseconds === null) {
    const quoted = JSON.stringify(duration);
    throw validationFailed(`invalid format for ban duration: time: invalid duration ${quoted}`);
  }
  return milliseconds === 0 ? null : new Date(Date.now() + milliseconds);
}
