/** Brakes per account: after too many wrong guesses within the window even the right answer has to wait. */
import { tooManyMails, tooManyRequests } from "./authError";
import { ExpiringMap } from "./ExpiringMap";
import type { RateLimits } from "./rateLimits";

interface Attempts {
  count: number;
  since: number;
}

export class AccountLock {
  readonly #attempts: ExpiringMap<Attempts>;
  readonly #mails: ExpiringMap<number>;

  constructor(
    readonly limits: RateLimits,
    readonly now: () => number,
  ) {
    this.#attempts = new ExpiringMap(limits.guesses.seconds * 1000, now);
    this.#mails = new ExpiringMap(limits.mailPause * 1000, now);
  }

  /** Counts the guess before it is checked, so that parallel guesses cannot slip through together. */
  reserve(account: string): void {
    const { tries, seconds } = this.limits.guesses;
    const known = this.#attempts.get(account);
    const isOver = known === undefined || this.now() - known.since >= seconds * 1000;
    const attempts = isOver ? { count: 0, since: this.now() } : known;
    if (attempts.count >= tries) throw tooManyRequests(this.#wait(attempts.since + seconds * 1000));
    this.#attempts.set(account, { ...attempts, count: attempts.count + 1 });
  }

  /** The guess was right: the account starts afresh. */
  forgive(account: string): void {
    this.#attempts.delete(account);
  }

  /** One mail of a kind per person and pause; asked for unknown addresses too, so that the answers are equal. */
  paceMail(kind: string, email: string): void {
    const id = `${kind} ${email}`;
    const last = this.#mails.get(id);
    if (last !== undefined) throw tooManyMails(pauseMessage(last + this.#mails.lifetime - this.now()));
    this.#mails.set(id, this.now());
  }

  #wait(until: number): string {
    const minutes = Math.ceil((until - this.now()) / 60_000);
    return `Too many failed attempts for this account. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}.`;
  }
}

export function pauseMessage(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `For security purposes, you can only request this after ${seconds} seconds.`;
}
