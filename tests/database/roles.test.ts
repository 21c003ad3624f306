import { describe, expect, it } from "vitest";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { aMemberOf, documentOf, type Permission } from "./roleFixtures";

const without = (permissions: Permission[], entity: string, action: string) =>
  permissions.filter((permission) => permission.entity !== entity || permission.action !== action);

describe("config.save_role", () => {
  it(
    "L2 acts on the next statement of a member, and keeps a version",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");
      const clerk = await aMemberOf(db, "clerk");
      expect(await clerk.as.query("select title from public.notes")).toHaveLength(1);

      const version = await db.call(
        "config.save_role",
        id,
        JSON.stringify({ ...document, permissions: without(document.permissions, "notes", "read") }),
        "No notes",
      );

      await expect(clerk.as.query("select title from public.notes")).rejects.toThrow(/permission denied/);
      expect(await db.row("select note, document from config.versions where id = $1", version)).toMatchObject(
        {
          note: "No notes",
        },
      );
    }),
  );

  it(
    "writes nothing to the audit log when nothing changed",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");

      await db.call("config.save_role", id, JSON.stringify(document), "");

      expect(
        await db.query("select from engine.audit_entries where table_name like 'config.permission%'"),
      ).toEqual([]);
    }),
  );

  it(
    "cannot overwrite what somebody else saved meanwhile",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");
      await db.call("config.save_role", id, JSON.stringify({ ...document, rank: 55 }), "first");

      await expect(
        db.call("config.save_role", id, JSON.stringify({ ...document, rank: 60 }), "second"),
      ).rejects.toThrow(/Somebody else changed/);
    }),
  );

  it.each([
    [{ permissions: [{ entity: "notes", action: "read", fields: ["nope"] }] }, "has no field nope"],
    [{ permissions: [{ entity: "nothing", action: "read" }] }, "no entity nothing"],
    [{ permissions: [{ entity: "notes", action: "read", scope: "x; drop" }] }, "no scope"],
    [{ permissions: [{ entity: "notes", action: "fly" }] }, "action_is_known"],
    [{ permissions: "all" }, "needs a list of permissions"],
    [{ permissions: [], rank: 500 }, "rank_is_between"],
    [{ permissions: [], may_configure: ["everything"] }, "may_configure_names"],
    [{ permissions: [], label: { en: "Half" } }, "in every language"],
  ])("refuses %j and leaves the role as it was", (document, message) =>
    inEmptyNotebook(async (db) => {
      const before = await documentOf(db, "clerk");

      await expect(db.call("config.save_role", before.id, JSON.stringify(document), "")).rejects.toThrow(
        message,
      );

      expect(await documentOf(db, "clerk")).toEqual(before);
    })(),
  );

  it(
    "cannot be called without the right, nor give what the caller has not",
    inEmptyNotebook(async (db) => {
      const clerk = await documentOf(db, "clerk");
      const boss = await documentOf(db, "boss");
      await db.query("update config.roles set may_configure = '{roles}' where key = 'clerk'");
      const asClerk = db.as("clerk");
      const refused = async (statement: Promise<unknown>, message: RegExp) =>
        expect(statement).rejects.toThrow(message);

      await refused(db.as("auditor").call("config.role_document", clerk.id), /may not configure roles/);
      await refused(
        asClerk.call("config.save_role", boss.id, JSON.stringify(boss.document), ""),
        /above your own/,
      );
      await refused(
        asClerk.call(
          "config.save_role",
          clerk.id,
          JSON.stringify({ permissions: [], may_configure: ["roles", "members"] }),
          "",
        ),
        /right that you do not have/,
      );
      await refused(
        asClerk.call("config.save_role", clerk.id, JSON.stringify({ permissions: [], rank: 1 }), ""),
        /above your own/,
      );
    }),
  );
});

describe("config.review_role", () => {
  it(
    "N3 names the fields that may be taken along, of those that are read",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");
      const permissions = [
        ...without(document.permissions, "notes", "read"),
        { entity: "notes", action: "read", scope: null, fields: ["title"] },
        { entity: "notes", action: "export", scope: null, fields: ["title", "secret"] },
      ];
      await db.call(
        "config.save_role",
        id,
        JSON.stringify({ ...document, permissions: permissions.slice(0, -1) }),
        "",
      );

      const { document: now } = await documentOf(db, "clerk");
      const review = await db.call("config.review_role", id, JSON.stringify({ ...now, permissions }));

      expect(review).toMatchObject({
        gained: [
          { entity: "notes", action: "export", field: null },
          { entity: "notes", action: "export", field: "title" },
        ],
      });
    }),
  );

  it(
    "N3 names gained and lost fields and counts rows exactly as the role then sees them",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");
      const clerk = await aMemberOf(db, "clerk");
      const permissions = [
        ...without(document.permissions, "notes", "read"),
        { entity: "notes", action: "read", scope: null, fields: ["title", "secret"] },
      ];

      const review = await db.call("config.review_role", id, JSON.stringify({ ...document, permissions }));
      const before = await clerk.as.value("select count(*) from public.notes");
      await db.call("config.save_role", id, JSON.stringify({ ...document, permissions }), "");
      const after = await clerk.as.value("select count(*) from public.notes");

      expect(review).toMatchObject({
        counts: [{ entity: "notes", member: clerk.id, before, after }],
        members: [{ name: "Somebody" }],
      });
      expect(review).toMatchObject({ gained: [{ entity: "notes", action: "read", field: "secret" }] });
      expect(review).toHaveProperty(
        "lost",
        expect.arrayContaining([{ entity: "notes", action: "read", field: "state" }]),
      );
    }),
  );

  it(
    "changes nothing",
    inEmptyNotebook(async (db) => {
      const before = await documentOf(db, "clerk");
      const entries = "select count(*) from engine.audit_entries";
      const entriesBefore = await db.value(entries);

      await db.call("config.review_role", before.id, JSON.stringify({ ...before.document, permissions: [] }));

      expect(await documentOf(db, "clerk")).toEqual(before);
      expect(await db.value(entries)).toBe(entriesBefore);
    }),
  );

  it(
    "counts through relations as the role would",
    inEmptyNotebook(async (db) => {
      const { id, document } = await documentOf(db, "clerk");
      await db.query(`
        select engine.define_scope('seen', '{"en": "Seen", "zh-CN": "可见"}', '{"field": "place_id", "op": "visible"}');
        select engine.define_scope('north', '{"en": "North", "zh-CN": "北"}', '{"field": "name", "op": "eq", "value": "North"}')`);
      const clerk = await aMemberOf(db, "clerk");
      const permissions = [
        { entity: "places", action: "read", scope: "north", fields: null },
        { entity: "notes", action: "read", scope: "seen", fields: ["title"] },
      ];

      const review = await db.call("config.review_role", id, JSON.stringify({ ...document, permissions }));
      await db.call("config.save_role", id, JSON.stringify({ ...document, permissions }), "");

      expect(review).toMatchObject({ counts: [{ entity: "places", before: 2, after: 1 }] });
      expect(await clerk.as.query("select title from public.notes")).toEqual([{ title: "North" }]);
    }),
  );
});
