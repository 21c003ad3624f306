import { beforeAll, describe, expect, it } from "vitest";
import { aMember, viewAs, type Member } from "../support/members";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { aMemberWith, aRole, config, granted, review, save, twoPlaces } from "./roleEditing";

const readsNotes = { permissions: [{ entity: "notes", action: "read" }] };

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

describe("operations of a role", () => {
  it("L7 can be run on the next request once they are given, and the snapshot lists them", async () => {
    const { role, member } = await aMemberWith(boss, readsNotes);
    const { inNorth } = await twoPlaces();
    expect((await member.rpc("close_note", { note_id: inNorth })).status).toBe(403);
    expect(await granted(config(member, "snapshot"))).toHaveProperty("operations", []);

    await granted(save(boss, role, { ...readsNotes, operations: ["close_note"] }));

    expect((await member.rpc("close_note", { note_id: inNorth })).body).toBe(inNorth);
    expect(await granted(config(member, "snapshot"))).toHaveProperty("operations", [
      { name: "close_note", label: { en: "Close", "zh-CN": "结束" }, entity: "notes", screen: null },
    ]);
  });

  it("L7 cannot be run after they were taken back, nor through another role's eyes", async () => {
    const { role, member } = await aMemberWith(boss, { ...readsNotes, operations: ["close_note"] });
    const { inNorth } = await twoPlaces();

    await granted(save(boss, role, { ...readsNotes, operations: [] }));

    expect((await member.rpc("close_note", { note_id: inNorth })).status).toBe(403);
    const viewed = viewAs(boss, `role:${role.key}`);
    expect((await viewed.rpc("close_note", { note_id: inNorth })).reason).toBe("view_as_read_only");
  });

  it("L7 are counted by the review as gained and lost", async () => {
    const role = await aRole(boss, readsNotes);
    const operation = { entity: "notes", action: "execute", field: null, operation: "close_note" };

    const gained = await granted(review(boss, role, { ...readsNotes, operations: ["close_note"] }));
    await granted(save(boss, role, { ...readsNotes, operations: ["close_note"] }));
    const lost = await granted(review(boss, role, { ...readsNotes, operations: [] }));

    expect(gained).toMatchObject({ gained: [operation], lost: [] });
    expect(lost).toMatchObject({ gained: [], lost: [operation] });
  });

  it.each(["service_role", '"; drop table notes', "n".repeat(300), "🦊", "pg_sleep", "document_number"])(
    "L7 refuses %s clearly, and leaves the role as it was",
    async (name) => {
      const role = await aRole(boss, readsNotes);
      const before = await granted(config(boss, "role_document", { role_id: role.id }));

      const answer = await save(boss, role, { ...readsNotes, operations: [name] });

      expect([answer.status, answer.reason]).toEqual([400, "unknown_operation"]);
      expect(await granted(config(boss, "role_document", { role_id: role.id }))).toEqual(before);
    },
  );
});

describe("engine.define_operation", () => {
  it.each(["service_role", '"; drop table notes', "n".repeat(300), "🦊"])(
    "refuses %s: there is no such function",
    (name) =>
      inEmptyNotebook(async (db) => {
        await expect(
          db.call("engine.define_operation", name, '{"en": "X", "zh-CN": "X"}', null),
        ).rejects.toThrow(/no function/);
      })(),
  );
});

describe("config.drift", () => {
  it.each([
    ["grant execute on function public.close_note(bigint) to bo_clerk", "extra_grant", "clerk"],
    ["revoke execute on function public.close_note(bigint) from bo_boss", "missing_grant", "boss"],
  ])("N7 names and repairs: %s", (statement, problem, role) =>
    inEmptyNotebook(async (db) => {
      await db.query(statement);

      const found = await db.call("config.drift");
      await db.call("config.restore_configuration");

      expect(found).toEqual([
        expect.objectContaining({
          problem,
          role_key: role,
          privilege: "EXECUTE",
          object: "public.close_note(bigint)",
        }),
      ]);
      expect(await db.call("config.drift")).toEqual([]);
    })(),
  );
});
