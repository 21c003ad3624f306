/** POST /factors/:id/verify: a right code raises the session to aal2 and ends the user's weaker sessions. */
import type { Context } from "hono";
import { Secret, TOTP } from "otpauth";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, sessionNotFound, validationFailed } from "./authError";
import { CHALLENGE_SECONDS } from "./challengeFactor";
import { factorOf } from "./factors";
import { readBody } from "./readBody";
import { addRefreshToken, revokeTokens } from "./refreshTokens";
import { requireUser } from "./requester";
import type { Requester } from "./requester";
import { addClaim, lockSession, sessionJson } from "./sessions";
import type { SessionJson } from "./sessions";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { lockUser } from "./users";
import type { FactorRow } from "./users";
import { isUuid } from "./uuids";

export async function verifyFactor(auth: Auth, c: Context): Promise<Response> {
  const requester = await requireUser(auth, c);
  const { id } = factorOf(requester.user, c.req.param("factor_id"));
  auth.rates.take("factorVerify", requester.client.ip);
  const body = await readBody(c);
  const [challengeId, code] = [body.text("challenge_id"), body.text("code")];
  if (!code) throw validationFailed("Code needs to be non-empty");
  const account = `totp ${requester.user.id}`;
  auth.guesses.reserve(account);
  const session = await inTransaction(auth.sql, async (db) => {
    // Read again under the lock: the factor or the session may have gone meanwhile.
    const factor = factorOf((await lockUser(db, requester.user.id)) ?? requester.user, id);
    await assertOpenChallenge(db, { id: challengeId, factor, ip: requester.client.ip });
    if (!isRightCode(factor, code)) {
      throw new AuthError(422, "mfa_verification_failed", "Invalid TOTP code entered");
    }
    await db.query("update auth.mfa_challenges set verified_at = now() where id = $1", [challengeId]);
    return raiseSession(auth, db, { requester, factor });
  });
  auth.guesses.forgive(account);
  return c.json(session);
}

interface ChallengeRow {
  is_open: boolean;
  is_expired: boolean;
}

/** Two verifies of one challenge wait for each other here, and the second finds it used. */
async function assertOpenChallenge(
  db: Db,
  { id, factor, ip }: { id: string | undefined; factor: FactorRow; ip: string },
): Promise<void> {
  const { rows } = await db.query<ChallengeRow>(
    `select verified_at is null and ip_address = $3::inet as is_open,
       created_at + make_interval(secs => $4) < now() as is_expired
     from auth.mfa_challenges where id = $1 and factor_id = $2 for update`,
    [isUuid(id) ? id : null, factor.id, ip, CHALLENGE_SECONDS],
  );
  const [challenge] = rows;
  if (!challenge) {
    const message = "MFA factor with the provided challenge ID not found";
    throw new AuthError(422, "mfa_factor_not_found", message);
  }
  if (!challenge.is_open) {
    const message = "Challenge and verify IP addresses mismatch.";
    throw new AuthError(422, "mfa_ip_address_mismatch", message);
  }
  if (challenge.is_expired) {
    const message = `MFA challenge ${id ?? ""} has expired, verify against another challenge or create a new challenge.`;
    throw new AuthError(422, "mfa_challenge_expired", message);
  }
}

function isRightCode(factor: FactorRow, code: string): boolean {
  if (!/^\d{6}$/.test(code.trim()) || !factor.secret) return false;
  const totp = new TOTP({ secret: Secret.fromBase32(factor.secret) });
  return totp.validate({ token: code.trim(), window: 1 }) !== null;
}

async function raiseSession(
  auth: Auth,
  db: Db,
  { requester, factor }: { requester: Requester; factor: FactorRow },
): Promise<SessionJson> {
  const { user, client } = requester;
  const session = await lockSession(db, requester.session.id);
  if (!session) throw sessionNotFound();
  const traits = { factor_id: factor.id, factor_type: factor.factor_type };
  await audit(db, { action: "verification_attempted", actor: user, ip: client.ip, traits });
  await db.query("update auth.mfa_factors set status = 'verified', updated_at = now() where id = $1", [
    factor.id,
  ]);
  await addClaim(db, session.id, "totp");
  await db.query("update auth.sessions set aal = 'aal2', factor_id = $2, updated_at = now() where id = $1", [
    session.id,
    factor.id,
  ]);
  await db.query("delete from auth.sessions where user_id = $1 and aal < 'aal2'", [user.id]);
  await db.query("delete from auth.mfa_factors where user_id = $1 and status = 'unverified'", [user.id]);
  await revokeTokens(db, session.id);
  // Without a parent: a refresh token from before the second factor can never yield the raised session.
  const refreshToken = await addRefreshToken(db, { sessionId: session.id, userId: user.id });
  return sessionJson(auth, db, { userId: user.id, sessionId: session.id, refreshToken });
}
