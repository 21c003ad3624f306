/** Entries of the audit log, as config.audit_log() and config.record_history() answer them. */
import type { Label } from "../../model/label";

export type AuditAction = "create" | "update" | "delete";
export type AuditValues = Record<string, unknown>;

export interface AuditEntry {
  id: number;
  at: string;
  /** Entries of one request share it. */
  transaction: string;
  member: string | null;
  memberName: string | null;
  /** Key of the role in which it was done. */
  role: string | null;
  roleLabel: Label | null;
  request: string | null;
  /** Name of an entity, or "config.…" for the configuration itself. */
  entity: string;
  record: string;
  action: AuditAction;
  /** Only fields that the reader may see; null when there is nothing to tell. */
  old: AuditValues | null;
  new: AuditValues | null;
}

export interface AuditCheck {
  entries: number;
  /** Entries that the chain covers already. */
  sealed: number;
  firstAltered: number | null;
}

export const parseAuditEntries = (answer: unknown) => (answer ?? []) as AuditEntry[];
export const parseAuditCheck = (answer: unknown) => answer as AuditCheck;
