/** Hashing and judging passwords. Work is spread over ticks, so that other requests are answered meanwhile. */
import { randomBytes } from "node:crypto";
import bcrypt from "bcryptjs";
import { WeakPassword, validationFailed } from "./authError";

const COST = 10;
const MOST_BYTES = 72;

let decoy: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(password, COST);
}

/** Takes as long for an account without a password, or for no account at all. */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  decoy ??= bcrypt.hash(randomBytes(16).toString("hex"), COST);
  const isUsable = Boolean(hash) && !isTooLong(password);
  const matches = await bcrypt.compare(password, isUsable && hash ? hash : await decoy);
  return isUsable && matches;
}

export function assertGoodPassword(password: string, minLength: number): void {
  if (isTooLong(password)) {
    throw validationFailed(`Password cannot be longer than ${MOST_BYTES} characters`);
  }
  const weakness = passwordWeakness(password, minLength);
  if (weakness) throw new WeakPassword(weakness.message, weakness.reasons);
}

export function passwordWeakness(
  password: string,
  minLength: number,
): { message: string; reasons: string[] } | undefined {
  // Counted in bytes, as Go does.
  if (Buffer.byteLength(password) >= minLength) return undefined;
  return { message: `Password should be at least ${minLength} characters.`, reasons: ["length"] };
}

/** For accounts that nobody signs in to with a password yet. */
export function randomPassword(): string {
  return randomBytes(48).toString("base64url");
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MOST_BYTES;
}
