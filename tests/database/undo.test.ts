/** Undoing batches: what comes back, what is in the way, and who may. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { batchOf, review, undo } from "./batchFixtures";
import { aMemberWith, config, granted, twoPlaces } from "./roleEditing";

let boss: Member;
let places: Awaited<ReturnType<typeof twoPlaces>>;

async function someNotes(count: number, place = places.north): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.notes (title, place_id) select 'n' || n, $2 from generate_series(1, $1) as n returning id",
    [count, place],
  );
  return rows.map(({ id }) => id);
}

async function notesNow(ids: readonly number[]) {
  const { rows } = await sql.query<{ row: unknown }>(
    "select to_jsonb(n) - 'version' - 'updated_at' as row from public.notes as n where id = any ($1) order by id",
    [ids],
  );
  return rows.map(({ row }) => row);
}

/** A clerk who works in the northern place. */
async function aClerk(): Promise<Member> {
  const clerk = await aMember({ roles: ["clerk"] });
  await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [clerk.id, places.north]);
  return clerk;
}

async function anImport(count: number) {
  const titles = Array.from({ length: count }, (_, n) => ({ title: `i${n}`, place_id: places.north }));
  let ids: number[] = [];
  const batch = await batchOf(boss, "import", async (joined) => {
    const answer = await joined.rest("/notes?select=id", {
      method: "POST",
      body: titles,
      prefer: "return=representation",
    });
    ids = answer.rows.map(({ id }) => Number(id));
  });
  return { batch, ids };
}

const idOfUndo = async (answer: Promise<unknown>) =>
  /"batch":"([^"]+)"/.exec(JSON.stringify(await answer))?.[1] ?? "";

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  places = await twoPlaces();
});

describe("the undo of an import", () => {
  it("N8: shows both rows that a clerk edited since as conflicts, and leaves them", async () => {
    const { batch, ids } = await anImport(10);
    const edited = ids.slice(3, 5);
    const clerk = await aClerk();
    await clerk.rest(`/notes?id=in.(${edited.join(",")})`, { method: "PATCH", body: { title: "clerk" } });

    const preview = await review(boss, batch);

    expect(preview).toMatchObject({
      removed: 8,
      conflictCount: 2,
      conflicts: edited.map((id) => ({
        key: String(id),
        problem: "changed",
        now: { title: "clerk" },
        member: clerk.name,
      })),
      refusedCount: 0,
    });
    expect(await notesNow(ids)).toHaveLength(10);
    expect(await undo(boss, batch)).toMatchObject({ removed: 8, conflictCount: 2 });
    expect(await notesNow(ids)).toHaveLength(2);
    expect(await undo(boss, batch, "overwrite")).toMatchObject({ removed: 2 });
    expect(await notesNow(ids)).toEqual([]);
  });

  it("N8: stops before records that others made below it", async () => {
    let place = 0;
    const batch = await batchOf(boss, "import", async (joined) => {
      const answer = await joined.rest("/places?select=id", {
        method: "POST",
        body: { name: `Undone ${places.tag}` },
        prefer: "return=representation",
      });
      place = Number(answer.rows[0]?.id);
    });
    const [note = 0] = await someNotes(1, place);

    expect(await undo(boss, batch)).toMatchObject({
      removed: 0,
      conflicts: [{ problem: "related", related: "notes" }],
    });
    expect(await notesNow([note])).toHaveLength(1);
  });
});

describe("the undo of a bulk edit", () => {
  it("L23: restores 5,000 records exactly, about as quickly as they were written", async () => {
    const ids = await someNotes(5000);
    const before = await notesNow(ids);
    const begun = Date.now();
    const batch = await batchOf(boss, "bulk_edit", (joined) =>
      granted(
        config(joined, "edit_rows", { p_entity: "notes", p_keys: ids, p_values: { title: "x", secret: 5 } }),
      ),
    );
    const started = Date.now();

    expect(await undo(boss, batch)).toMatchObject({ restored: 5000, conflictCount: 0, leftOverCount: 0 });
    expect(Date.now() - started).toBeLessThan(Math.max(5000, 3 * (started - begun)));
    expect(await notesNow(ids)).toEqual(before);
  });

  it("N8: keeps only the field that somebody changed since, or overwrites it", async () => {
    const [id = 0] = await someNotes(1);
    const batch = await batchOf(boss, "bulk_edit", (joined) =>
      joined.rest(`/notes?id=eq.${id}`, { method: "PATCH", body: { title: "a", secret: 1 } }),
    );
    await sql.query("update public.notes set title = 'b' where id = $1", [id]);

    expect(await undo(boss, batch)).toMatchObject({
      restored: 1,
      conflicts: [{ problem: "changed", wrote: { title: "a" }, now: { title: "b" } }],
    });
    expect(await notesNow([id])).toMatchObject([{ title: "b", secret: 0 }]);
    expect(await undo(boss, batch, "overwrite")).toMatchObject({ restored: 1 });
    expect(await notesNow([id])).toMatchObject([{ title: "n1" }]);
  });

  it("N8: is a batch that can be undone itself", async () => {
    const ids = await someNotes(2);
    const batch = await batchOf(boss, "bulk_edit", (joined) =>
      granted(config(joined, "edit_rows", { p_entity: "notes", p_keys: ids, p_values: { title: "again" } })),
    );
    const undoing = await idOfUndo(undo(boss, batch));

    expect(await undo(boss, undoing)).toMatchObject({ restored: 2 });
    expect(await notesNow(ids)).toMatchObject([{ title: "again" }, { title: "again" }]);
    const list = await granted(config(boss, "recent_batches"));
    expect(list).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: batch, undoneBy: null, updated: 2, kind: "bulk_edit" }),
      ]),
    );
  });
});

describe("the undo of a bulk delete", () => {
  it("L23: brings records back with key, version and what went with them", async () => {
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.places (name) values ($1) returning id",
      [`Gone ${places.tag}`],
    );
    const place = rows[0]?.id ?? 0;
    const ids = await someNotes(3, place);
    const whole = () =>
      sql.query("select to_jsonb(n) as row from public.notes as n where id = any ($1) order by id", [ids]);
    const before = (await whole()).rows;
    const batch = await batchOf(boss, "bulk_delete", (joined) =>
      joined.rest(`/places?id=eq.${place}`, { method: "DELETE" }),
    );
    expect(await notesNow(ids)).toEqual([]);

    expect(await undo(boss, batch)).toMatchObject({ putBack: 4, refusedCount: 0, leftOverCount: 0 });
    expect((await whole()).rows).toEqual(before);
  });

  it("N8: cannot be done by a role that may neither create nor undo its own deletion", async () => {
    const { member: remover } = await aMemberWith(boss, {
      permissions: [
        { entity: "notes", action: "read" },
        { entity: "notes", action: "delete" },
      ],
      may_configure: ["roles"],
    });
    const [own = 0, foreign = 0] = await someNotes(2);
    const remove = (id: number) => (joined: RestClient) =>
      joined.rest(`/notes?id=eq.${id}`, { method: "DELETE" });
    const ofBoss = await batchOf(boss, "bulk_delete", remove(foreign));
    const ofRemover = await batchOf(remover, "bulk_delete", remove(own));

    expect(await undo(remover, ofRemover)).toMatchObject({ putBack: 1 });
    expect(await undo(remover, ofBoss)).toMatchObject({ putBack: 0, refused: [{ key: String(foreign) }] });
    expect(await undo(boss, ofBoss)).toMatchObject({ putBack: 1 });
  });
});

describe("who undoes", () => {
  it("N8: a clerk can undo his own work in his scope, and cannot undo others' nor records he lost sight of", async () => {
    const clerk = await aClerk();
    const [first = 0, second = 0] = await someNotes(2);
    const edit = (who: Member, values: object) =>
      batchOf(who, "bulk_edit", (joined) =>
        granted(
          config(joined, "edit_rows", { p_entity: "notes", p_keys: [first, second], p_values: values }),
        ),
      );
    const own = await edit(clerk, { title: "clerk" });
    const foreign = await edit(boss, { state: "it's done" });
    await sql.query("update public.notes set place_id = $2 where id = $1", [second, places.south]);

    expect(await config(clerk, "undo_batch", { p_batch: foreign })).toMatchObject({
      status: 403,
      reason: "batch_not_yours",
    });
    expect(await config(clerk, "review_undo", { p_batch: foreign })).toMatchObject({
      reason: "batch_not_yours",
    });
    expect(
      await config(clerk, "undo_work", {
        p_member: boss.id,
        p_since: "2020-01-01",
        p_conflicts: "overwrite",
      }),
    ).toMatchObject({ status: 403 });
    expect(await undo(clerk, own)).toMatchObject({ restored: 1, refused: [{ key: String(second) }] });
    expect(await granted(config(clerk, "recent_batches"))).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ id: foreign })]),
    );
  });

  it("N8: an admin undoes a member's last hour, whether in batches or not", async () => {
    const clerk = await aClerk();
    const ids = await someNotes(2);
    const before = await notesNow(ids);
    await clerk.rest(`/notes?id=eq.${ids[0]}`, { method: "PATCH", body: { title: "one" } });
    await clerk.rest(`/notes?id=eq.${ids[0]}`, { method: "PATCH", body: { title: "two" } });
    await clerk.rest(`/notes?id=eq.${ids[1]}`, { method: "PATCH", body: { title: "three" } });
    const hour = { p_member: clerk.id, p_since: new Date(Date.now() - 3_600_000).toISOString() };

    expect(await granted(config(boss, "review_undo_work", hour))).toMatchObject({ restored: 2 });
    expect(await granted(config(boss, "undo_work", hour))).toMatchObject({ restored: 2, conflictCount: 0 });
    expect(await notesNow(ids)).toEqual(before);
  });
});
