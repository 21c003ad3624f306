/** The official client against the whole running stack, with its opaque keys, its inbox and its REST API. */
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isObject } from "../../supabase/local/auth/readBody";
import { clientOf } from "./clients";
import type { Client } from "./clients";
import { anyNumber } from "./matchers";
import { present, someEmail } from "./people";

const { url, publishableKey, secretKey } = inject("stack");
const admin = clientOf(url, secretKey);
const browser = () => clientOf(url, publishableKey);

const person = { email: someEmail(), password: "correct horse battery" };
let id: string;

beforeAll(async () => {
  const { data, error } = await admin.auth.admin.createUser({ ...person, email_confirm: true });
  if (error) throw error;
  id = data.user.id;
});
afterAll(async () => {
  await admin.auth.admin.deleteUser(id);
});

async function signIn(): Promise<Client> {
  const client = browser();
  const { error } = await client.auth.signInWithPassword(person);
  if (error) throw error;
  return client;
}

async function mailTo(email: string): Promise<{ link: string; token: string }> {
  const answer = await fetch(`${url}/inbox`, { headers: { accept: "application/json" } });
  const mails: unknown = await answer.json();
  const mail: unknown = Array.isArray(mails)
    ? mails.find((found) => isObject(found) && found.to === email)
    : null;
  if (!isObject(mail)) throw new Error(`no mail to ${email}`);
  return { link: String(mail.link), token: String(mail.token) };
}

describe("supabase-js against the stack", () => {
  it("signs in, refreshes, notices reuse and signs out", async () => {
    const client = await signIn();
    const first = present((await client.auth.getSession()).data.session);

    const refreshed = await client.auth.refreshSession();
    const again = await browser().auth.refreshSession({ refresh_token: first.refresh_token });
    const claims = await client.auth.getClaims();
    const out = await client.auth.signOut({ scope: "global" });
    const after = await browser().auth.getUser(first.access_token);

    expect(refreshed.data.session?.refresh_token).not.toBe(first.refresh_token);
    expect(again.data.session?.refresh_token).toBe(refreshed.data.session?.refresh_token);
    expect(claims.data?.claims).toMatchObject({ sub: id, aal: "aal1", iss: `${url}/auth/v1` });
    expect(out.error).toBeNull();
    expect(after.error?.name).toBe("AuthSessionMissingError");
  });

  it("refuses a wrong password and a sign-up", async () => {
    const wrong = await browser().auth.signInWithPassword({ ...person, password: "wrong" });
    const signUp = await browser().auth.signUp({ email: someEmail(), password: person.password });

    expect(wrong.error).toMatchObject({ status: 400, code: "invalid_credentials" });
    expect(signUp.error).toMatchObject({ status: 422, code: "signup_disabled" });
  });

  it("lists users for the secret key only", async () => {
    const listed = await admin.auth.admin.listUsers({ page: 1, perPage: 1 });
    const refused = await browser().auth.admin.listUsers();

    expect(listed.data).toMatchObject({ users: [{ aud: "authenticated" }], total: anyNumber });
    expect(refused.error).toMatchObject({ status: 403, code: "not_admin" });
  });

  it("invites through the inbox", async () => {
    const email = someEmail();
    const { data, error } = await admin.auth.admin.inviteUserByEmail(email);
    expect(error).toBeNull();

    const landing = await fetch((await mailTo(email)).link, { redirect: "manual" });

    expect(landing.status).toBe(303);
    expect(landing.headers.get("location")).toMatch(new RegExp(`^${url}/?#access_token=`));
    await admin.auth.admin.deleteUser(present(data.user).id);
  });

  it("recovers through the inbox, and then reaches aal2", async () => {
    await browser().auth.resetPasswordForEmail(person.email);
    const client = browser();
    const { token } = await mailTo(person.email);
    const verified = await client.auth.verifyOtp({ type: "recovery", email: person.email, token });
    const changed = await client.auth.updateUser({ password: "a password for the next test" });
    person.password = "a password for the next test";

    const { data } = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "Phone" });
    const { id: factorId, totp } = present(data);
    const code = new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate();
    const raised = await client.auth.mfa.challengeAndVerify({ factorId, code });
    const level = await client.auth.mfa.getAuthenticatorAssuranceLevel();
    await client.auth.mfa.unenroll({ factorId });

    expect([verified.error, changed.error, raised.error]).toEqual([null, null, null]);
    expect(level.data?.currentLevel).toBe("aal2");
  });

  it("lets PostgREST believe the token, and stop when the session ends", async () => {
    const client = await signIn();
    const token = present((await client.auth.getSession()).data.session).access_token;
    const rest = () =>
      fetch(`${url}/rest/v1/`, { headers: { apikey: publishableKey, authorization: `Bearer ${token}` } });

    const before = await rest();
    await admin.auth.admin.signOut(token, "local");
    const after = await rest();

    // The account is no member, so the engine refuses it; after the end it is not even an account.
    expect(before.status).toBe(403);
    expect(after.status).toBe(401);
  });
});
