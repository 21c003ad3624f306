/** POST /factors: begins a TOTP factor; it counts once its first code was verified. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { Secret, TOTP } from "otpauth";
import QRCode from "qrcode";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, validationFailed } from "./authError";
import { readBody } from "./readBody";
import { requireUser } from "./requester";
import type { Requester } from "./requester";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { hasVerifiedFactor, lockUser } from "./users";
import type { User } from "./users";

const MOST_FACTORS = 10;
const ABANDONED_AFTER = "5 minutes";

export async function enrollFactor(auth: Auth, c: Context): Promise<Response> {
  const requester = await requireUser(auth, c);
  const body = await readBody(c);
  const name = body.text("friendly_name") ?? "";
  assertTotp(body.text("factor_type"));
  const { user, session, client } = requester;
  const totp = new TOTP({
    issuer: body.text("issuer") || new URL(auth.siteUrl).host,
    label: user.email ?? user.id,
    secret: new Secret({ size: 20 }),
  });
  const id = randomUUID();
  await inTransaction(auth.sql, async (db) => {
    await lockUser(db, user.id);
    await forgetAbandoned(db, user);
    assertRoom((await lockUser(db, user.id)) ?? user, { name, session });
    await db.query(
      `insert into auth.mfa_factors
         (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
       values ($1, $2, $3, 'totp', 'unverified', now(), now(), $4)`,
      [id, user.id, name, totp.secret.base32],
    );
    await audit(db, { action: "factor_in_progress", actor: user, ip: client.ip, traits: { factor_id: id } });
  });
  const uri = totp.toString();
  const qr_code = await QRCode.toString(uri, { type: "svg", errorCorrectionLevel: "M", margin: 2 });
  return c.json({
    id,
    type: "totp",
    friendly_name: name,
    totp: { qr_code, secret: totp.secret.base32, uri },
  });
}

/** An attempt that nobody finished must not block the next one. */
async function forgetAbandoned(db: Db, user: User): Promise<void> {
  await db.query(
    `delete from auth.mfa_factors
     where user_id = $1 and status = 'unverified' and created_at < now() - $2::interval`,
    [user.id, ABANDONED_AFTER],
  );
}

function assertTotp(type: string | undefined): void {
  if (type === "totp") return;
  if (type === "phone") {
    throw new AuthError(422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone");
  }
  if (type === "webauthn") {
    throw new AuthError(422, "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn");
  }
  throw validationFailed("factor_type needs to be totp, phone, or webauthn");
}

function assertRoom(user: User, { name, session }: { name: string; session: Requester["session"] }): void {
  if (user.factors.some((factor) => (factor.friendly_name ?? "") === name)) {
    const message = `A factor with the friendly name ${JSON.stringify(name)} for this user already exists`;
    throw new AuthError(422, "mfa_factor_name_conflict", message);
  }
  if (user.factors.length >= MOST_FACTORS) {
    const message = "Maximum number of verified factors reached, unenroll to continue";
    throw new AuthError(422, "too_many_enrolled_mfa_factors", message);
  }
  if (hasVerifiedFactor(user) && session.aal !== "aal2") {
    throw new AuthError(403, "insufficient_aal", "AAL2 required to enroll a new factor");
  }
}
