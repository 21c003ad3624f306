import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { patch, post, reads, write } from "./noteWriting";
import { aMemberWith, aRole, config, containing, granted, label, save, twoPlaces } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

describe("presets", () => {
  it("L6 fill fields over REST, whatever the client sends and may write", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [
        reads,
        write("create", {
          presets: { owner_id: { variable: "me" }, secret: { value: 12.5 }, state: { value: "it's done" } },
        }),
      ],
    });

    const answer = await post(member, { title: "x", state: "open" });

    expect(answer.rows).toMatchObject([{ owner_id: member.id, state: "it's done", secret: 12.5 }]);
    expect((await post(member, { title: "x", owner_id: boss.id })).status).toBe(403);
  });

  it("L6 are known to the app: a preset field need not be filled in", async () => {
    const draft = (presets: Record<string, unknown>) => ({
      permissions: [reads, write("create", { presets })],
    });
    const { role, member } = await aMemberWith(boss, draft({ place_id: { value: null } }));
    const shows = async (hasDefault: boolean) => {
      const notes = { name: "notes", fields: containing({ name: "place_id", hasDefault }) };
      expect(await granted(config(member, "snapshot"))).toHaveProperty("entities", containing(notes));
    };

    await shows(true);
    await granted(save(boss, role, draft({})));
    await shows(false);
  });

  it("L6 of updates act on updates only, and only for their own role", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [reads, write("create"), write("update", { presets: { owner_id: { variable: "me" } } })],
    });
    const { rows } = await post(boss, { title: "x", owner_id: null });
    const id = rows[0]?.id;

    expect((await patch(boss, id, { title: "y" })).rows).toMatchObject([{ owner_id: null }]);
    expect((await patch(member, id, { title: "z" })).rows).toMatchObject([{ owner_id: member.id }]);
  });

  it("L6 bring a row into the scope of its role, and are gone once taken back", async () => {
    const { north } = await twoPlaces();
    const key = `preset_${String(north)}`;
    const draft = (presets: Record<string, unknown>) => ({
      permissions: [reads, write("create", { fields: ["title"], scope: key, presets })],
    });
    const { role, member } = await aMemberWith(boss, {
      ...draft({ place_id: { value: north } }),
      new_scopes: [{ key, label: label(key), condition: { field: "place_id", op: "eq", value: north } }],
    });

    expect((await post(member, { title: "x" })).status).toBe(201);
    await granted(save(boss, role, draft({})));
    expect((await post(member, { title: "x" })).status).toBe(403);
  });

  it.each([
    [{ id: { value: 1 } }],
    [{ version: { value: 1 } }],
    [{ title_grams: { value: [] } }],
    [{ created_at: { variable: "now" } }],
    [{ nothing: { value: 1 } }],
    [{ owner_id: { variable: "now" } }],
    [{ place_id: { variable: "my_places" } }],
    [{ place_id: { value: "x'); drop table notes; --" } }],
    [{ secret: { value: { a: 1 } } }],
    [{ title: {} }],
    [{ title: "x" }],
  ])("refuse %j clearly", async (presets) => {
    const role = await aRole(boss, { permissions: [] });

    const answer = await save(boss, role, { permissions: [write("create", { presets })] });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_preset"]);
  });
});
