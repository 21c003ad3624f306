/** The second factor: an authenticator app. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { asAnyone, present, signedIn } from "./people";
import { codeOf, enroll, levelOf, secured } from "./secondFactor";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

describe("enrolling", () => {
  it("shows a QR code, a secret and an address for the app", async () => {
    const { client, email } = await signedIn(server);

    const { data } = await client.auth.mfa.enroll({
      factorType: "totp",
      friendlyName: "My phone",
      issuer: "Kontor",
    });

    expect(data).toMatchObject({ type: "totp", friendly_name: "My phone" });
    expect(data?.totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg [^]*<\/svg>\s*$/);
    expect(data?.totp.secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(present(data).totp.uri);
    expect(decodeURIComponent(uri.pathname)).toContain(`Kontor:${email}`);
    expect(uri.searchParams.get("secret")).toBe(data?.totp.secret);
  });

  it("reaches aal2 with the first right code", async () => {
    const { client, session } = await signedIn(server);
    const { factorId, secret } = await enroll(client);

    const challenge = await client.auth.mfa.challenge({ factorId });
    const { data, error } = await client.auth.mfa.verify({
      factorId,
      challengeId: present(challenge.data).id,
      code: codeOf(secret),
    });

    expect(error).toBeNull();
    expect(challenge.data?.type).toBe("totp");
    expect(present(challenge.data).expires_at - Date.now() / 1000).toBeCloseTo(300, -1);
    expect(data?.refresh_token).not.toBe(session.refresh_token);
    expect(await levelOf(client)).toMatchObject({ currentLevel: "aal2", nextLevel: "aal2" });
    expect((await levelOf(client))?.currentAuthenticationMethods).toMatchObject([
      { method: "totp" },
      { method: "password" },
    ]);
    const factors = await client.auth.mfa.listFactors();
    expect(factors.data?.totp).toMatchObject([{ id: factorId, status: "verified", factor_type: "totp" }]);
  });

  it("takes no name twice and at most ten factors", async () => {
    const { client } = await signedIn(server);
    await enroll(client, "One");

    const again = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "One" });
    for (let n = 2; n <= 10; n++) await enroll(client, `Number ${n}`);
    const eleventh = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "Eleven" });

    expect(again.error).toMatchObject({ status: 422, code: "mfa_factor_name_conflict" });
    expect(eleventh.error).toMatchObject({ status: 422, code: "too_many_enrolled_mfa_factors" });
  });

  it("forgets attempts that nobody finished", async () => {
    const { client, id } = await signedIn(server);
    await enroll(client, "Phone");
    await server.sql.query(
      "update auth.mfa_factors set created_at = now() - interval '6 minutes' where user_id = $1",
      [id],
    );

    await enroll(client, "Phone");

    expect((await client.auth.mfa.listFactors()).data?.all).toHaveLength(1);
  });
});

describe("the second step of a sign-in", () => {
  it("raises the session, and ends the weaker ones", async () => {
    const owner = await secured(server);
    const [here, there] = [await signedIn(server, owner), await signedIn(server, owner)];

    expect(await levelOf(here.client)).toMatchObject({ currentLevel: "aal1", nextLevel: "aal2" });
    await here.client.auth.mfa.challengeAndVerify({ factorId: owner.factorId, code: codeOf(owner.secret) });

    expect(await levelOf(here.client)).toMatchObject({ currentLevel: "aal2" });
    expect((await there.client.auth.getUser()).error?.name).toBe("AuthSessionMissingError");
    expect((await owner.client.auth.getUser()).error).toBeNull();
  });

  it("stays raised over a refresh", async () => {
    const { client } = await secured(server);

    await client.auth.refreshSession();

    expect(await levelOf(client)).toMatchObject({ currentLevel: "aal2" });
  });

  it("does not lend the raised session to a refresh token from before", async () => {
    const owner = await secured(server);
    const here = await signedIn(server, owner);
    await here.client.auth.mfa.challengeAndVerify({ factorId: owner.factorId, code: codeOf(owner.secret) });

    const { error } = await asAnyone(server).auth.refreshSession({
      refresh_token: here.session.refresh_token,
    });

    expect(error).toMatchObject({ code: "refresh_token_already_used" });
    expect((await here.client.auth.refreshSession()).error).toBeNull();
  });

  it("allows a clock that is half a minute off, not more", async () => {
    const { client, factorId, secret } = await secured(server);
    const verify = async (seconds: number) =>
      (await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret, seconds) })).error;

    expect(await verify(-30)).toBeNull();
    expect(await verify(30)).toBeNull();
    expect(await verify(90)).toMatchObject({ code: "mfa_verification_failed" });
  });

  it.each(["000000", "12345", "abcdef", "１２３４５６"])("refuses the code %s", async (code) => {
    const { client, factorId } = await secured(server);

    const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code });

    expect(error).toMatchObject({
      status: 422,
      code: "mfa_verification_failed",
      message: "Invalid TOTP code entered",
    });
  });

  it("uses a challenge once, even when two come at the same time", async () => {
    const { client, factorId, secret } = await secured(server);
    const challengeId = present((await client.auth.mfa.challenge({ factorId })).data).id;
    const { data } = await client.auth.getSession();
    const verify = () =>
      fetch(`${server.url}/auth/v1/factors/${factorId}/verify`, {
        method: "POST",
        headers: { authorization: `Bearer ${data.session?.access_token ?? ""}` },
        body: JSON.stringify({ challenge_id: challengeId, code: codeOf(secret) }),
      });

    const statuses = (await Promise.all([verify(), verify(), verify()])).map(({ status }) => status);

    expect(statuses.sort()).toEqual([200, 422, 422]);
  });

  it("refuses an old challenge, one from another address and one that is not there", async () => {
    const { client, factorId, secret } = await secured(server);
    const challenge = async () => present((await client.auth.mfa.challenge({ factorId })).data).id;
    const [old, foreign] = [await challenge(), await challenge()];
    const change = (what: string, id: string) =>
      server.sql.query(`update auth.mfa_challenges set ${what} where id = $1`, [id]);
    await change("created_at = now() - interval '301 seconds'", old);
    await change("ip_address = '10.0.0.1'", foreign);
    const errorOf = async (challengeId: string) =>
      (await client.auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) })).error;

    expect(await errorOf(old)).toMatchObject({ status: 422, code: "mfa_challenge_expired" });
    expect(await errorOf(foreign)).toMatchObject({ status: 422, code: "mfa_ip_address_mismatch" });
    expect(await errorOf(factorId)).toMatchObject({ status: 422, code: "mfa_factor_not_found" });
  });

  it("keeps out of other people's factors", async () => {
    const [{ factorId }, { client }] = [await secured(server), await signedIn(server)];

    expect((await client.auth.mfa.challenge({ factorId })).error).toMatchObject({
      status: 404,
      code: "mfa_factor_not_found",
    });
    expect((await client.auth.mfa.unenroll({ factorId })).error).toMatchObject({ status: 404 });
  });
});
