/** GET /reauthenticate: mails a code that proves, in an old session, that it is still the same person. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError } from "./authError";
import { assertMailPause } from "./oneTimeTokens";
import { requireUser } from "./requester";
import { sendTokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import { lockUser } from "./users";

export async function reauthenticate(auth: Auth, c: Context): Promise<Response> {
  const requester = await requireUser(auth, c);
  await inTransaction(auth.sql, async (db) => {
    const user = await lockUser(db, requester.user.id);
    if (!user?.email_confirmed_at) {
      throw new AuthError(422, "email_not_confirmed", "Please verify your email first.");
    }
    assertMailPause(auth, user, "reauthentication_token");
    await audit(db, { action: "user_reauthenticate_requested", actor: user, ip: requester.client.ip });
    await sendTokenMail(auth, db, {
      user,
      kind: "reauthentication",
      type: "reauthentication_token",
      redirectTo: auth.siteUrl,
    });
  });
  return c.json({});
}
