/** What an account with a second factor asks for, and how it loses the factor again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { asAdmin, signedIn } from "./people";
import { levelOf, secured } from "./secondFactor";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

describe("an account with a second factor", () => {
  it("changes password, address and factors only at aal2", async () => {
    const owner = await secured(server);
    const { client, password } = await signedIn(server, owner);

    const newPassword = await client.auth.updateUser({
      password: "a new and longer one",
      current_password: password,
    });
    const newEmail = await client.auth.updateUser({ email: "other@kontor.test" });
    const another = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: "Second" });
    const none = await client.auth.mfa.unenroll({ factorId: owner.factorId });

    expect(newPassword.error).toMatchObject({ status: 401, code: "insufficient_aal" });
    expect(newEmail.error).toMatchObject({ status: 401, code: "insufficient_aal" });
    expect(another.error).toMatchObject({ status: 403, code: "insufficient_aal" });
    expect(none.error).toMatchObject({ status: 422, code: "insufficient_aal" });
  });

  it("loses the factor by the owner, and falls back to aal1", async () => {
    const { client, factorId } = await secured(server);

    const { data, error } = await client.auth.mfa.unenroll({ factorId });
    await client.auth.refreshSession();

    expect({ data, error }).toEqual({ data: { id: factorId }, error: null });
    expect(await levelOf(client)).toMatchObject({ currentLevel: "aal1", nextLevel: "aal1" });
  });

  it("loses the factor by an admin, when the phone is gone", async () => {
    const { client, id, factorId } = await secured(server);
    const { mfa } = asAdmin(server).auth.admin;

    const listed = await mfa.listFactors({ userId: id });
    const deleted = await mfa.deleteFactor({ userId: id, id: factorId });
    await client.auth.refreshSession();

    expect(listed.data?.factors).toMatchObject([{ id: factorId, status: "verified" }]);
    expect(JSON.stringify(listed.data)).not.toContain("secret");
    expect(deleted.error).toBeNull();
    expect((await mfa.listFactors({ userId: id })).data?.factors).toEqual([]);
    expect(await levelOf(client)).toMatchObject({ currentLevel: "aal1" });
  });
});
