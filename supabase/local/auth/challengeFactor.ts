/** POST /factors/:id/challenge: opens a short time in which a code may be verified, from the same address. */
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { factorOf } from "./factors";
import { requireUser } from "./requester";
import { inTransaction } from "./transaction";

export const CHALLENGE_SECONDS = 300;

export async function challengeFactor(auth: Auth, c: Context): Promise<Response> {
  const { user, client } = await requireUser(auth, c);
  const factor = factorOf(user, c.req.param("factor_id"));
  auth.rates.take("factorChallenge", client.ip);
  const id = randomUUID();
  await inTransaction(auth.sql, async (db) => {
    await db.query(
      "insert into auth.mfa_challenges (id, factor_id, created_at, ip_address) values ($1, $2, now(), $3)",
      [id, factor.id, client.ip],
    );
    await db.query("update auth.mfa_factors set last_challenged_at = now() where id = $1", [factor.id]);
    const traits = { factor_id: factor.id, factor_status: factor.status };
    await audit(db, { action: "challenge_created", actor: user, ip: client.ip, traits });
  });
  const expires_at = Math.floor(Date.now() / 1000) + CHALLENGE_SECONDS;
  return c.json({ id, type: factor.factor_type, expires_at });
}
