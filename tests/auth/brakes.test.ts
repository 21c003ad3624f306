/** What slows down those who guess or flood. */
import { Secret, TOTP } from "otpauth";
import { afterEach, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import type { AuthDeps } from "../../supabase/local/auth/AuthDeps";
import { DEFAULT_LIMITS } from "../../supabase/local/auth/rateLimits";
import { textLike, textWith } from "./matchers";
import { aPerson, asAdmin, asAnyone, present, signedIn, someEmail } from "./people";

const servers: AuthServer[] = [];

async function start(options: Partial<AuthDeps> = {}): Promise<AuthServer> {
  const server = await startAuthServer(options);
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const TOO_MANY = { status: 429, code: "over_request_rate_limit" };

describe("guessing at an account", () => {
  it("stops after ten wrong passwords for a quarter of an hour, even for the right one", async () => {
    const server = await start();
    const [person, other] = [await aPerson(server), await aPerson(server)];
    const tryPassword = async (password: string) =>
      (await asAnyone(server).auth.signInWithPassword({ email: person.email, password })).error;

    for (let n = 0; n < 10; n++) expect((await tryPassword(`guess ${n}`))?.code).toBe("invalid_credentials");
    const eleventh = await tryPassword(person.password);
    server.wait(14 * 60);
    const early = await tryPassword(person.password);
    const neighbour = await asAnyone(server).auth.signInWithPassword(other);
    server.wait(61);
    const later = await tryPassword(person.password);

    expect(eleventh).toMatchObject({
      ...TOO_MANY,
      message: "Too many failed attempts for this account. Try again in 15 minutes.",
    });
    expect(early).toMatchObject({ ...TOO_MANY, message: textWith("in 1 minute.") });
    expect(neighbour.error).toBeNull();
    expect(later).toBeNull();
  });

  it("lets no more than ten through when they come all at once", async () => {
    const server = await start();
    const { email } = await aPerson(server);

    const errors = await Promise.all(
      Array.from({ length: 25 }, async (_, n) => {
        const { error } = await asAnyone(server).auth.signInWithPassword({ email, password: `guess ${n}` });
        return error?.code;
      }),
    );

    expect(errors.filter((code) => code === "invalid_credentials")).toHaveLength(10);
    expect(errors.filter((code) => code === "over_request_rate_limit")).toHaveLength(15);
  });

  it("starts afresh after a right password", async () => {
    const server = await start();
    const person = await aPerson(server);
    const tryTimes = async (times: number) => {
      for (let n = 0; n < times; n++) {
        await asAnyone(server).auth.signInWithPassword({ ...person, password: "wrong" });
      }
    };

    await tryTimes(9);
    const right = await asAnyone(server).auth.signInWithPassword(person);
    await tryTimes(9);
    const rightAgain = await asAnyone(server).auth.signInWithPassword(person);

    expect([right.error, rightAgain.error]).toEqual([null, null]);
  });

  it("treats addresses without an account the same way", async () => {
    const server = await start();
    const email = someEmail();

    const codes = [];
    for (let n = 0; n < 11; n++) {
      codes.push((await asAnyone(server).auth.signInWithPassword({ email, password: "x" })).error?.code);
    }

    expect(codes.slice(0, 10)).toEqual(Array(10).fill("invalid_credentials"));
    expect(codes[10]).toBe("over_request_rate_limit");
  });

  it("counts wrong current passwords of a stolen session too", async () => {
    const server = await start();
    const { client, password } = await signedIn(server);
    const change = async (current_password: string) =>
      (await client.auth.updateUser({ password: "a new and longer one", current_password })).error?.code;

    for (let n = 0; n < 10; n++) expect(await change("wrong")).toBe("current_password_invalid");

    expect(await change(password)).toBe("over_request_rate_limit");
  });

  it("stops after ten wrong codes of the second factor", async () => {
    const server = await start();
    const { client, id } = await signedIn(server);
    const { data } = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "Phone" });
    const { id: factorId, totp } = present(data);
    const verify = async (code: string) =>
      (await client.auth.mfa.challengeAndVerify({ factorId, code })).error;
    const right = () => new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate();

    for (let n = 0; n < 10; n++) expect((await verify("000000"))?.code).toBe("mfa_verification_failed");

    expect(await verify(right())).toMatchObject(TOO_MANY);
    server.wait(901);
    expect(await verify(right())).toBeNull();
    const { rows } = await server.sql.query("select status from auth.mfa_factors where user_id = $1", [id]);
    expect(rows).toEqual([{ status: "verified" }]);
  });

  it("stops after ten wrong codes from a mail", async () => {
    const server = await start();
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    const { token } = present(server.mails[0]);
    const wrong = token === "000000" ? "111111" : "000000";
    const verify = async (code: string) =>
      (await asAnyone(server).auth.verifyOtp({ type: "recovery", email, token: code })).error;

    for (let n = 0; n < 10; n++) expect((await verify(wrong))?.code).toBe("otp_expired");

    expect(await verify(token)).toMatchObject(TOO_MANY);
  });
});

describe("flooding from one address", () => {
  it("is stopped after the burst and let in again bit by bit", async () => {
    let now = 0;
    const server = await start({
      limits: { token: { requests: 150, seconds: 300, burst: 30 } },
      now: () => now,
    });
    const ask = async () =>
      (await asAnyone(server).auth.refreshSession({ refresh_token: "abcdefghijk1" })).error?.status;

    const statuses = await Promise.all(Array.from({ length: 33 }, ask));
    now += 4000;
    const after = [await ask(), await ask(), await ask()];

    expect(statuses.filter((status) => status === 400)).toHaveLength(30);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expect(after).toEqual([400, 400, 429]);
  });

  it("does not stop other addresses", async () => {
    const server = await start({
      limits: { token: { requests: 1, seconds: 300, burst: 1 } },
      clientIp: (c) => c.req.header("x-real-ip") ?? "127.0.0.1",
    });
    const ask = async (ip: string) => {
      const answer = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
        method: "POST",
        headers: { "x-real-ip": ip },
        body: JSON.stringify({ email: someEmail(), password: "x" }),
      });
      return answer.status;
    };

    expect([await ask("10.0.0.1"), await ask("10.0.0.1"), await ask("10.0.0.2")]).toEqual([400, 429, 400]);
  });

  it("has GoTrue's limits when nothing else is said", () => {
    expect(DEFAULT_LIMITS.token).toEqual({ requests: 150, seconds: 300, burst: 30 });
    expect(DEFAULT_LIMITS.factorVerify).toEqual({ requests: 15, seconds: 60, burst: 30 });
    expect(DEFAULT_LIMITS.mailPause).toBe(60);
  });
});

describe("mail", () => {
  it("of a kind is sent to nobody twice within a minute", async () => {
    const server = await start({ limits: { mailPause: 60 } });
    const [{ email }, invited, unknown] = [await aPerson(server), someEmail(), someEmail()];
    const recover = async (to: string) => (await asAnyone(server).auth.resetPasswordForEmail(to)).error;
    const invite = async () => (await asAdmin(server).auth.admin.inviteUserByEmail(invited)).error;

    const both = await Promise.all([recover(email), recover(email)]);
    const first = [await recover(unknown), await invite()];
    const second = [await recover(unknown), await invite()];

    expect(both.filter((error) => error === null)).toHaveLength(1);
    expect(first).toEqual([null, null]);
    for (const error of [...second, ...both.filter((error) => error !== null)]) {
      expect(error).toMatchObject({
        status: 429,
        code: "over_email_send_rate_limit",
        message: textLike(/^For security purposes, you can only request this after \d+ seconds\.$/),
      });
    }
    expect(server.mails).toHaveLength(2);
  });

  it("is limited for the whole server", async () => {
    const server = await start({ limits: { mail: { requests: 30, seconds: 3600, burst: 2 } } });
    const invite = async () => (await asAdmin(server).auth.admin.inviteUserByEmail(someEmail())).error;

    expect([await invite(), await invite()]).toEqual([null, null]);
    expect(await invite()).toMatchObject({ status: 429, code: "over_email_send_rate_limit" });
    server.wait(120);
    expect(await invite()).toBeNull();
  });
});
