/** What open pages are told when records change, and who may listen. */
import { describe, expect, inject, it } from "vitest";
import { hearing } from "../support/hearing";
import { inRollback } from "../support/inRollback";
import { aMember, type Member } from "../support/members";
import type { TestDatabase } from "../support/TestDatabase";

/** What this transaction has said. */
const told = async (db: TestDatabase, topic: string) =>
  (
    await db.query(
      "select payload from realtime.messages where topic = $1 and inserted_at = now()::timestamp",
      topic,
    )
  ).map(({ payload }) => payload);
const addNotes = (db: TestDatabase, count: number) =>
  db.query(
    "insert into notes (title) select 'note ' || n from generate_series(1, $1) as n returning id::text",
    count,
  );

describe("a change is told", () => {
  it(
    "L31: once per statement, by the keys of its records and nothing else",
    inRollback(async (db) => {
      const ids = (await addNotes(db, 3)).map(({ id }) => id);

      const [message, ...others] = await told(db, "entity:notes");
      expect([message, others]).toEqual([{ op: "insert", ids }, []]);
      expect(await told(db, "entity:places")).toEqual([]);
    }),
  );

  it(
    "L31: of many records as many, and not again in the same transaction",
    inRollback(async (db) => {
      await addNotes(db, 101);
      await db.query("update notes set title = 'again' where title like 'note%'");
      await db.query("delete from notes where title = 'again'");

      expect(await told(db, "entity:notes")).toEqual([{ op: "insert", many: true }]);
    }),
  );

  it(
    "L31: no more than nine times by one transaction, and what was taken back to a savepoint not at all",
    inRollback(async (db) => {
      const [first] = await addNotes(db, 1);
      await db.query("update notes set title = 'the same' where id = $1", first?.id);
      expect(await told(db, "entity:notes")).toHaveLength(1);

      await expect(
        db.query("with n as (insert into notes (title) values ('x')) select 1 / 0"),
      ).rejects.toThrow();
      for (let round = 0; round < 20; round++) await addNotes(db, 1);

      const messages = await told(db, "entity:notes");
      expect(messages).toHaveLength(9);
      expect(messages.at(-1)).toEqual({ op: "insert", many: true });
    }),
  );

  it(
    "L31 L22: of a comment by the key of its record, never its words",
    inRollback(async (db) => {
      const [note] = await addNotes(db, 1);
      const comment = `insert into config.comments (entity_id, record_id, body)
        values (engine.entity_id('notes'), $1, 'secret') returning id`;
      await db.query(comment, note?.id);
      await db.query("update config.comments set body = 'changed' where record_id = $1", note?.id);

      const [, ...remarks] = await told(db, "entity:notes");
      const remark = { op: "comment", ids: [note?.id] };
      expect(remarks).toEqual([remark, remark]);
    }),
  );

  it(
    "L31: without the key where people choose it, and not at all where nothing changed",
    inRollback(async (db) => {
      await db.query("create table public.tariffs (code text primary key)");
      await db.call("engine.adopt_table", "tariffs");
      await db.query("insert into tariffs values ('secret customer')");
      await db.query("update notes set title = 'x' where false");

      expect(await told(db, "entity:tariffs")).toEqual([{ op: "insert", many: true }]);
      expect(await told(db, "entity:notes")).toEqual([]);
    }),
  );

  it(
    "L31: or is just written, where there is no Realtime or it fails",
    inRollback(async (db) => {
      await db.query(
        "revoke all on realtime.messages from postgres; alter table realtime.messages rename to gone",
      );
      await addNotes(db, 1);
      await db.query("drop function realtime.send(jsonb, text, text, boolean)");

      expect(await addNotes(db, 1)).toHaveLength(1);
    }),
  );
});

describe("a topic", () => {
  const { url, publishableKey } = inject("stack");
  const listen = (member: Member, topic: string) =>
    hearing({ url, key: publishableKey, token: member.token, topic });

  it("L31: of an entity can be heard by who reads it, within a second", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const { outcome, heard } = await listen(clerk, "entity:notes");

    const boss = await aMember({ roles: ["boss"] });
    const note = await boss.rest("/notes?select=id", {
      method: "POST",
      body: { title: "told" },
      prefer: "return=representation",
    });

    expect([outcome, note.status]).toEqual(["SUBSCRIBED", 201]);
    const ids = [String(note.rows[0]?.id)];
    await expect
      .poll(() => heard, { timeout: 1_000, interval: 50 })
      .toEqual([{ event: "change", payload: { op: "insert", ids } }]);
  });

  it("L31: of an entity cannot be heard by who does not read it", async () => {
    const auditor = await aMember({ roles: ["auditor"] });

    expect((await listen(auditor, "entity:notes")).outcome).toBe("SUBSCRIBED");
    expect((await listen(auditor, "entity:places")).outcome).toContain("do not have permissions");
  });

  it("L31: is not reached by other names, another member's bell, or a role that one only could take", async () => {
    const both = await aMember({ roles: ["auditor", "boss"] });
    const other = await aMember({ roles: ["clerk"] });
    const topics = [
      "entity:places",
      "entity:*",
      "entity:public.notes",
      "entity:",
      "notes",
      "",
      `member:${other.id}`,
    ];

    for (const topic of topics) {
      expect((await listen(both, topic)).outcome).toContain("do not have permissions");
    }
    expect((await listen(both, `member:${both.id}`)).outcome).toBe("SUBSCRIBED");
  });

  it("L31: is closed to members who are deactivated", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const boss = await aMember({ roles: ["boss"] });

    await boss.rpc("update_member", { member_id: clerk.id, changes: { isActive: false } }, "config");

    expect((await listen(clerk, "entity:notes")).outcome).toContain("do not have permissions");
  });

  it("L31: is told nothing by a member, neither over REST nor by the function that sends", async () => {
    const boss = await aMember({ roles: ["boss"] });

    const row = await boss.rest("/messages", { method: "POST", body: { topic: "x" }, schema: "realtime" });
    const call = await boss.rpc("send", { payload: {}, event: "change", topic: "entity:notes" }, "realtime");

    expect([row.status, call.status]).toEqual([406, 406]);
  });
});
