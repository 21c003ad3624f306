/** Errors of Postgres that are the caller's doing, in words a caller understands. */
import pg from "pg";
import { AuthError, emailExists, validationFailed } from "./authError";

export function databaseRefusal(error: unknown): AuthError | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  if (error.code === "23505") return duplicate(error.constraint ?? "");
  if (error.code === "23503") return brokenReference(error.message);
  if (error.code === "55P03" || error.code === "40P01") {
    return new AuthError(409, "conflict", "Too many concurrent requests on the same session or user");
  }
  // Class 22: text or JSON that Postgres cannot hold, a null byte for one.
  if (error.code?.startsWith("22"))
    return validationFailed("The request holds a value that cannot be stored");
  return undefined;
}

function brokenReference(message: string): AuthError {
  const isDeletion = message.startsWith("update or delete");
  return new AuthError(
    409,
    "conflict",
    isDeletion
      ? "This user is referenced by other records: ban or soft delete the user instead"
      : "The account was changed meanwhile, try again",
  );
}

function duplicate(constraint: string): AuthError | undefined {
  if (constraint === "users_email_partial_key") return emailExists();
  if (constraint === "users_pkey") return validationFailed("A user with this id already exists");
  if (constraint === "mfa_factors_user_friendly_name_unique") {
    const message = "A factor with this friendly name for this user already exists";
    return new AuthError(422, "mfa_factor_name_conflict", message);
  }
  return undefined;
}
