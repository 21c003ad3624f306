/** What the factor endpoints have in common. */
import { AuthError } from "./authError";
import type { Db } from "./transaction";
import type { FactorRow, User } from "./users";
import { isUuid } from "./uuids";

/** The user's own factor; somebody else's is as good as none. */
export function factorOf(user: User, id: string | undefined): FactorRow {
  if (!isUuid(id)) throw new AuthError(404, "validation_failed", "factor_id must be an UUID");
  const factor = user.factors.find((candidate) => candidate.id === id.toLowerCase());
  if (!factor) throw new AuthError(404, "mfa_factor_not_found", "Factor not found");
  return factor;
}

/** Sessions that the factor had raised fall back to aal1. */
export async function removeFactor(db: Db, factor: FactorRow): Promise<void> {
  await db.query(
    `delete from auth.mfa_amr_claims
     where authentication_method = $2
       and session_id in (select id from auth.sessions where factor_id = $1)`,
    [factor.id, factor.factor_type],
  );
  await db.query(
    "update auth.sessions set aal = 'aal1', factor_id = null, updated_at = now() where factor_id = $1",
    [factor.id],
  );
  await db.query("delete from auth.mfa_factors where id = $1", [factor.id]);
}
