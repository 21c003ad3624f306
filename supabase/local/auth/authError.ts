/** The one place where refusals are made: status, error code and wording as GoTrue answers them. */
import type { ContentfulStatusCode } from "hono/utils/http-status";

export class AuthError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A password that is too easy; the reasons reach the form. */
export class WeakPassword extends AuthError {
  constructor(
    message: string,
    readonly reasons: string[],
  ) {
    super(422, "weak_password", message);
  }
}

export const badJson = (why: string) =>
  new AuthError(400, "bad_json", `Could not parse request body as JSON: ${why}`);
export const validationFailed = (message: string) => new AuthError(400, "validation_failed", message);
export const badJwt = (message: string) => new AuthError(403, "bad_jwt", message);
export const unexpectedFailure = (message: string) => new AuthError(500, "unexpected_failure", message);
export const tooManyRequests = (message = "Request rate limit reached") =>
  new AuthError(429, "over_request_rate_limit", message);
export const tooManyMails = (message = "email rate limit exceeded") =>
  new AuthError(429, "over_email_send_rate_limit", message);

export const invalidCredentials = () =>
  new AuthError(400, "invalid_credentials", "Invalid login credentials");
export const emailExists = () =>
  new AuthError(422, "email_exists", "A user with this email address has already been registered");
export const sessionNotFound = () =>
  new AuthError(403, "session_not_found", "Session from session_id claim in JWT does not exist");
export const userNotFound = () => new AuthError(404, "user_not_found", "User not found");
export const signupDisabled = () =>
  new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
export const phoneDisabled = () =>
  new AuthError(400, "phone_provider_disabled", "Unsupported phone provider");
export const linkExpired = () => new AuthError(403, "otp_expired", "Email link is invalid or has expired");
export const codeExpired = () => new AuthError(403, "otp_expired", "Token has expired or is invalid");
export const refreshRefused = (code: string, why: string) =>
  new AuthError(400, code, `Invalid Refresh Token: ${why}`);
