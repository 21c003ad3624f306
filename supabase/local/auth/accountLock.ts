/** Brakes per account: after too many wrong guesses within the window even the right answer has to wait. */
import { tooManyMails, tooManyRequests } from "./authError";
import type { RateLimits } from "./rateLimits";

interface Attempts {
  count: number;
  since: number;
}

const SWEEP_ABOVE = 10_000;

export class AccountLock {
  readonly #attempts = new Map<string, Attempts>();
  readonly #mails = new Map<string, number>();

  constructor(
    readonly limits: RateLimits,
    readonly now: () => number,
  ) {}

  /** Counts the guess before it is checked, so that parallel guesses cannot slip through together. */
  reserve(account: string): void {
    const { tries, seconds } = this.limits.guesses;
    const known = this.#attempts.get(account);
    const isOver = known === undefined || this.now() - known.since >= seconds * 1000;
    const attempts = isOver ? { count: 0, since: this.now() } : known;
    if (attempts.count >= tries) throw tooManyRequests(this.#wait(attempts.since + seconds * 1000));
    this.#attempts.set(account, { ...attempts, count: attempts.count + 1 });
    if (this.#attempts.size > SWEEP_ABOVE) this.#sweep(seconds * 1000);
  }

  /** The guess was right: the account starts afresh. */
  forgive(account: string): void {
    this.#attempts.delete(account);
  }

  /** One mail of a kind per person and pause; asked for unknown addresses too, so that the answers are equal. */
  paceMail(kind: string, email: string): void {
    const id = `${kind} ${email}`;
    const last = this.#mails.get(id);
    const left = last === undefined ? 0 : last + this.limits.mailPause * 1000 - this.now();
    if (left > 0) throw tooManyMails(pauseMessage(left));
    this.#mails.set(id, this.now());
    if (this.#mails.size > SWEEP_ABOVE) this.#sweepMails();
  }

  #wait(until: number): string {
    const minutes = Math.ceil((until - this.now()) / 60_000);
    return `Too many failed attempts for this account. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}.`;
  }

  #sweep(window: number): void {
    for (const [account, { since }] of this.#attempts) {
      if (this.now() - since >= window) this.#attempts.delete(account);
    }
  }

  #sweepMails(): void {
    for (const [id, at] of this.#mails) {
      if (this.now() - at >= this.limits.mailPause * 1000) this.#mails.delete(id);
    }
  }
}

export function pauseMessage(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `For security purposes, you can only request this after ${seconds} seconds.`;
}
