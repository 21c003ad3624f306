/** Deletes what nobody can use any more: ended sessions, old challenges, unfinished flows and factors. */
import type { Auth } from "./Auth";

const HOUR = 3_600_000;

/** At most once an hour and besides the request that happens to come by; a failure waits for the next time. */
export function forgettingOldRows(): (auth: Auth) => void {
  let forgotAt = 0;
  return (auth) => {
    if (auth.now() - forgotAt < HOUR) return;
    forgotAt = auth.now();
    auth.sql
      .query(
        `delete from auth.sessions where not_after < now() - interval '1 day';
         delete from auth.mfa_challenges where created_at < now() - interval '1 day';
         delete from auth.mfa_factors where status = 'unverified' and created_at < now() - interval '1 day';
         delete from auth.flow_state where created_at < now() - interval '1 day'`,
      )
      .catch((error: unknown) => {
        auth.log(`auth: old rows not deleted: ${String(error)}`);
      });
  };
}
