/** Writes auth.audit_log_entries, in the words of GoTrue. */
import { randomUUID } from "node:crypto";
import type { Db } from "./transaction";

const LOG_TYPES = {
  login: "account",
  logout: "account",
  user_signedup: "team",
  user_invited: "team",
  user_deleted: "team",
  token_revoked: "token",
  token_refreshed: "token",
  user_modified: "user",
  user_recovery_requested: "user",
  user_reauthenticate_requested: "user",
  user_confirmation_requested: "user",
  user_repeated_signup: "user",
  user_updated_password: "user",
  factor_in_progress: "factor",
  factor_unenrolled: "factor",
  challenge_created: "factor",
  verification_attempted: "factor",
  factor_deleted: "factor",
} as const;

export interface AuditEntry {
  action: keyof typeof LOG_TYPES;
  /** The acting user; absent when an admin acted with the secret key. */
  actor?: { id: string; email: string | null } | undefined;
  ip: string;
  traits?: Record<string, unknown>;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

export async function audit(db: Db, entry: AuditEntry): Promise<void> {
  const payload = {
    actor_id: entry.actor?.id ?? NOBODY,
    actor_username: entry.actor?.email ?? "service_role",
    actor_via_sso: false,
    action: entry.action,
    log_type: LOG_TYPES[entry.action],
    ...(entry.traits && { traits: entry.traits }),
  };
  await db.query(
    `insert into auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
     values ($1, $2, $3, now(), $4)`,
    [NOBODY, randomUUID(), JSON.stringify(payload), entry.ip],
  );
}
