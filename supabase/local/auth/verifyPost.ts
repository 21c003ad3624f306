/** POST /verify: a token from a mail in exchange for a session. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { phoneDisabled, validationFailed } from "./authError";
import { clientOf } from "./client";
import { parseEmail } from "./emails";
import { readBody } from "./readBody";
import type { Body } from "./readBody";
import { startSession } from "./sessions";
import { inTransaction } from "./transaction";
import { verifyToken } from "./verifyToken";
import type { Proof } from "./verifyToken";

export const HALF_CONFIRMED =
  "Confirmation link accepted. Please proceed to confirm link sent to the other email";

export async function verifyPost(auth: Auth, c: Context): Promise<Response> {
  const client = clientOf(auth, c);
  auth.rates.take("verify", client.ip);
  const proof = parseProof(await readBody(c));
  // Guesses are counted by address; the token of a link is too long to guess.
  const account = "email" in proof ? `code ${proof.email}` : undefined;
  if (account) auth.guesses.reserve(account);
  const session = await inTransaction(auth.sql, async (db) => {
    const user = await verifyToken(auth, db, { proof, client });
    return user && startSession(auth, db, { userId: user.id, method: "otp", client });
  });
  if (account) auth.guesses.forgive(account);
  return c.json(session ?? { msg: HALF_CONFIRMED, code: "200" });
}

function parseProof(body: Body): Proof {
  const [type, code, hash] = [body.text("type"), body.text("token"), body.text("token_hash")];
  if (!type) throw validationFailed("Verify requires a verification type");
  if (Boolean(code) === Boolean(hash)) {
    throw validationFailed("Verify requires either a token or a token hash");
  }
  const [email, phone] = [body.text("email"), body.text("phone")];
  if (hash) {
    if (email || phone) throw validationFailed("Only the token_hash and type should be provided");
    return { type, hash };
  }
  if (phone && !email) throw phoneDisabled();
  if (!email || phone) {
    throw validationFailed("Only an email address or phone number should be provided on verify");
  }
  return { type, email: parseEmail(email), code: code ?? "" };
}
