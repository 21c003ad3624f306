/** Turns every answer of PostgREST that is not a success into a DataError people and forms understand. */
import { constraintError } from "./constraintError";
import type { Label } from "../model/label";
import { DataError } from "./DataError";
import type { PostgrestProblem, ProblemContext } from "./PostgrestProblem";
import { labelText, reasonMessage } from "./translate";

const reasonByCode: Record<string, string> = {
  "57014": "timeout",
  "55P03": "busy",
  "40001": "busy",
  "40P01": "busy",
  "53300": "unavailable",
  "57P01": "unavailable",
  "57P03": "unavailable",
  PGRST000: "unavailable",
  PGRST001: "unavailable",
  PGRST002: "unavailable",
  PGRST003: "unavailable",
  PGRST116: "not_found",
  PGRST200: "schema_changed",
  PGRST201: "schema_changed",
  PGRST202: "schema_changed",
  PGRST204: "schema_changed",
  PGRST205: "schema_changed",
  "42703": "schema_changed",
  "42P01": "schema_changed",
  "42883": "schema_changed",
  PGRST301: "session_ended",
  PGRST302: "session_ended",
  PGRST303: "session_ended",
};

const reasonByStatus: Record<number, string> = {
  0: "network",
  401: "session_ended",
  403: "permission_denied",
  404: "not_found",
  413: "too_many_values",
  414: "too_many_values",
  429: "too_many_requests",
  502: "unavailable",
  503: "unavailable",
  504: "timeout",
};

/** engine.refuse() sends its reason as JSON in details. */
function refusalDetails(details: string | null | undefined): Record<string, unknown> | undefined {
  if (!details?.startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(details) as Record<string, unknown>;
    return typeof parsed["reason"] === "string" ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What an admin wrote for his own checks, in both languages. */
function ownMessage({ message }: Record<string, unknown>): string | undefined {
  const isLabel = typeof message === "object" && message !== null && "en" in message;
  return isLabel ? labelText(message as Label) : undefined;
}

function refusal(status: number, problem: PostgrestProblem, context: ProblemContext) {
  const details = refusalDetails(problem.details);
  if (!details) return undefined;
  const reason = String(details["reason"]);
  const message = ownMessage(details) ?? reasonMessage(reason, details) ?? problem.message ?? reason;
  const field = details["field"];
  const isField = typeof field === "string" && context.entity?.fields.some(({ name }) => name === field);
  return new DataError({
    status,
    reason,
    message,
    fieldErrors: isField ? { [field]: message } : {},
    details,
  });
}

function rightsError(status: number, problem: PostgrestProblem, { entity }: ProblemContext) {
  if (problem.code !== "42501") return undefined;
  if (problem.message?.includes("row-level security")) {
    return known(status === 401 ? 403 : status, "outside_scope");
  }
  if (!entity) return known(403, "permission_denied");
  const message = reasonMessage("permission_denied_entity", { entity: labelText(entity.label) });
  return new DataError({ status: 403, reason: "permission_denied", message: message ?? "" });
}

const known = (status: number, reason: string) =>
  new DataError({ status, reason, message: reasonMessage(reason) ?? reason });

/** `status` is the HTTP status, 0 when no answer came. */
export function databaseError(
  status: number,
  problem: PostgrestProblem,
  context: ProblemContext = {},
): DataError {
  const special =
    refusal(status, problem, context) ??
    rightsError(status, problem, context) ??
    constraintError(status, problem, context);
  if (special) return special;

  const reason = reasonByCode[problem.code ?? ""] ?? reasonByStatus[status];
  if (reason) return known(status, reason);
  const message = reasonMessage("unexpected", { message: problem.message ?? `HTTP ${String(status)}` });
  return new DataError({ status, reason: "unexpected", message: message ?? "" });
}
