/** PKCE: the link of a mail yields a code, which only the client that asked for the mail can redeem. */
import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { AuthError, validationFailed } from "./authError";
import type { Body } from "./readBody";
import type { Db } from "./transaction";

const LIFETIME = 300_000;

export interface Challenge {
  challenge: string;
  method: "s256" | "plain";
}

/** The challenge in a request, when the client uses PKCE. */
export function parseChallenge(body: Body): Challenge | undefined {
  const challenge = body.text("code_challenge") ?? "";
  const method = (body.text("code_challenge_method") ?? "").toLowerCase();
  if (!challenge && !method) return undefined;
  if (!challenge || !method) {
    throw validationFailed("PKCE flow requires code_challenge_method and code_challenge");
  }
  if (!/^[a-zA-Z0-9\-._~]{43,128}$/.test(challenge)) {
    throw validationFailed("code challenge has to be between 43 and 128 characters");
  }
  if (method !== "s256" && method !== "plain") throw validationFailed("unsupported code_challenge method");
  return { challenge, method };
}

interface Flow extends Challenge {
  userId: string;
  purpose: string;
}

export async function startFlow(db: Db, { userId, purpose, challenge, method }: Flow): Promise<void> {
  await db.query(
    `insert into auth.flow_state
       (id, user_id, auth_code, code_challenge_method, code_challenge, provider_type,
        authentication_method, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $6, now(), now())`,
    [randomUUID(), userId, randomUUID(), method, challenge, purpose],
  );
}

/** Opens the newest flow that the user started for this purpose. */
export async function issueAuthCode(db: Db, userId: string, type: string): Promise<string> {
  const { rows } = await db.query<{ auth_code: string }>(
    `update auth.flow_state set auth_code_issued_at = now(), updated_at = now()
     where id = (
       select id from auth.flow_state
       where user_id = $1 and authentication_method = $2 order by created_at desc limit 1)
     returning auth_code`,
    [userId, purposeOf(type)],
  );
  if (!rows[0]) {
    throw new AuthError(400, "flow_state_not_found", "No associated flow state found.");
  }
  return rows[0].auth_code;
}

export function purposeOf(type: string): string {
  return type === "signup" ? "email/signup" : type;
}

export interface RedeemedFlow {
  userId: string;
  purpose: string;
}

/** Uses the code up, right verifier or not. */
export async function redeemAuthCode(
  db: Db,
  { code, verifier }: { code: string; verifier: string },
): Promise<RedeemedFlow | AuthError> {
  const { rows } = await db.query<FlowRow>(
    `delete from auth.flow_state where auth_code = $1 and auth_code_issued_at is not null
     returning user_id, authentication_method, code_challenge, code_challenge_method, auth_code_issued_at`,
    [code],
  );
  const [flow] = rows;
  if (!flow)
    return new AuthError(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
  if (flow.auth_code_issued_at.getTime() + LIFETIME < Date.now()) {
    return new AuthError(403, "flow_state_expired", "invalid flow state, flow state has expired");
  }
  if (!isAnswer(flow, verifier)) {
    const message = "code challenge does not match previously saved code verifier";
    return new AuthError(400, "bad_code_verifier", message);
  }
  return { userId: flow.user_id, purpose: flow.authentication_method };
}

interface FlowRow {
  user_id: string;
  authentication_method: string;
  code_challenge: string;
  code_challenge_method: "s256" | "plain";
  auth_code_issued_at: Date;
}

function isAnswer(flow: FlowRow, verifier: string): boolean {
  const isHashed = flow.code_challenge_method === "s256";
  const answer = Buffer.from(isHashed ? createHash("sha256").update(verifier).digest("base64url") : verifier);
  const challenge = Buffer.from(flow.code_challenge);
  return answer.length === challenge.length && timingSafeEqual(answer, challenge);
}
