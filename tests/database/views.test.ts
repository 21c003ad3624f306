import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, asService, viewAs, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { config, granted, label } from "./roleEditing";
import { aView, deleteView, saveView, settingsOf, viewOf, viewsOf } from "./viewEditing";

let boss: Member;
let clerk: Member;
let other: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  clerk = await aMember({ roles: ["clerk"] });
  other = await aMember({ roles: ["clerk"] });
});

const open = { field: "state", op: "eq", value: "open" };
const dear = { field: "secret", op: "gt", value: 100 };
const shared = (settings: object) => aView(boss, { sharing: "shared", settings });
const reason = async (answer: Promise<{ reason: string; status: number }>) => {
  const { status, reason: given } = await answer;
  return [status, given];
};

describe("config.save_view", () => {
  it("L19: keeps a personal view for its owner alone", async () => {
    const id = await aView(clerk, { settings: { filter: open, density: "large" } });

    expect(await viewOf(clerk, id)).toMatchObject({
      sharing: "personal",
      owner: clerk.id,
      settings: { filter: open, density: "large" },
      leftOut: [],
    });
    expect(await viewOf(other, id)).toBeUndefined();
    expect(await viewOf(boss, id)).toBeUndefined();
  });

  it("L19: shares a view with everybody who may read the entity", async () => {
    const id = await shared({ filter: open });

    expect(await viewOf(clerk, id)).toMatchObject({ sharing: "shared", settings: { filter: open } });
  });

  it.each(["shared", "locked"])("L19: lets nobody make a %s view without the right", async (sharing) => {
    expect(await reason(saveView(clerk, null, { entity: "notes", label: label("x"), sharing }))).toEqual([
      403,
      "right_missing",
    ]);
  });

  it("L19: lets nobody change, share or delete what is not his", async () => {
    const id = await shared({ filter: open });
    const own = await aView(clerk, {});
    const foreign = await aView(other, {});

    expect(await reason(saveView(clerk, id, { label: label("mine") }))).toEqual([403, "right_missing"]);
    expect(await reason(saveView(clerk, id, { sharing: "personal" }))).toEqual([403, "right_missing"]);
    expect(await reason(saveView(clerk, own, { sharing: "shared" }))).toEqual([403, "right_missing"]);
    expect(await reason(deleteView(clerk, id))).toEqual([403, "right_missing"]);
    expect(await reason(saveView(clerk, foreign, { settings: {} }))).toEqual([404, "unknown_view"]);
    expect(await reason(deleteView(boss, foreign))).toEqual([404, "unknown_view"]);
    expect(await reason(config(clerk, "favour_view", { view_id: foreign, is_favourite: true }))).toEqual([
      404,
      "unknown_view",
    ]);
  });

  it("L19: changes a locked view only after it was unlocked", async () => {
    const id = await aView(boss, { sharing: "locked" });

    expect(await reason(saveView(boss, id, { label: label("x") }))).toEqual([403, "view_locked"]);
    expect(await reason(deleteView(boss, id))).toEqual([403, "view_locked"]);
    expect(await reason(saveView(clerk, id, { sharing: "shared" }))).toEqual([403, "right_missing"]);
    await granted(saveView(boss, id, { sharing: "shared" }));
    await granted(deleteView(boss, id));

    expect(await viewOf(boss, id)).toBeUndefined();
  });

  it("L19: notices that somebody else saved meanwhile", async () => {
    const id = await shared({});
    const { version } = (await viewOf(boss, id)) ?? {};
    await granted(saveView(boss, id, { settings: { density: "large" }, version }));

    expect(await reason(saveView(boss, id, { settings: {}, version }))).toEqual([409, "view_conflict"]);
  });

  it("L18: needs the field that its type is drawn by", async () => {
    const kanban = (settings: object) =>
      saveView(clerk, null, { entity: "notes", label: label("x"), type: "kanban", settings });

    expect(await reason(kanban({}))).toEqual([400, "view_needs_field"]);
    expect(await reason(kanban({ lane: "title" }))).toEqual([400, "view_needs_field"]);
    expect((await kanban({ lane: "state" })).status).toBe(200);
  });

  it.each([
    ["an unknown setting", { sql: "select 1" }],
    ["settings that are no object", []],
    ["a list of something else", { columns: ["title"] }],
    ["settings longer than 32 kB", { filter: { field: "title", op: "eq", value: "x".repeat(40_000) } }],
  ])("refuses %s", async (_what, settings) => {
    expect(await reason(saveView(clerk, null, { entity: "notes", label: label("x"), settings }))).toEqual([
      400,
      "invalid_view",
    ]);
  });

  it.each([
    ["that is none", { all: "x" }],
    ["with SQL as operator", { field: "title", op: "eq 1 or 1=1", value: 1 }],
    ["with a value of another type", { field: "place_id", op: "eq", value: "1); drop table notes" }],
  ])("refuses a condition %s", async (_what, filter) => {
    const saved = saveView(clerk, null, { entity: "notes", label: label("x"), settings: { filter } });

    expect(await reason(saved)).toEqual([400, "invalid_condition"]);
  });
});

describe("a view with fields that its reader may not see", () => {
  it("L19: arrives without them and says which settings lack something", async () => {
    const id = await shared({
      columns: [{ field: "title" }, { field: "secret", width: 90 }],
      filter: { all: [open, { any: [dear] }, { not: dear }] },
      sort: [{ field: "secret", descending: true }],
      colours: [{ color: "red", condition: dear }],
      aggregates: [{ field: "secret", op: "sum" }],
    });

    expect(await viewOf(clerk, id)).toMatchObject({
      leftOut: ["aggregates", "colours", "filter", "sort"],
      settings: { columns: [{ field: "title" }], filter: { all: [open] }, sort: [], colours: [] },
    });
    expect(JSON.stringify(await viewsOf(clerk))).not.toContain("secret");
    expect((await viewOf(boss, id))?.leftOut).toEqual([]);
  });

  it("cannot be saved by him, neither his own nor over what he does not see", async () => {
    const hidden = (settings: object) => aViewRefused(clerk, settings);

    expect(await hidden({ filter: { any: [open, dear] } })).toEqual([403, "view_names_hidden_field"]);
    expect(await hidden({ columns: [{ field: "secret" }] })).toEqual([403, "view_names_hidden_field"]);
    expect(await hidden({ filter: { field: "place_id.secret", op: "eq", value: 1 } })).toEqual([
      403,
      "view_names_hidden_field",
    ]);
    expect(await hidden({ colours: [{ color: "red", condition: dear }] })).toEqual([
      403,
      "view_names_hidden_field",
    ]);
  });

  it("keeps hidden columns when somebody saves it who does not see them, and refuses to lose a filter", async () => {
    const id = await aView(clerk, { settings: { columns: [{ field: "title" }] } });
    const add = (settings: object) =>
      sql.query("update config.views set settings = $2 where id = $1", [id, settings]);
    await add({ columns: [{ field: "title" }, { field: "secret" }] });

    await granted(saveView(clerk, id, { settings: { columns: [{ field: "state" }] } }));
    expect(await settingsOf(id)).toEqual({ columns: [{ field: "state" }, { field: "secret" }] });
    await add({ filter: dear });

    expect(await reason(saveView(clerk, id, { settings: {} }))).toEqual([403, "view_has_hidden_parts"]);
    expect(await settingsOf(id)).toEqual({ filter: dear });
  });

  const aViewRefused = (who: Member, settings: object) =>
    reason(saveView(who, null, { entity: "notes", label: label("x"), settings }));
});

describe("favourites and first views", () => {
  it("L19: are each member's own", async () => {
    const id = await shared({});

    await granted(config(clerk, "favour_view", { view_id: id, is_favourite: true }));

    expect((await viewOf(clerk, id))?.isFavourite).toBe(true);
    expect((await viewOf(other, id))?.isFavourite).toBe(false);
  });

  it("L19: are set per role by those who may, and only to shared views", async () => {
    const id = await shared({});
    const own = await aView(boss, {});
    const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'clerk'");
    const first = (who: RestClient, view: string | null) =>
      config(who, "set_default_view", { entity: "notes", role_id: rows[0]?.id, view_id: view });

    expect(await reason(first(clerk, id))).toEqual([403, "right_missing"]);
    expect(await reason(first(boss, own))).toEqual([400, "view_not_shared"]);
    await granted(first(boss, id));
    expect((await viewOf(clerk, id))?.isDefault).toBe(true);
    expect((await viewOf(boss, id))?.isDefault).toBe(false);
    expect((await viewOf(viewAs(boss, "role:clerk"), id))?.isDefault).toBe(true);
    expect(await granted(config(boss, "view_roles", { entity: "notes" }))).toContainEqual(
      expect.objectContaining({ key: "clerk", view: id }),
    );

    await granted(first(boss, null));
    expect((await viewOf(clerk, id))?.isDefault).toBe(false);
  });
});

describe("the tables behind views", () => {
  it.each(["views", "view_favourites", "view_defaults"])("config.%s is open to nobody", async (table) => {
    for (const who of [clerk, boss, asAnon()]) {
      const answer = await who.rest(`/${table}`, { schema: "config" });
      expect([401, 403, 404]).toContain(answer.status);
    }
  });

  it("are changed neither by strangers nor through other eyes", async () => {
    const id = await shared({});

    expect([401, 403, 404]).toContain((await deleteView(asAnon(), id)).status);
    expect((await deleteView(viewAs(boss, "role:clerk"), id)).status).toBe(403);
    expect((await deleteView(asService(), id)).status).toBe(204);
  });
});
