import { describe, expect, it } from "vitest";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { aMemberOf, documentOf } from "./roleFixtures";

describe("creating and deleting roles", () => {
  it(
    "L1 makes a Postgres role of its own from any label, with the rights of a copy",
    inEmptyNotebook(async (db) => {
      const { id } = await documentOf(db, "clerk");
      const labels = ["Returns clerk", "service_role", '"; drop table notes', "退货", "🦊", "a".repeat(200)];

      for (const en of labels) {
        const made = await db.call("config.create_role", JSON.stringify({ en, "zh-CN": "角色" }), id);
        const key = String(await db.value("select key from config.roles where id = $1", made));
        expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
        expect(await db.value("select to_regrole($1)::text", `bo_${key}`)).toBe(`bo_${key}`);
      }
      expect(await db.query("select * from engine.mismatches")).toEqual([]);
      expect(await db.as("returns_clerk").query("select title from public.notes")).toEqual([]);
      expect(await db.value("select count(*) from public.notes")).toBe(0);
    }),
  );

  it(
    "L1 leaves nothing of a deleted role in the catalog, and its members get the other one",
    inEmptyNotebook(async (db) => {
      const clerk = await documentOf(db, "clerk");
      const made = String(
        await db.call("config.create_role", JSON.stringify({ en: "Temp", "zh-CN": "临时" }), clerk.id),
      );
      const member = await aMemberOf(db, "temp");

      await expect(db.call("config.delete_role", made, null)).rejects.toThrow(/still hold this role/);
      await db.call("config.delete_role", made, clerk.id);

      expect(await db.value("select to_regrole('bo_temp')")).toBeNull();
      expect(await db.query("select from pg_policy where polname like 'temp %'")).toEqual([]);
      expect(await db.query("select from engine.compiled_policies where role_key = 'temp'")).toEqual([]);
      expect(await db.value("select role_id from config.member_roles where member_id = $1", member.id)).toBe(
        clerk.id,
      );
    }),
  );
});
