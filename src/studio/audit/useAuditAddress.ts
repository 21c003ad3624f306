/** What the change log is narrowed down to, kept in the address bar. */
import { useSearchParams } from "react-router";

export const auditActions = ["create", "update", "delete"] as const;

export interface AuditFilter {
  /** Name of an entity, or "config.…". */
  entity?: string | undefined;
  /** Id of a member. */
  member?: string | undefined;
  action?: (typeof auditActions)[number] | undefined;
  /** Days (YYYY-MM-DD), both included. */
  from?: string | undefined;
  until?: string | undefined;
  /** Entries up to this one, for a link to an entry. */
  upTo?: number | undefined;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

export function useAuditAddress() {
  const [parameters, setParameters] = useSearchParams();
  const text = (name: string) => parameters.get(name) ?? undefined;
  const dayOf = (name: string) => (day.test(parameters.get(name) ?? "") ? text(name) : undefined);
  const upTo = Number(parameters.get("entry"));

  const filter: AuditFilter = {
    entity: text("entity"),
    member: text("member"),
    action: auditActions.find((action) => action === parameters.get("action")),
    from: dayOf("from"),
    until: dayOf("until"),
    upTo: Number.isSafeInteger(upTo) && upTo > 0 ? upTo : undefined,
  };
  const setFilter = ({ upTo: entry, ...rest }: AuditFilter) => {
    const wanted = Object.entries({ ...rest, entry: entry === undefined ? undefined : String(entry) });
    setParameters(
      wanted.filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ""),
      { replace: true },
    );
  };
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return { filter, setFilter, isNarrowed };
}
