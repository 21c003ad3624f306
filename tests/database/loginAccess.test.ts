import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { aReader, session, titles } from "./loginFixtures";

let boss: Member;
let reader: Awaited<ReturnType<typeof aReader>>;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  reader = await aReader(boss);
});

describe("a login for reporting", () => {
  it.each([
    "select secret from public.notes",
    "select * from public.notes",
    "select id from public.notes order by secret",
    "update public.notes set title = 'x' where true",
    "delete from public.notes where true",
    "insert into public.notes (title) values ('x')",
    "select public.close_note(1)",
    "select config.snapshot()",
    "select * from config.members",
    "select engine.history_of('notes', '1', null, 10)",
    "select * from engine.audit_entries",
    "select * from auth.users",
    "create table public.mine (id int)",
    "set role bo_boss",
    "set role authenticator",
    "set session authorization postgres",
    "set row_security = off; select title from public.notes",
    "alter role current_user valid until 'infinity'",
    "grant bo_boss to current_user",
  ])("N1 cannot: %s", async (statement) => {
    await expect(
      session(reader.credentials, [
        "set default_transaction_read_only = off",
        "set transaction_read_only = off",
        statement,
      ]),
    ).rejects.toThrow(
      /permission denied|must be|would be affected by row-level security|query would be affected/,
    );
  });

  it("N1 sees the same whatever it sets", async () => {
    const { tag, south, credentials } = reader;
    const claims = JSON.stringify({ sub: boss.userId, role: "authenticated" });
    const settings = [
      `set request.jwt.claims = '${claims}'`,
      `set request.jwt.claim.sub = '${boss.userId}'`,
      `set request.headers = '{"x-view-as": "member:${boss.id}"}'`,
      `set engine.my_places = '{${String(south)}}'`,
      `set engine.asker = '${claims} '`,
      "set search_path = public, pg_temp",
      "set TimeZone = 'Pacific/Kiritimati'",
      "set application_name = 'authenticator'",
    ];

    for (const setting of settings) {
      expect(await session(credentials, [setting, titles(tag)])).toEqual([{ title: `${tag} n` }]);
    }
    expect(await session(credentials, [...settings, titles(tag)])).toEqual([{ title: `${tag} n` }]);
  });
});
