/** Writes the mails that carry a one-time token. */
import type { Auth } from "./Auth";
import type { MailKind } from "./AuthDeps";
import { AuthError, unexpectedFailure } from "./authError";
import { issueToken } from "./oneTimeTokens";
import type { TokenType } from "./oneTimeTokens";
import type { Db } from "./transaction";
import type { User } from "./users";

const SUBJECTS: Record<MailKind, string> = {
  invite: "You have been invited",
  recovery: "Reset your password",
  magiclink: "Your sign-in link",
  email_change: "Confirm your new email address",
  signup: "Confirm your email address",
  reauthentication: "Confirm that it is you",
};

export interface TokenMail {
  user: User;
  kind: MailKind;
  type: TokenType;
  redirectTo: string;
  /** The user's own address when absent. */
  to?: string;
  isPkce?: boolean;
}

/** Stores the token and sends it. When the mail cannot be sent, the transaction takes the token back. */
export async function sendTokenMail(auth: Auth, db: Db, mail: TokenMail): Promise<void> {
  auth.rates.take("mail", "all");
  const to = mail.to ?? mail.user.email ?? "";
  const { code, hash } = await issueToken(db, { ...mail, email: to });
  try {
    await auth.mail({
      to,
      subject: SUBJECTS[mail.kind],
      kind: mail.kind,
      link: mail.kind === "reauthentication" ? "" : actionLink(auth, { ...mail, hash }),
      token: code,
      token_hash: hash,
      at: new Date().toISOString(),
    });
  } catch (error) {
    if (error instanceof AuthError) throw error;
    auth.log(`auth: mail not sent: ${error instanceof Error ? error.message : String(error)}`);
    throw unexpectedFailure(`Error sending ${mail.kind} email`);
  }
}

/** The address that a mail points to. */
export function actionLink(auth: Auth, action: { hash: string; kind: MailKind; redirectTo: string }): string {
  const query = new URLSearchParams({
    token: action.hash,
    type: action.kind,
    redirect_to: action.redirectTo,
  });
  return `${auth.issuer}/verify?${query.toString()}`;
}
