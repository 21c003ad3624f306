/** Comments on records: read by who reads the record, changed by their author alone, and told to who is mentioned. */
import { beforeAll, describe, expect, it } from "vitest";
import { config } from "../database/roleEditing";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";

let boss: Member;
let clerk: Member;
let stranger: Member;
let note: string;

beforeAll(async () => {
  [boss, clerk, stranger] = await Promise.all([
    aMember({ roles: ["boss"], name: "Boss of comments" }),
    aMember({ roles: ["clerk"], name: "Clerk of comments" }),
    aMember({ roles: ["clerk"], name: "Stranger to comments" }),
  ]);
  const { rows } = await sql.query<{ id: string }>(
    "insert into public.places (name) values ('talked about'), ('not talked about') returning id",
  );
  await sql.query(
    "insert into config.member_values (member_id, variable_key, record_id) values ($1, 'my_places', $2), ($3, 'my_places', $4)",
    [clerk.id, rows[0]?.id, stranger.id, rows[1]?.id],
  );
  const made = await sql.query<{ id: string }>(
    "insert into public.notes (title, place_id) values ('talked about', $1) returning id",
    [rows[0]?.id],
  );
  note = String(made.rows[0]?.id);
});

const record = () => ({ entity: "notes", record_id: note });
const say = (member: Member, body: string) => config(member, "add_comment", { ...record(), body });
const read = (member: Member) => config(member, "record_comments", record());
const told = (member: Member) => config(member, "my_notifications", {});

describe("comments", () => {
  it("L22: can be written and read by whoever may read the record, and by nobody else", async () => {
    const { body: id } = await say(clerk, "  Where is the parcel?  ");
    const refused = await say(stranger, "let me in");

    expect((await read(boss)).rows.at(-1)).toMatchObject({
      id,
      memberName: "Clerk of comments",
      body: "Where is the parcel?",
      isOwn: false,
    });
    expect([refused.status, (await read(stranger)).status]).toEqual([404, 404]);
    expect((await say(clerk, "   ")).reason).toBe("invalid_comment");
    expect((await clerk.rest("/comments?select=*", { schema: "config" })).status).toBe(403);
    expect((await clerk.rest("/notifications?select=*", { schema: "config" })).status).toBe(403);
  });

  it("L22: can be changed and deleted by their author alone; what they said before stays readable", async () => {
    const { body: comment_id } = await say(clerk, "first");
    const byOther = await config(boss, "change_comment", { comment_id, body: "mine now" });
    const deletedByOther = await config(boss, "delete_comment", { comment_id });
    await config(clerk, "change_comment", { comment_id, body: "second" });
    const changed = (await read(boss)).rows.find(({ id }) => id === comment_id);
    await config(clerk, "delete_comment", { comment_id });
    const deleted = (await read(boss)).rows.find(({ id }) => id === comment_id);

    expect([byOther.reason, deletedByOther.reason]).toEqual(["not_own_comment", "not_own_comment"]);
    expect(changed).toMatchObject({ body: "second", earlier: [{ body: "first" }] });
    expect(deleted).toMatchObject({ body: null, isDeleted: true, earlier: [] });
    expect((await config(clerk, "change_comment", { comment_id, body: "back" })).reason).toBe("comment_gone");
  });

  it("L22: a mention tells who may see the record, once, and nobody else", async () => {
    const { body: people } = await config(clerk, "mentionable_members", record());
    await say(clerk, `@[${boss.id}] and @[${stranger.id}] and @[${boss.id}] look`);
    const { body } = await told(boss);

    expect(people).toContainEqual({ id: boss.id, name: boss.name, isActive: true });
    expect(JSON.stringify(people)).not.toContain(stranger.id);
    expect(body).toMatchObject({
      unread: 1,
      list: [{ memberName: clerk.name, entity: "notes", record: note, isRead: false }],
    });
    expect((await told(stranger)).body).toEqual({ unread: 0, list: [] });
    await config(stranger, "read_notifications", {});
    expect((await told(boss)).body).toMatchObject({ unread: 1 });
    await config(boss, "read_notifications", {});
    expect((await told(boss)).body).toMatchObject({ unread: 0, list: [{ isRead: true }] });
  });

  it("L22: a notification keeps its text to itself when the record is out of sight", async () => {
    await say(boss, `@[${clerk.id}] secret words`);
    await sql.query(
      "update public.notes set place_id = (select id from public.places where name = 'not talked about') where id = $1",
      [note],
    );

    expect((await told(clerk)).body).toMatchObject({ unread: 1, list: [{ body: null }] });
    expect((await read(clerk)).status).toBe(404);
  });
});
