/** Checks the chain over the audit log, and whether the first altered entry still exists. */
import { useMutation } from "@tanstack/react-query";
import { type AuditCheck, parseAuditCheck, parseAuditEntries } from "./config/auditEntry";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";

interface CheckedAudit {
  check: AuditCheck;
  /** False when the first altered entry was removed. */
  isThere: boolean;
}

/** `check` throws DataError. */
export function useCheckAudit() {
  const { configuration } = useConnection();
  const { mutateAsync, isPending } = useMutation<CheckedAudit, DataError>({
    mutationFn: async () => {
      const answer = await configuration.rpc("verify_audit", {}, { get: true });
      if (answer.error) throw databaseError(answer.status, answer.error);
      const check = parseAuditCheck(answer.data as unknown);
      if (check.firstAltered === null) return { check, isThere: false };
      const args = { before_id: check.firstAltered + 1, entry_limit: 1 };
      const found = await configuration.rpc("audit_log", args, { get: true });
      if (found.error) throw databaseError(found.status, found.error);
      const [entry] = parseAuditEntries(found.data as unknown);
      return { check, isThere: entry?.id === check.firstAltered };
    },
  });
  return { check: mutateAsync, isChecking: isPending };
}
