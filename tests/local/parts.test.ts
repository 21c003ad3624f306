/** Each part of the stack can be replaced by an external one. */
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readJson, textOf } from "../../supabase/local/jsonFile";
import { findPostgrest } from "../../supabase/local/startPostgrest";
import { startStack } from "../../supabase/local/startStack";
import { clientOf } from "../auth/clients";
import { smallProject } from "./smallProject";
import { smallStack } from "./smallStack";

const { stack: original, folder, directory } = smallStack();

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Connection string of the original's database for a login. */
function databaseUrlOf(login: string): string {
  const url = new URL(original().databaseUrl);
  url.username = login;
  url.password = textOf(readJson(join(directory, "secrets.json"))?.passwords, login) ?? "";
  return url.href;
}

const start = (name: string) =>
  startStack({ ...smallProject(folder), directory: join(folder, name), port: 0, durable: false });

describe("external parts", () => {
  it("DATABASE_URL, AUTH_URL and POSTGREST_BIN take the place of the embedded ones", async () => {
    vi.stubEnv("POSTGREST_BIN", findPostgrest());
    vi.stubEnv("DATABASE_URL", original().databaseUrl);
    vi.stubEnv("DATABASE_URL_AUTHENTICATOR", databaseUrlOf("authenticator"));
    vi.stubEnv("DATABASE_URL_SUPABASE_AUTH_ADMIN", databaseUrlOf("supabase_auth_admin"));
    vi.stubEnv("AUTH_URL", `${original().url}/auth/v1`);
    vi.stubEnv("SUPABASE_PUBLISHABLE_KEY", original().publishableKey);
    vi.stubEnv("SUPABASE_SECRET_KEY", original().secretKey);
    const stack = await start("external");
    const client = clientOf(stack.url, stack.publishableKey);
    const person = { email: "wang@kontor.example", password: "long-enough-1" };

    const made = await clientOf(stack.url, stack.secretKey).auth.admin.createUser({
      ...person,
      email_confirm: true,
    });
    const signedIn = await client.auth.signInWithPassword(person);
    const written = await client.from("notes").insert({ body: "hello" }).select("written_by");
    await stack.stop();

    expect([made.error, signedIn.error, written.error]).toEqual([null, null, null]);
    expect(written.data).toEqual([{ written_by: "authenticated" }]);
    const seen = await clientOf(original().url, original().secretKey)
      .from("notes")
      .select("body")
      .eq("body", "hello");
    expect(seen.data).toEqual([{ body: "hello" }]);
  });

  it("an external auth service without its keys is refused with words", async () => {
    vi.stubEnv("AUTH_URL", `${original().url}/auth/v1`);

    await expect(start("incomplete")).rejects.toThrow("SUPABASE_PUBLISHABLE_KEY");
  });

  it("a machine without PostgREST is told where to get it", () => {
    vi.stubEnv("PATH", "/nowhere");
    vi.spyOn(process, "platform", "get").mockReturnValue("darwin");

    expect(findPostgrest).toThrow(/brew install postgrest/);
    vi.restoreAllMocks();
  });
});
