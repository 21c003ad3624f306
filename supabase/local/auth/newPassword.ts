/** Whether somebody may set this password now; the hash to store when so. */
import type { Auth } from "./Auth";
import { AuthError } from "./authError";
import { clearToken, typeOfCode } from "./oneTimeTokens";
import { hashPassword, passwordMatches } from "./passwords";
import type { Requester } from "./requester";
import { methodsOf } from "./sessions";

const DAY = 86_400_000;
const RECOVERY_METHODS = ["otp", "magiclink", "recovery"];

interface Wish {
  password?: string | undefined;
  currentPassword?: string | undefined;
  nonce?: string | undefined;
}

export async function newPasswordHash(auth: Auth, requester: Requester, wish: Wish): Promise<string> {
  const password = wish.password ?? "";
  await assertRecentSignIn(auth, requester, wish.nonce);
  await assertCurrentPassword(auth, requester, wish.currentPassword);
  if (await passwordMatches(password, requester.user.encrypted_password)) {
    const message = "New password should be different from the old password.";
    throw new AuthError(422, "same_password", message);
  }
  return hashPassword(password);
}

/** A given current password is checked in any case; it must be given unless the session comes from a mail. */
async function assertCurrentPassword(
  auth: Auth,
  { user, session }: Requester,
  given: string | undefined,
): Promise<void> {
  if (!user.encrypted_password) return;
  const message = "Current password required when setting new password.";
  if (!given) {
    if (!auth.requireCurrentPassword) return;
    const methods = await methodsOf(auth.sql, session.id);
    if (methods.some(({ method }) => RECOVERY_METHODS.includes(method))) return;
    throw new AuthError(400, "current_password_required", message);
  }
  const account = `password ${user.email ?? user.id}`;
  auth.guesses.reserve(account);
  if (!(await passwordMatches(given, user.encrypted_password))) {
    throw new AuthError(400, "current_password_invalid", message);
  }
  auth.guesses.forgive(account);
}

async function assertRecentSignIn(
  auth: Auth,
  { user, session }: Requester,
  nonce: string | undefined,
): Promise<void> {
  if (!auth.requireReauthentication || Date.now() - session.created_at.getTime() < DAY) return;
  if (!nonce) {
    const message = "Password update requires reauthentication";
    throw new AuthError(400, "reauthentication_needed", message);
  }
  const account = `code ${user.email ?? user.id}`;
  auth.guesses.reserve(account);
  const guess = { email: user.email ?? "", code: nonce, types: ["reauthentication_token" as const] };
  if (!typeOfCode(auth, user, guess)) {
    throw new AuthError(422, "reauthentication_not_valid", "Nonce has expired or is invalid");
  }
  auth.guesses.forgive(account);
  await clearToken(auth.sql, user, "reauthentication_token");
}
