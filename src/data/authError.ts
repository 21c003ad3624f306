/** Turns errors of the auth client into DataError; GoTrue's error codes are our reasons. */
import { AuthRetryableFetchError, AuthSessionMissingError, AuthWeakPasswordError } from "@supabase/auth-js";
import { DataError } from "./DataError";
import { reasonMessage } from "./translate";

interface AuthProblem {
  message: string;
  status?: number | undefined;
  code?: string | undefined;
}

/** Codes that mean the same to a person. */
const synonyms: Record<string, string> = {
  bad_jwt: "session_ended",
  no_authorization: "session_ended",
  session_not_found: "session_ended",
  session_expired: "session_ended",
  user_not_found: "session_ended",
  refresh_token_not_found: "session_ended",
  refresh_token_already_used: "session_ended",
  user_already_exists: "email_exists",
  validation_failed: "invalid_values",
};

/** Under which input of the session's forms a reason belongs. */
const fieldOf: Record<string, string> = {
  weak_password: "password",
  same_password: "password",
  current_password_required: "currentPassword",
  current_password_invalid: "currentPassword",
  mfa_verification_failed: "code",
  mfa_challenge_expired: "code",
};

function reasonOf(error: AuthProblem): string {
  if (error instanceof AuthRetryableFetchError) return error.status === 0 ? "network" : "unavailable";
  if (error instanceof AuthSessionMissingError) return "session_ended";
  if (error instanceof AuthWeakPasswordError) return "weak_password";
  const code = error.code ?? "";
  return synonyms[code] ?? (code || (error.status === 429 ? "over_request_rate_limit" : "unexpected"));
}

export function authError(error: AuthProblem): DataError {
  const reason = reasonOf(error);
  const status = error.status ?? 0;
  const message =
    reasonMessage(reason) ?? reasonMessage("unexpected", { message: error.message }) ?? error.message;
  const field = fieldOf[reason];
  return new DataError({ status, reason, message, fieldErrors: field ? { [field]: message } : {} });
}
