import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { aMemberWith, aRole, config, containing, granted } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

const page = (member: Member) => granted(config(member, "roles_page"));

describe("config.roles_page", () => {
  it("L1 lists every role with its members and what it reaches", async () => {
    const { role, member } = await aMemberWith(boss, {
      permissions: [{ entity: "notes", action: "read", fields: ["title"] }],
      operations: ["close_note"],
    });

    expect(await page(boss)).toHaveProperty(
      "roles",
      containing({
        id: role.id,
        key: role.key,
        label: { en: role.key, "zh-CN": role.key },
        rank: 50,
        requires_mfa: false,
        can_view_as: false,
        may_configure: [],
        is_active: true,
        members: [{ id: member.id, name: member.name }],
        entities: ["notes"],
        operations: 1,
      }),
    );
  });

  it("shows entities, operations, variables and scopes", async () => {
    const shown = await page(boss);

    expect(shown).toMatchObject({
      operations: [{ name: "close_note", label: { en: "Close", "zh-CN": "结束" }, entity: "notes" }],
      variables: [{ key: "my_places", label: { en: "My places", "zh-CN": "我的地点" }, entity: "places" }],
    });
    expect(shown).toHaveProperty(
      "scopes",
      containing({
        key: "own_places",
        condition: { field: "place_id", op: "in", variable: "my_places" },
        used_by: containing({ role: "clerk", entity: "notes", action: "read" }),
      }),
    );
    const place = {
      name: "place_id",
      label: { en: "Place", "zh-CN": "Place" },
      type: "relation",
      is_generated: false,
      is_read_only: false,
      relation: { entity: "places", constraint: "notes_place_id_fkey" },
    };
    expect(shown).toHaveProperty(
      "entities",
      containing({
        name: "notes",
        label: { en: "Notes", "zh-CN": "Notes" },
        group: "work",
        fields: containing(place),
      }),
    );
    expect(JSON.stringify(shown)).not.toContain('"title_grams"');
  });

  it("N13 shows fields that the admin himself may not read, and lets him give them", async () => {
    const { member: configurer } = await aMemberWith(boss, {
      permissions: [],
      rank: 10,
      may_configure: ["roles"],
    });

    const shown = await page(configurer);
    const role = await aRole(configurer, {
      permissions: [{ entity: "notes", action: "read", fields: ["secret"] }],
    });
    const reader = await aMember({ roles: [role.key] });

    expect(shown).toHaveProperty(
      "entities",
      containing({ name: "notes", fields: containing({ name: "secret" }) }),
    );
    expect((await reader.rest("/notes?select=secret&limit=1")).status).toBe(200);
    expect((await configurer.rest("/notes?select=secret&limit=1")).status).toBe(403);
  });

  it("cannot be read without the right, whatever else is configured", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [{ entity: "notes", action: "read" }],
      may_configure: ["members", "entities", "views", "settings"],
    });

    const answer = await config(member, "roles_page");

    expect([answer.status, answer.reason]).toEqual([403, "right_missing"]);
  });
});
