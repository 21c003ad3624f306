import { beforeAll, describe, expect, it } from "vitest";
import { randomBytes } from "node:crypto";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aMemberWith, aRole, config, containing, granted, label, save, twoPlaces } from "./roleEditing";
import { aView, deleteView, saveView, viewsOf } from "./viewEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

const read = (fields: string[] | null, scope: string | null = null) => ({
  permissions: [{ entity: "notes", action: "read", fields, scope }],
});

const someText: unknown = expect.any(String);

const newestVersion = async () => {
  const { rows } = await sql.query<{ id: number }>("select max(id) as id from config.versions");
  return rows[0]?.id ?? 0;
};

const changesOf = (id: number) => granted(config(boss, "version_changes", { version_id: id }));
const restore = (admin: Member, id: number) =>
  config(admin, "restore_version", { version_id: id, note: "Back" });

describe("config.versions_page", () => {
  it("L30 lists versions with author and note, newest first, page by page", async () => {
    const role = await aRole(boss, read(["title"]));
    await granted(
      config(boss, "save_role", { role_id: role.id, document: read(["no"]), note: "Numbers only" }),
    );
    const newest = await newestVersion();

    const first = await config(boss, "versions_page", { entry_limit: 1 });
    const second = await config(boss, "versions_page", { before_id: newest, entry_limit: 1 });

    expect(first.body).toEqual([
      {
        id: newest,
        at: someText,
        author: boss.name,
        note: "Numbers only",
        is_current: true,
      },
    ]);
    expect(second.rows).toMatchObject([{ id: newest - 1, is_current: false }]);
  });

  it("L30 starts with the configuration that SQL made", async () => {
    const { rows } = await sql.query<{ id: number }>("select min(id) as id from config.versions");

    const changes = await changesOf(rows[0]?.id ?? 0);

    expect(changes).toEqual(
      containing({
        role: "clerk",
        lost: [],
        gained: containing({ entity: "notes", action: "update", field: "title" }),
      }),
    );
  });
});

describe("config.version_changes", () => {
  it("L30 names rights gained and lost, operations and settings of the roles that changed", async () => {
    const role = await aRole(boss, read(["title"]));

    await granted(save(boss, role, { ...read(["no"]), rank: 60, operations: ["close_note"] }));

    expect(await changesOf(await newestVersion())).toEqual([
      {
        role: role.key,
        label: label(role.key),
        gained: containing(
          { entity: "notes", action: "execute", field: null, operation: "close_note" },
          { entity: "notes", action: "read", field: "no" },
        ),
        lost: [{ entity: "notes", action: "read", field: "title" }],
        settings: [{ setting: "rank", before: 50, after: 60 }],
      },
    ]);
  });

  it("L30 shows the condition of a scope that changed, and where a cell got another one", async () => {
    const condition = { all: [] };
    const id = await granted(config(boss, "save_scope", { scope_id: null, label: label("All"), condition }));
    const { rows } = await sql.query<{ key: string }>("select key from config.scopes where id = $1", [id]);
    const key = rows[0]?.key ?? "";
    const role = await aRole(boss, read(null));

    await granted(save(boss, role, read(null, key)));
    const ofRole = await changesOf(await newestVersion());
    await granted(config(boss, "save_scope", { scope_id: id, label: label("All"), condition: { any: [] } }));
    const ofScope = await changesOf(await newestVersion());

    const setting = { setting: "scope", entity: "notes", action: "read", before: null, after: key };
    expect(ofRole).toMatchObject([{ role: role.key, gained: [], lost: [], settings: [setting] }]);
    expect(ofScope).toMatchObject([
      { role: null, settings: [{ setting: "scope", scope: key, before: condition, after: { any: [] } }] },
    ]);
  });
});

describe("config.restore_version", () => {
  it("L30 brings back roles, scopes and rights, as its review said, on the next request", async () => {
    const { tag, north } = await twoPlaces();
    const { role, member } = await aMemberWith(boss, read(["title", "secret"]));
    const other = await aRole(boss, read(["title"]));
    const before = await granted(config(boss, "role_document", { role_id: role.id }));
    const version = await newestVersion();
    const count = async () => (await member.rest(`/notes?select=id&title=like.${tag}*`)).rows.length;
    const key = `later_${String(north)}`;
    await granted(
      save(boss, role, {
        ...read(["title"], key),
        new_scopes: [{ key, label: label(key), condition: { field: "place_id", op: "eq", value: north } }],
      }),
    );
    await granted(config(boss, "delete_role", { role_id: other.id, reassign_to: null }));
    const added = await aRole(boss, read(["title"]));
    expect([await count(), (await member.rest("/notes?select=secret&limit=1")).status]).toEqual([1, 403]);

    const review = await granted(config(boss, "review_version", { version_id: version }));
    await granted(restore(boss, version));

    expect(review).toEqual(
      containing(
        { role: role.key, lost: [], gained: [{ entity: "notes", action: "read", field: "secret" }] },
        { role: other.key, gained: containing({ entity: "notes", action: "read", field: "title" }) },
        {
          role: added.key,
          gained: [],
          lost: containing({ entity: "notes", action: "read", field: "title" }),
        },
      ),
    );
    expect([await count(), (await member.rest("/notes?select=secret&limit=1")).status]).toEqual([2, 200]);
    expect(await granted(config(boss, "role_document", { role_id: role.id }))).toEqual(before);
    const { rows } = await sql.query(
      "select to_regrole('bo_' || $1) is not null as other, to_regrole('bo_' || $2) as added",
      [other.key, added.key],
    );
    expect(rows).toEqual([{ other: true, added: null }]);
    expect(await granted(config(boss, "drift"))).toEqual([]);
  });

  it("L30, L19 brings back the views that others see, under their old names, and leaves personal ones alone", async () => {
    const tag = `Seen ${randomBytes(3).toString("hex")}`;
    const role = await aRole(boss, read(["title"]));
    const settings = { sort: [{ field: "title" }] };
    const shared = await aView(boss, { label: label(tag), sharing: "shared", settings });
    await granted(config(boss, "set_default_view", { entity: "notes", role_id: role.id, view_id: shared }));
    const version = await newestVersion();
    const personal = await aView(boss, { label: label("Mine") });
    await granted(saveView(boss, shared, { label: label("Renamed"), settings: {} }));
    const changed = await changesOf(await newestVersion());
    await granted(deleteView(boss, shared));
    const later = await aView(boss, { label: label("Later"), sharing: "shared" });

    const review = await granted(config(boss, "review_version", { version_id: version }));
    await granted(restore(boss, version));

    const view = (name: string, before: boolean, after: boolean) => ({
      setting: "view",
      label: label(name),
      before,
      after,
    });
    expect(changed).toMatchObject([{ role: null, settings: [view("Renamed", true, true)] }]);
    expect(review).toEqual(
      containing({ role: null, settings: containing(view(tag, false, true), view("Later", true, false)) }),
    );
    const seen = await viewsOf(boss);
    expect(seen.find((each) => JSON.stringify(each).includes(tag))).toMatchObject({
      settings,
      sharing: "shared",
    });
    expect(seen.map(({ id }) => id)).toContain(personal);
    expect(seen.map(({ id }) => id)).not.toContain(later);
    const { rows } = await sql.query(
      "select v.label ->> 'en' as first from config.view_defaults as d join config.views as v on v.id = d.view_id where d.role_id = $1",
      [role.id],
    );
    expect(rows).toEqual([{ first: tag }]);
  });

  it("L19 cannot bring back views without the right to configure them", async () => {
    const { member } = await aMemberWith(boss, { permissions: [], rank: 10, may_configure: ["roles"] });
    const version = await newestVersion();
    const later = await aView(boss, { label: label("Stays"), sharing: "shared" });

    expect((await restore(member, version)).reason).toBe("right_missing");
    expect((await viewsOf(boss)).map(({ id }) => id)).toContain(later);
    await granted(deleteView(boss, later));
  });

  it("cannot take away a role that somebody holds", async () => {
    const version = await newestVersion();
    const { role } = await aMemberWith(boss, read(["title"]));

    const answer = await restore(boss, version);

    expect([answer.status, answer.reason]).toEqual([400, "role_in_use"]);
    expect(JSON.parse(answer.text("details"))).toMatchObject({ roles: [role.key] });
  });

  it("cannot be done without the right, nor to change a role above one's own", async () => {
    const { member: viewer } = await aMemberWith(boss, { permissions: [], may_configure: ["members"] });
    const { member: manager } = await aMemberWith(boss, {
      permissions: [],
      rank: 10,
      may_configure: ["roles"],
    });
    const role = await aRole(boss, { ...read(["title"]), rank: 5 });
    const version = await newestVersion();
    await granted(save(boss, role, { ...read(["no"]), rank: 5 }));

    expect((await restore(viewer, version)).reason).toBe("right_missing");
    expect((await config(viewer, "versions_page")).reason).toBe("right_missing");
    expect((await config(viewer, "version_changes", { version_id: version })).reason).toBe("right_missing");
    expect((await restore(manager, version)).reason).toBe("above_own_rank");
    expect((await config(manager, "review_version", { version_id: version })).reason).toBe("above_own_rank");
    expect([(await restore(boss, 0)).status, (await restore(boss, 0)).reason]).toEqual([
      404,
      "unknown_version",
    ]);
  });

  it("leaves out fields that are gone since", async () => {
    await sql.query(
      "alter table public.places add column floor integer; select engine.adopt_table('places')",
    );
    const role = await aRole(boss, {
      permissions: [{ entity: "places", action: "read", fields: ["name", "floor"] }],
    });
    const version = await newestVersion();
    await sql.query("alter table public.places drop column floor; select engine.adopt_table('places')");

    await granted(restore(boss, version));

    expect(await granted(config(boss, "role_document", { role_id: role.id }))).toMatchObject({
      permissions: [{ entity: "places", fields: ["name"] }],
    });
  });
});
