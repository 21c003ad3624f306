/** Invitations: an admin makes an account, the mail opens it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { follow, mailTo } from "./links";
import { anyText, textLike } from "./matchers";
import { aPerson, asAdmin, asAnyone, present, someEmail, userOf } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

describe("an invitation", () => {
  it("makes an account, and its link signs in to set a password", async () => {
    const email = someEmail();
    const answer = await asAdmin(server).auth.admin.inviteUserByEmail(email, {
      data: { full_name: "李雷" },
      redirectTo: `${server.url}/welcome`,
    });
    const mail = mailTo(server, email);

    const { status, address, fields } = await follow(mail.link);
    const client = asAnyone(server);
    await client.auth.setSession({
      access_token: present(fields.get("access_token")),
      refresh_token: present(fields.get("refresh_token")),
    });
    const changed = await client.auth.updateUser({ password: "my own long password" });

    expect(userOf(answer)).toMatchObject({
      email,
      invited_at: anyText,
      user_metadata: { full_name: "李雷" },
    });
    expect(userOf(answer).email_confirmed_at).toBeUndefined();
    expect(mail).toMatchObject({
      kind: "invite",
      subject: textLike(/invited/),
      token: textLike(/^\d{6}$/),
    });
    expect([status, address.pathname, fields.get("type")]).toEqual([303, "/welcome", "invite"]);
    expect(userOf(changed).email_confirmed_at).toBeTruthy();
    const signIn = await asAnyone(server).auth.signInWithPassword({
      email,
      password: "my own long password",
    });
    expect(signIn.error).toBeNull();
  });

  it("shuts out whoever reserved the address with a password before", async () => {
    const squatter = await aPerson(server, { email_confirm: false });
    await asAdmin(server).auth.admin.inviteUserByEmail(squatter.email);
    const { token_hash } = mailTo(server, squatter.email);

    const invited = await asAnyone(server).auth.verifyOtp({ type: "invite", token_hash });
    const intruder = await asAnyone(server).auth.signInWithPassword(squatter);

    expect(invited.error).toBeNull();
    expect(intruder.error?.code).toBe("invalid_credentials");
  });

  it("can be repeated until it is accepted, and only the last link works", async () => {
    const email = someEmail();
    const invite = (to: string) => asAdmin(server).auth.admin.inviteUserByEmail(to);
    await invite(email);
    const first = mailTo(server, email);
    await invite(email);
    const second = mailTo(server, email);

    const old = await asAnyone(server).auth.verifyOtp({ type: "invite", token_hash: first.token_hash });
    const fresh = await asAnyone(server).auth.verifyOtp({ type: "invite", token_hash: second.token_hash });
    const late = await invite(email);

    expect(old.error).toMatchObject({ status: 403, code: "otp_expired" });
    expect(fresh.error).toBeNull();
    expect(late.error).toMatchObject({ status: 422, code: "email_exists" });
  });
});
