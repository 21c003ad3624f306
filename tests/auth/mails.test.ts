/** Links and codes that come by mail: invitations, recovery, sign-in links. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { aPerson, asAdmin, asAnyone, present, signedIn, someEmail, userOf } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

const mailTo = (email: string) => present(server.mails.findLast(({ to }) => to === email));

/** Follows a link as a browser does, without leaving for the app. */
async function follow(link: string): Promise<{ status: number; address: URL; fields: URLSearchParams }> {
  const answer = await fetch(link, { redirect: "manual" });
  const address = new URL(answer.headers.get("location") ?? server.url);
  return { status: answer.status, address, fields: new URLSearchParams(address.hash.slice(1)) };
}

async function age(email: string, hours: number): Promise<void> {
  await server.sql.query(
    `update auth.users set recovery_sent_at = now() - make_interval(hours => $2),
       confirmation_sent_at = now() - make_interval(hours => $2) where email = $1`,
    [email, hours],
  );
}

describe("an invitation", () => {
  it("makes an account, and its link signs in to set a password", async () => {
    const email = someEmail();
    const answer = await asAdmin(server).auth.admin.inviteUserByEmail(email, {
      data: { full_name: "李雷" },
      redirectTo: `${server.url}/welcome`,
    });
    const mail = mailTo(email);

    const { status, address, fields } = await follow(mail.link);
    const client = asAnyone(server);
    await client.auth.setSession({
      access_token: present(fields.get("access_token")),
      refresh_token: present(fields.get("refresh_token")),
    });
    const changed = await client.auth.updateUser({ password: "my own long password" });

    expect(userOf(answer)).toMatchObject({
      email,
      invited_at: expect.any(String),
      user_metadata: { full_name: "李雷" },
    });
    expect(userOf(answer).email_confirmed_at).toBeUndefined();
    expect(mail).toMatchObject({
      kind: "invite",
      subject: expect.stringMatching(/invited/),
      token: expect.stringMatching(/^\d{6}$/),
    });
    expect([status, address.pathname, fields.get("type")]).toEqual([303, "/welcome", "invite"]);
    expect(userOf(changed).email_confirmed_at).toBeTruthy();
    const signIn = await asAnyone(server).auth.signInWithPassword({
      email,
      password: "my own long password",
    });
    expect(signIn.error).toBeNull();
  });

  it("can be repeated until it is accepted, and only the last link works", async () => {
    const email = someEmail();
    const { inviteUserByEmail } = asAdmin(server).auth.admin;
    const invite = inviteUserByEmail.bind(asAdmin(server).auth.admin);
    await invite(email);
    const first = mailTo(email);
    await invite(email);
    const second = mailTo(email);

    const old = await asAnyone(server).auth.verifyOtp({ type: "invite", token_hash: first.token_hash });
    const fresh = await asAnyone(server).auth.verifyOtp({ type: "invite", token_hash: second.token_hash });
    const late = await invite(email);

    expect(old.error).toMatchObject({ status: 403, code: "otp_expired" });
    expect(fresh.error).toBeNull();
    expect(late.error).toMatchObject({ status: 422, code: "email_exists" });
  });
});

describe("a recovery", () => {
  it("signs in by the link, and the new password needs no old one", async () => {
    const { email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);

    const client = asAnyone(server);
    const { data } = await client.auth.verifyOtp({ type: "recovery", token_hash: mailTo(email).token_hash });
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
      token: mailTo(email).token,
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
    const { token_hash, token } = mailTo(email);

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
    const hashes = [late, replaced, changed].map(({ email }) => mailTo(email).token_hash);
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
      token_hash: mailTo(email).token_hash,
    });

    expect(error).toMatchObject({ status: 403, code: "user_banned" });
  });

  it("does not follow the account to a new address", async () => {
    const { id, email } = await aPerson(server);
    await asAnyone(server).auth.resetPasswordForEmail(email);
    await asAdmin(server).auth.admin.updateUserById(id, { email: someEmail() });

    const { error } = await asAnyone(server).auth.verifyOtp({
      type: "recovery",
      token_hash: mailTo(email).token_hash,
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
      const { address } = await follow(mailTo(email).link);
      expect(address.origin).toBe(server.url);
    }
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
      token: mailTo(email).token,
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
