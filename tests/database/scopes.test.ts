import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import {
  aMemberWith,
  aRole,
  config,
  containing,
  granted,
  label,
  review,
  save,
  twoPlaces,
} from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

interface ScopeDraft {
  id?: string | null;
  condition: unknown;
  name?: string;
}

const saveScope = (admin: Member, { id = null, condition, name = "In one place" }: ScopeDraft) =>
  config(admin, "save_scope", { scope_id: id, label: label(name), condition, note: "" });

const safeKey: unknown = expect.stringMatching(/^[a-z][a-z0-9_]{0,39}$/);

const nested = (depth: number): unknown => (depth === 0 ? { all: [] } : { not: nested(depth - 1) });

const inPlace = (id: number) => ({ field: "place_id", op: "eq", value: id });

/** A new scope with its key. */
async function aScope(condition: unknown) {
  const id = String(await granted(saveScope(boss, { condition })));
  const { rows } = await sql.query<{ key: string }>("select key from config.scopes where id = $1", [id]);
  return { id, key: rows[0]?.key ?? "" };
}

const reads = (scope: string | null) => ({
  permissions: [{ entity: "notes", action: "read", fields: ["title", "place_id"], scope }],
});

describe("config.save_scope", () => {
  it("L5 can be used in several cells and changed once in all of them", async () => {
    const { tag, north, south } = await twoPlaces();
    const scope = await aScope(inPlace(north));
    const { member } = await aMemberWith(boss, {
      permissions: [
        { entity: "notes", action: "read", scope: scope.key },
        { entity: "notes", action: "update", fields: ["title"], scope: scope.key },
      ],
    });
    const titles = async () =>
      (await member.rest(`/notes?select=title&title=like.${tag}*`)).rows.map(({ title }) => title);
    const edit = () =>
      member.rest(`/notes?title=like.${tag}*`, {
        method: "PATCH",
        body: { title: `${tag} edited` },
        prefer: "return=representation",
      });
    expect(await titles()).toEqual([`${tag} n`]);

    await granted(saveScope(boss, { id: scope.id, condition: inPlace(south) }));

    expect(await titles()).toEqual([`${tag} s`]);
    expect((await edit()).rows).toMatchObject([{ place_id: south }]);
  });

  it("N3 is reviewed with the very numbers that the members then count", async () => {
    const { north, south } = await twoPlaces();
    await granted(boss.rest("/notes", { method: "POST", body: { title: "x", place_id: south } }));
    const scope = await aScope(inPlace(north));
    const { role, member } = await aMemberWith(boss, reads(scope.key));
    const both = { any: [inPlace(north), inPlace(south)] };

    const shown = await granted(config(boss, "review_scope", { scope_id: scope.id, condition: both }));
    const stillSeen = (await member.rest("/notes?select=id")).rows.length;
    await granted(saveScope(boss, { id: scope.id, condition: both }));

    expect(shown).toMatchObject([
      {
        role: role.key,
        gained: [],
        lost: [],
        counts: [{ entity: "notes", member: member.id, before: 1, after: 3 }],
        members: [{ id: member.id }],
      },
    ]);
    expect(stillSeen).toBe(1);
    expect((await member.rest("/notes?select=id")).rows).toHaveLength(3);
  });

  it("L5 cannot be saved, reviewed or deleted without the right", async () => {
    const scope = await aScope({ all: [] });
    const { member } = await aMemberWith(boss, { ...reads(null), may_configure: ["members", "views"] });

    for (const answer of [
      await saveScope(member, { condition: { all: [] } }),
      await config(member, "review_scope", { scope_id: scope.id, condition: { all: [] } }),
      await config(member, "delete_scope", { scope_id: scope.id }),
    ]) {
      expect([answer.status, answer.reason]).toEqual([403, "right_missing"]);
    }
  });

  it("cannot be used to change a role above one's own, or with more rights", async () => {
    const scope = await aScope({ all: [] });
    const high = await aRole(boss, { ...reads(scope.key), rank: 5 });
    const { member } = await aMemberWith(boss, { permissions: [], rank: 10, may_configure: ["roles"] });
    const attempt = () => saveScope(member, { id: scope.id, condition: { any: [] } });

    expect((await attempt()).reason).toBe("above_own_rank");
    await granted(save(boss, high, { ...reads(scope.key), rank: 20, may_configure: ["members"] }));
    expect((await attempt()).reason).toBe("right_not_held");
  });

  it.each([
    [{ field: "nothing", op: "eq", value: 1 }],
    [{ field: "place_id", op: "eq", value: "north" }],
    [{ field: "place_id", op: "sounds_like", value: 1 }],
    [{ field: "place_id", op: "in", variable: "my_secrets" }],
    [{ field: "place_id" }],
    [{ field: "place_id", op: "eq", value: null }],
    [{ field: "place_id", op: "neq", value: null }],
    [{ field: "place_id", op: "nin", value: [] }],
    [{ field: "place_id", op: "in", value: [1, null] }],
    [{ field: "place_id); drop table notes; --", op: "eq", value: 1 }],
    [{ all: "everything" }],
    [{ not: [] }],
    [{}],
    [[]],
    ["true"],
    [nested(40)],
  ])("refuses the condition %j clearly and keeps the old one", async (condition) => {
    const { tag, north } = await twoPlaces();
    const scope = await aScope(inPlace(north));
    const { member } = await aMemberWith(boss, reads(scope.key));

    const answer = await saveScope(boss, { id: scope.id, condition });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_condition"]);
    expect((await member.rest(`/notes?select=title&title=like.${tag}*`)).rows).toHaveLength(1);
  });

  it.each(["service_role", '"; drop table notes; --', "🦊", "退货", "s".repeat(200)])(
    "L5 makes a safe key of the name %s",
    async (name) => {
      const id = await granted(saveScope(boss, { condition: { all: [] }, name }));

      const { body } = await config(boss, "roles_page");
      expect(body).toHaveProperty("scopes", containing({ id, label: label(name), key: safeKey }));
    },
  );

  it.each(["", "s".repeat(201)])("refuses the name %j", async (name) => {
    expect((await saveScope(boss, { condition: { all: [] }, name })).reason).toBe("invalid_label");
  });
});

describe("config.delete_scope", () => {
  it("L5 refuses while a role uses it and names where, then deletes", async () => {
    const scope = await aScope({ all: [] });
    const role = await aRole(boss, reads(scope.key));
    const remove = () => config(boss, "delete_scope", { scope_id: scope.id });

    const refused = await remove();
    await granted(save(boss, role, reads(null)));
    const deleted = await remove();

    expect(refused.reason).toBe("scope_in_use");
    expect(JSON.parse(refused.text("details"))).toMatchObject({
      used_by: [{ role: role.key, entity: "notes", action: "read" }],
    });
    expect(deleted.status).toBe(204);
    expect([(await remove()).status, (await remove()).reason]).toEqual([404, "unknown_scope"]);
  });
});

describe("new scopes of a role document", () => {
  it("are made by saving and taken back by the review", async () => {
    const { north } = await twoPlaces();
    const key = `new_${String(north)}`;
    const role = await aRole(boss, { permissions: [] });
    const draft = { ...reads(key), new_scopes: [{ key, label: label(key), condition: inPlace(north) }] };

    const shown = await granted(review(boss, role, draft));
    const again = await granted(review(boss, role, draft));
    await granted(save(boss, role, draft));

    expect(shown).toEqual(again);
    expect(shown).toMatchObject({ counts: [{ entity: "notes", member: null, before: 0, after: 1 }] });
    const taken = await save(boss, role, draft);
    expect([taken.status, taken.reason]).toEqual([400, "scope_exists"]);
  });

  it.each([["service_role; drop"], ["🦊"], ["s".repeat(300)], [""], [null]])(
    "refuses the key %j",
    async (key) => {
      const role = await aRole(boss, { permissions: [] });

      const answer = await save(boss, role, {
        permissions: [],
        new_scopes: [{ key, label: label("x"), condition: { all: [] } }],
      });

      expect([answer.status, answer.reason]).toEqual([400, "invalid_name"]);
    },
  );
});
