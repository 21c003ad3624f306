/** Brakes per client address: a bucket of tokens for each kind of request, which fills up again with time. */
import { tooManyMails, tooManyRequests } from "./authError";
import { ExpiringMap } from "./ExpiringMap";
import type { Rate, RateLimits, RateName } from "./rateLimits";

interface Bucket {
  tokens: number;
  at: number;
}

// After an hour every bucket is full again.
const HOUR = 3_600_000;

export class RateLimiter {
  readonly #buckets: ExpiringMap<Bucket>;

  constructor(
    readonly limits: RateLimits,
    readonly now: () => number,
  ) {
    this.#buckets = new ExpiringMap(HOUR, now);
  }

  /** Takes one token of the address, or refuses with 429. */
  take(name: RateName, key: string): void {
    const rate = this.limits[name];
    const id = `${name} ${key}`;
    const bucket = this.#buckets.get(id) ?? { tokens: rate.burst, at: this.now() };
    const tokens = Math.min(rate.burst, bucket.tokens + this.#refill(rate, bucket.at));
    if (tokens < 1) throw name === "mail" ? tooManyMails() : tooManyRequests();
    this.#buckets.set(id, { tokens: tokens - 1, at: this.now() });
  }

  #refill(rate: Rate, since: number): number {
    return ((this.now() - since) / 1000) * (rate.requests / rate.seconds);
  }
}
