/** Brakes per client address: token buckets as GoTrue fills them, one kind per endpoint. */
import { tooManyMails, tooManyRequests } from "./authError";

/** Requests that come back per window, after a burst. */
export interface Rate {
  requests: number;
  seconds: number;
  burst: number;
}

export interface RateLimits {
  token: Rate;
  verify: Rate;
  signup: Rate;
  recover: Rate;
  otp: Rate;
  resend: Rate;
  user: Rate;
  factorChallenge: Rate;
  factorVerify: Rate;
  /** All mail of this server together. */
  mail: Rate;
  /** Wrong passwords, TOTP codes and mailed codes of one account; burst does not apply. */
  guesses: { tries: number; seconds: number };
  /** Seconds between two mails of a kind to the same person. */
  mailPause: number;
}

const per5Minutes = (requests: number): Rate => ({ requests, seconds: 300, burst: 30 });

export const DEFAULT_LIMITS: RateLimits = {
  token: per5Minutes(150),
  verify: per5Minutes(30),
  signup: per5Minutes(30),
  recover: per5Minutes(30),
  otp: per5Minutes(30),
  resend: per5Minutes(30),
  user: per5Minutes(30),
  factorChallenge: { requests: 15, seconds: 60, burst: 30 },
  factorVerify: { requests: 15, seconds: 60, burst: 30 },
  mail: { requests: 30, seconds: 3600, burst: 30 },
  guesses: { tries: 10, seconds: 900 },
  mailPause: 60,
};

export type RateName = {
  [Name in keyof RateLimits]: RateLimits[Name] extends Rate ? Name : never;
}[keyof RateLimits];

interface Bucket {
  tokens: number;
  at: number;
}

const SWEEP_ABOVE = 10_000;

export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    readonly limits: RateLimits,
    readonly now: () => number,
  ) {}

  /** Takes one token of the address, or refuses with 429. */
  take(name: RateName, key: string): void {
    const rate = this.limits[name];
    const id = `${name} ${key}`;
    const bucket = this.#buckets.get(id) ?? { tokens: rate.burst, at: this.now() };
    const tokens = Math.min(rate.burst, bucket.tokens + this.#refill(rate, bucket.at));
    if (tokens < 1) throw name === "mail" ? tooManyMails() : tooManyRequests();
    this.#buckets.set(id, { tokens: tokens - 1, at: this.now() });
    if (this.#buckets.size > SWEEP_ABOVE) this.#sweep();
  }

  #refill(rate: Rate, since: number): number {
    return ((this.now() - since) / 1000) * (rate.requests / rate.seconds);
  }

  /** Forgets addresses whose bucket would be full again by now. */
  #sweep(): void {
    const hourAgo = this.now() - 3_600_000;
    for (const [id, bucket] of this.#buckets) if (bucket.at < hourAgo) this.#buckets.delete(id);
  }
}
