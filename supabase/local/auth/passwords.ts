/** Hashing and judging passwords. */
import { randomBytes } from "node:crypto";
import bcrypt from "bcryptjs";
import { WeakPassword, validationFailed } from "./authError";

const COST = 10;
const MOST_BYTES = 72;

let decoy: Promise<string> | undefined;
let queue: Promise<unknown> = Promise.resolve();

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => bcrypt.hash(password, COST));
}

/** Takes as long for an account without a password, or for no account at all. */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  const isUsable = Boolean(hash) && !isTooLong(password);
  const against = isUsable && hash ? hash : await decoy;
  const matches = await inTurn(() => bcrypt.compare(password, against));
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

/** One hash at a time, and whatever else waits comes in between: many sign-ins do not hold up the other requests. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(() => new Promise(setImmediate)).then(work);
  queue = turn.catch(() => undefined);
  return turn;
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MOST_BYTES;
}
