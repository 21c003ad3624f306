/** What people may change about themselves. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { aPerson, asAnyone, present, signedIn, someEmail, userOf } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

const NEW_PASSWORD = "a new and longer one";

describe("a new password", () => {
  it("is set with the current one and ends all other sessions", async () => {
    const person = await aPerson(server);
    const [here, there] = [await signedIn(server, person), await signedIn(server, person)];

    const { error } = await here.client.auth.updateUser({
      password: NEW_PASSWORD,
      current_password: person.password,
    });

    expect(error).toBeNull();
    expect((await here.client.auth.getUser()).error).toBeNull();
    expect((await there.client.auth.getUser()).error?.name).toBe("AuthSessionMissingError");
    expect((await asAnyone(server).auth.signInWithPassword(person)).error?.code).toBe("invalid_credentials");
    const again = await asAnyone(server).auth.signInWithPassword({ ...person, password: NEW_PASSWORD });
    expect(again.error).toBeNull();
  });

  it("is refused without, or with a wrong, current one", async () => {
    const { client } = await signedIn(server);

    const without = await client.auth.updateUser({ password: NEW_PASSWORD });
    const wrong = await client.auth.updateUser({ password: NEW_PASSWORD, current_password: "wrong" });

    expect(without.error).toMatchObject({ status: 400, code: "current_password_required" });
    expect(wrong.error).toMatchObject({ status: 400, code: "current_password_invalid" });
  });

  it("is refused when it is the old one", async () => {
    const { client, password } = await signedIn(server);

    const { error } = await client.auth.updateUser({ password, current_password: password });

    expect(error).toMatchObject({
      status: 422,
      code: "same_password",
      message: "New password should be different from the old password.",
    });
  });

  it("is refused when it is too short, with the reason", async () => {
    const { client, password } = await signedIn(server);

    const { error } = await client.auth.updateUser({ password: "short", current_password: password });

    expect(error).toMatchObject({ name: "AuthWeakPasswordError", status: 422, reasons: ["length"] });
  });

  it("is refused above 72 bytes, counted as bcrypt counts", async () => {
    const { client, password } = await signedIn(server);

    const { error } = await client.auth.updateUser({
      password: "密".repeat(25),
      current_password: password,
    });
    const fits = await client.auth.updateUser({ password: "密".repeat(24), current_password: password });

    expect(error).toMatchObject({ status: 400, code: "validation_failed" });
    expect(fits.error).toBeNull();
  });

  it("may be set without the current one where the operator does not ask for it", async () => {
    const lenient = await startAuthServer({ requireCurrentPassword: false });
    const { client } = await signedIn(lenient);

    const wrong = await client.auth.updateUser({ password: NEW_PASSWORD, current_password: "wrong" });
    const without = await client.auth.updateUser({ password: NEW_PASSWORD });

    expect(wrong.error?.code).toBe("current_password_invalid");
    expect(without.error).toBeNull();
    await lenient.stop();
  });

  it("asks for a mailed code in a session older than a day, where the operator wants that", async () => {
    const strict = await startAuthServer({ requireReauthentication: true });
    const { client, password, id } = await signedIn(strict);
    await strict.sql.query("update auth.sessions set created_at = now() - interval '25 hours'");
    const change = { password: NEW_PASSWORD, current_password: password };

    const without = await client.auth.updateUser(change);
    const asked = await client.auth.reauthenticate();
    const wrong = await client.auth.updateUser({ ...change, nonce: "000000" });
    const right = await client.auth.updateUser({ ...change, nonce: present(strict.mails[0]).token });

    expect(without.error).toMatchObject({ status: 400, code: "reauthentication_needed" });
    expect(asked.error).toBeNull();
    expect(strict.mails[0]).toMatchObject({ kind: "reauthentication", link: "" });
    expect(wrong.error).toMatchObject({ status: 422, code: "reauthentication_not_valid" });
    expect(right.data.user?.id).toBe(id);
    await strict.stop();
  });

  it("does not overwrite one that was set at the same time", async () => {
    const person = await aPerson(server);
    const [here, there] = [await signedIn(server, person), await signedIn(server, person)];
    const change = (password: string) => ({ password, current_password: person.password });

    const answers = await Promise.all([
      here.client.auth.updateUser(change("first of the two")),
      there.client.auth.updateUser(change("second of the two")),
    ]);

    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  });
});

describe("user metadata", () => {
  it("is merged, and a key set to null is removed", async () => {
    const { client } = await signedIn(server);
    await client.auth.updateUser({ data: { theme: "dark", language: "zh-CN" } });

    const answer = await client.auth.updateUser({ data: { theme: null, size: "small" } });

    expect(userOf(answer).user_metadata).toEqual({
      language: "zh-CN",
      size: "small",
      email_verified: true,
    });
  });

  it("does not open app metadata", async () => {
    const { session } = await signedIn(server);

    const answer = await fetch(`${server.url}/auth/v1/user`, {
      method: "PUT",
      headers: { authorization: `Bearer ${session.access_token}` },
      body: JSON.stringify({ app_metadata: { role: "admin" } }),
    });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error_code: "not_admin" });
  });
});

describe("a new email address", () => {
  it("counts once both addresses have confirmed it", async () => {
    const { client, email, password } = await signedIn(server);
    const newEmail = someEmail();

    const asked = await client.auth.updateUser({ email: newEmail });
    const [current, next] = server.mails.slice(-2);
    const first = await asAnyone(server).auth.verifyOtp({
      type: "email_change",
      token_hash: present(current).token_hash,
    });
    const half = await asAnyone(server).auth.signInWithPassword({ email, password });
    const second = await asAnyone(server).auth.verifyOtp({
      type: "email_change",
      email: newEmail,
      token: present(next).token,
    });

    expect(userOf(asked)).toMatchObject({ email, new_email: newEmail });
    expect([current?.to, next?.to]).toEqual([email, newEmail]);
    expect(first).toMatchObject({ data: { user: null, session: null }, error: null });
    expect(half.error).toBeNull();
    expect(second.data.user).toMatchObject({ email: newEmail });
    expect(second.data.user?.new_email).toBeUndefined();
    expect(second.data.user?.identities?.[0]).toMatchObject({ email: newEmail });
    const old = await asAnyone(server).auth.signInWithPassword({ email, password });
    expect(old.error?.code).toBe("invalid_credentials");
  });

  it("is refused when somebody has it", async () => {
    const [{ client }, other] = [await signedIn(server), await aPerson(server)];

    const { error } = await client.auth.updateUser({ email: other.email.toUpperCase() });

    expect(error).toMatchObject({ status: 422, code: "email_exists" });
  });

  it("is refused when it is none", async () => {
    const { client } = await signedIn(server);

    const { error } = await client.auth.updateUser({ email: "no address" });

    expect(error).toMatchObject({
      status: 400,
      code: "validation_failed",
      message: "Unable to validate email address: invalid format",
    });
  });
});
