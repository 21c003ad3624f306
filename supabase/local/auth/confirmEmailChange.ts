/** An email change counts once both addresses have confirmed it. */
import { setIdentityEmail } from "./changeUser";
import { clearAllTokens, clearToken } from "./oneTimeTokens";
import type { TokenType } from "./oneTimeTokens";
import type { Db } from "./transaction";
import type { User } from "./users";

/** Whether the change is complete now. */
export async function confirmEmailChange(db: Db, user: User, type: TokenType): Promise<boolean> {
  const isFirstHalf = Boolean(user.email) && user.email_change_confirm_status === 0;
  if (isFirstHalf) {
    await clearToken(db, user, type);
    await db.query("update auth.users set email_change_confirm_status = 1 where id = $1", [user.id]);
    return false;
  }
  await db.query(
    `update auth.users
     set email = email_change, email_change = '', email_change_confirm_status = 0, updated_at = now(),
       email_confirmed_at = coalesce(email_confirmed_at, now())
     where id = $1`,
    [user.id],
  );
  await setIdentityEmail(db, user.id, { email: user.email_change ?? "", isVerified: true });
  await clearAllTokens(db, user);
  return true;
}
