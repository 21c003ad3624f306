/** Asks both the old and the new address to confirm an email change. */
import type { Auth } from "./Auth";
import { assertMailPause } from "./oneTimeTokens";
import { sendTokenMail } from "./tokenMail";
import type { Db } from "./transaction";
import type { User } from "./users";

interface EmailChange {
  user: User;
  newEmail: string;
  redirectTo: string;
  isPkce: boolean;
}

export async function sendEmailChange(auth: Auth, db: Db, change: EmailChange): Promise<void> {
  const { user, newEmail, redirectTo, isPkce } = change;
  assertMailPause(auth, user, "email_change_token_new");
  await db.query(
    `update auth.users set email_change = $2, email_change_confirm_status = 0, updated_at = now()
     where id = $1`,
    [user.id, newEmail],
  );
  const mail = { user, kind: "email_change" as const, redirectTo, isPkce };
  if (user.email) await sendTokenMail(auth, db, { ...mail, type: "email_change_token_current" });
  await sendTokenMail(auth, db, { ...mail, type: "email_change_token_new", to: newEmail });
}
