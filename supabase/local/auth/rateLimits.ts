/** How many requests, guesses and mails are let through: GoTrue's limits, and those per account. */

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
