/** Sign-up is closed by default; where an operator opens it, it behaves as Supabase's. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { clientOf } from "./clients";
import { aPerson, asAnyone, present, someEmail } from "./people";

const password = "correct horse battery";

describe("sign-up in a back office", () => {
  let server: AuthServer;

  beforeAll(async () => {
    server = await startAuthServer();
  });
  afterAll(() => server.stop());

  it("is closed, also for those without a name", async () => {
    const byEmail = await asAnyone(server).auth.signUp({ email: someEmail(), password });
    const anonymous = await asAnyone(server).auth.signInAnonymously();
    const existing = await asAnyone(server).auth.signUp({ email: (await aPerson(server)).email, password });

    for (const { error } of [byEmail, existing]) {
      expect(error).toMatchObject({
        status: 422,
        code: "signup_disabled",
        message: "Signups not allowed for this instance",
      });
    }
    expect(anonymous.error).toMatchObject({ status: 422, code: "anonymous_provider_disabled" });
    expect((await server.sql.query("select from auth.users")).rowCount).toBe(1);
  });
});

describe("open sign-up with confirmation", () => {
  let server: AuthServer;

  beforeAll(async () => {
    server = await startAuthServer({ signupDisabled: false });
  });
  afterAll(() => server.stop());

  it("gives a session only after the mail was answered", async () => {
    const email = someEmail();

    const { data } = await asAnyone(server).auth.signUp({
      email,
      password,
      options: { data: { name: "A" } },
    });
    const early = await asAnyone(server).auth.signInWithPassword({ email, password });
    const confirmed = await asAnyone(server).auth.verifyOtp({
      type: "signup",
      token_hash: present(server.mails.at(-1)).token_hash,
    });

    expect(data).toMatchObject({ session: null, user: { email, user_metadata: { name: "A" } } });
    expect(early.error?.code).toBe("email_not_confirmed");
    expect(confirmed.data.session?.user.email).toBe(email);
  });

  it("does not tell that an address has an account", async () => {
    const [taken, free] = [(await aPerson(server)).email, someEmail()];

    const [one, other] = [
      await asAnyone(server).auth.signUp({ email: taken, password }),
      await asAnyone(server).auth.signUp({ email: free, password }),
    ];

    expect(one.error).toBeNull();
    expect(one.data.session).toBeNull();
    expect(one.data.user).toMatchObject({ email: taken, identities: [] });
    expect(other.data.user?.email).toBe(free);
    expect(server.mails.some(({ to }) => to === taken)).toBe(false);
  });

  it("sends the mail again", async () => {
    const email = someEmail();
    await asAnyone(server).auth.signUp({ email, password });
    const sent = server.mails.length;

    const { error } = await asAnyone(server).auth.resend({ type: "signup", email });

    expect(error).toBeNull();
    expect(server.mails.slice(sent)).toMatchObject([{ to: email, kind: "signup" }]);
  });
});

describe("open sign-up without confirmation", () => {
  it("signs in at once and knows who is there already", async () => {
    const server = await startAuthServer({ signupDisabled: false, autoconfirm: true });
    const email = someEmail();

    const first = await asAnyone(server).auth.signUp({ email, password });
    const second = await asAnyone(server).auth.signUp({ email, password });

    expect(first.data.session?.user.email).toBe(email);
    expect(second.error).toMatchObject({
      status: 422,
      code: "user_already_exists",
      message: "User already registered",
    });
    await server.stop();
  });
});

describe("a client with PKCE", () => {
  it("gets a code by the link, which only itself can redeem, once", async () => {
    const server = await startAuthServer();
    const { email } = await aPerson(server);
    const [owner, thief] = [pkceClient(server), pkceClient(server)];
    await owner.auth.resetPasswordForEmail(email);
    const link = present(server.mails[0]).link;

    const answer = await fetch(link, { redirect: "manual" });
    const code = present(new URL(present(answer.headers.get("location"))).searchParams.get("code"));
    const right = await owner.auth.exchangeCodeForSession(code);
    const again = await owner.auth.exchangeCodeForSession(code);
    const stolen = await thief.auth.exchangeCodeForSession(code);

    expect(new URL(link).searchParams.get("token")).toMatch(/^pkce_/);
    expect(right.data.user?.email).toBe(email);
    expect(again.error).toBeTruthy();
    expect(stolen.error).toBeTruthy();
    await server.stop();
  });

  it("loses the code to a wrong verifier", async () => {
    const server = await startAuthServer();
    const { email } = await aPerson(server);
    const owner = pkceClient(server);
    await owner.auth.resetPasswordForEmail(email);
    const answer = await fetch(present(server.mails[0]).link, { redirect: "manual" });
    const code = new URL(present(answer.headers.get("location"))).searchParams.get("code");
    const redeem = (code_verifier: string) =>
      fetch(`${server.url}/auth/v1/token?grant_type=pkce`, {
        method: "POST",
        body: JSON.stringify({ auth_code: code, code_verifier }),
      });

    const wrong = await redeem("not the verifier of this flow");
    const right = await owner.auth.exchangeCodeForSession(present(code));

    expect([wrong.status, wrong.headers.get("x-sb-error-code")]).toEqual([400, "bad_code_verifier"]);
    expect(right.error).toMatchObject({ status: 404, code: "flow_state_not_found" });
    await server.stop();
  });
});

const pkceClient = (server: AuthServer) => clientOf(server.url, server.anonToken, "pkce");
