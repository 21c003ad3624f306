/** Links and codes that come by mail: recovery and sign-in. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { follow, mailTo } from "./links";
import { aPerson, asAdmin, asAnyone, present, signedIn, someEmail } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

async function age(email: string, hours: number): Promise<void> {
  await server.sql.query(
    `update auth.users set recovery_sent_at = now() - make_interval(hours => $2),
       confirmation_sent_at = now() - make_interval(hours => $2) where email = $1`,
    [email, hours],
  );
}

describe("a recovery", () => {
  it("signs in by the link, and the new password needs no old one", async () => {
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);

    const client = asAnyone(server);
    const { data } = await client.auth.verifyOtp({
      type: "recovery",
      token_hash: mailTo(server, email).token_hash,
    });
    const changed = await client.auth.updateUser({ password: "after the recovery" });

    expect(data.session?.user.email).toBe(email);
    expect(changed.error).toBeNull();
    const signIn = await asAnyone(server).auth.signInWithPassword({ email, password: "after the recovery" });
    expect(signIn.error).toBeNull();
  });

  it("takes the typed code as well", async () => {
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);

    const { data, error } = await asAnyone(server).auth.verifyOtp({
      type: "recovery",
      email: email.toUpperCase(),
      token: mailTo(server, email).token,
    });

    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
  });

  it("answers the same for an address without an account", async () => {
    const [known, unknown] = [(await aPerson(server)).email, someEmail()];

    const answers = [
      await asAnyone(server).auth.resetPasswordForEmail(known),
      await asAnyone(server).auth.resetPasswordForEmail(unknown),
    ];

    expect(answers).toEqual([
      { data: {}, error: null },
      { data: {}, error: null },
    ]);
    expect(server.mails.some(({ to }) => to === unknown)).toBe(false);
  });

  it("works once, even when two come at the same time", async () => {
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    const { token_hash, token } = mailTo(server, email);

    const answers = await Promise.all([
      asAnyone(server).auth.verifyOtp({ type: "recovery", token_hash }),
      asAnyone(server).auth.verifyOtp({ type: "recovery", token_hash }),
      asAnyone(server).auth.verifyOtp({ type: "recovery", email, token }),
      asAnyone(server).auth.verifyOtp({ type: "recovery", email, token }),
    ]);

    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
    expect(answers.filter(({ error }) => error?.code === "otp_expired")).toHaveLength(3);
  });

  it("ends after a day, when a newer one is asked for, and when the password changes", async () => {
    const [late, replaced] = [await aPerson(server), await aPerson(server)];
    const changed = await signedIn(server);
    for (const { email } of [late, replaced, changed])
      await asAnyone(server).auth.resetPasswordForEmail(email);
    const hashes = [late, replaced, changed].map(({ email }) => mailTo(server, email).token_hash);
    await age(late.email, 25);
    await asAnyone(server).auth.resetPasswordForEmail(replaced.email);
    await changed.client.auth.updateUser({
      password: "changed meanwhile",
      current_password: changed.password,
    });

    for (const token_hash of hashes) {
      const { error } = await asAnyone(server).auth.verifyOtp({ type: "recovery", token_hash });
      expect(error).toMatchObject({ status: 403, code: "otp_expired" });
    }
  });

  it("does not open a banned account", async () => {
    const { id, email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    await asAdmin(server).auth.admin.updateUserById(id, { ban_duration: "1h" });

    const { error } = await asAnyone(server).auth.verifyOtp({
      type: "recovery",
      token_hash: mailTo(server, email).token_hash,
    });

    expect(error).toMatchObject({ status: 403, code: "user_banned" });
  });

  it("does not follow the account to a new address", async () => {
    const { id, email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    await asAdmin(server).auth.admin.updateUserById(id, { email: someEmail() });

    const { error } = await asAnyone(server).auth.verifyOtp({
      type: "recovery",
      token_hash: mailTo(server, email).token_hash,
    });

    expect(error?.code).toBe("otp_expired");
  });

  it("is taken back when the mail cannot be sent", async () => {
    const broken = await startAuthServer({
      mail: () => Promise.reject(new Error("no route to the post office")),
    });
    const { email, id } = await aPerson(broken);

    const { error } = await asAnyone(broken).auth.resetPasswordForEmail(email);

    expect(error).toMatchObject({ status: 500 });
    const { rows } = await broken.sql.query("select from auth.one_time_tokens where user_id = $1", [id]);
    expect(rows).toHaveLength(0);
    expect(broken.logs.join()).toContain("no route to the post office");
    await broken.stop();
  });
});

describe("a link", () => {
  it("leads only to the site, whatever it asks for", async () => {
    const { email } = await aPerson(server);
    for (const target of [
      "https://evil.test/steal",
      "javascript:alert(1)",
      "//evil.test",
      "data:text/html,x",
    ]) {
      await asAnyone(server).auth.resetPasswordForEmail(email, { redirectTo: target });
      const { address } = await follow(mailTo(server, email).link);
      expect(address.origin).toBe(server.url);
    }
  });

  it("is not used up by a mail program that looks at it", async () => {
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    const { link } = mailTo(server, email);

    const looked = await fetch(link, { method: "HEAD", redirect: "manual" });
    const { fields } = await follow(link);

    expect(looked.status).toBe(405);
    expect(fields.get("access_token")).toBeTruthy();
  });

  it("that is dead leads back with the reason", async () => {
    const link = `${server.url}/auth/v1/verify?token=dead&type=recovery&redirect_to=${server.url}/reset`;

    const { status, address, fields } = await follow(link);

    expect(status).toBe(303);
    expect(address.pathname).toBe("/reset");
    expect(Object.fromEntries(fields)).toMatchObject({
      error: "access_denied",
      error_code: "otp_expired",
      error_description: "Email link is invalid or has expired",
    });
  });
});

describe("a sign-in link", () => {
  it("reaches those who have an account, and nobody else", async () => {
    const { email } = await aPerson(server);

    const known = await asAnyone(server).auth.signInWithOtp({ email });
    const verified = await asAnyone(server).auth.verifyOtp({
      type: "email",
      email,
      token: mailTo(server, email).token,
    });
    const unknown = await asAnyone(server).auth.signInWithOtp({ email: someEmail() });
    const unwanted = await asAnyone(server).auth.signInWithOtp({
      email: someEmail(),
      options: { shouldCreateUser: false },
    });

    expect(known.error).toBeNull();
    expect(verified.data.user?.email).toBe(email);
    expect(unknown.error).toMatchObject({ status: 422, code: "signup_disabled" });
    expect(unwanted.error).toMatchObject({
      status: 422,
      code: "otp_disabled",
      message: "Signups not allowed for otp",
    });
  });

  it("can be made by an admin for every purpose", async () => {
    const { email } = await aPerson(server);
    const { admin } = asAdmin(server).auth;
    const wishes = [
      { type: "recovery" as const, email },
      { type: "magiclink" as const, email },
      { type: "invite" as const, email: someEmail() },
      { type: "signup" as const, email: someEmail(), password: "correct horse battery" },
    ];

    for (const wish of wishes) {
      const { data, error } = await admin.generateLink(wish);
      const { properties } = data;
      expect(error).toBeNull();
      expect(properties).toMatchObject({ verification_type: wish.type, redirect_to: server.url });
      expect(data.user?.email).toBe(wish.email);
      const { fields } = await follow(present(properties).action_link);
      expect(fields.get("access_token")).toBeTruthy();
    }
    const none = await admin.generateLink({ type: "recovery", email: someEmail() });
    expect(none.error).toMatchObject({ status: 404, code: "user_not_found" });
  });
});
