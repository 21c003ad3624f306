/** Work queues: views that are counted on the first page, in the reader's own rights. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { granted, twoPlaces } from "./roleEditing";
import { aView, saveView, settingsOf, viewOf } from "./viewEditing";

let boss: Member;
let clerk: Member;
let places: Awaited<ReturnType<typeof twoPlaces>>;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  clerk = await aMember({ roles: ["clerk"] });
  places = await twoPlaces();
  await sql.query(
    `insert into public.notes (title, place_id, secret)
     select $1 || ' queue ' || n, case when n < 4 then $2::bigint else $3 end, n from generate_series(1, 5) as n`,
    [places.tag, places.north, places.south],
  );
  await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [clerk.id, places.north]);
});

const mine = () => ({ field: "title", op: "starts_with", value: `${places.tag} queue` });
const aQueue = (settings: object = {}) =>
  aView(boss, { sharing: "shared", settings: { filter: mine(), queue: {}, ...settings } });

async function counted(who: RestClient, view: string): Promise<unknown> {
  const { body } = await who.rest("/rpc/work_queues", { schema: "config" });
  if (!Array.isArray(body)) throw new Error(JSON.stringify(body));
  return body.map(Object).find((queue) => Reflect.get(queue, "view") === view);
}

describe("config.work_queues", () => {
  it("S16: counts what the reader sees, the first three in the order of the view", async () => {
    const queue = await aQueue({ sort: [{ field: "title", descending: true }] });

    expect(await counted(boss, queue)).toMatchObject({
      count: 5,
      overdue: 0,
      first: [5, 4, 3].map((n) => ({ title: `${places.tag} queue ${n}`, due: null })),
    });
    expect(await counted(clerk, queue)).toMatchObject({ count: 3 });
  });

  it("S16: tells what is late by the date of the queue", async () => {
    const queue = await aQueue({ queue: { due: "created_at" } });

    expect(await counted(boss, queue)).toMatchObject({ count: 5, overdue: 5 });
  });

  it("S16: leaves out a queue whose condition the reader may not see, and those of others", async () => {
    const hidden = await aQueue({ filter: { field: "secret", op: "gt", value: 0 } });
    const personal = await aView(boss, { sharing: "personal", settings: { filter: mine(), queue: {} } });

    expect(await counted(boss, hidden)).toBeDefined();
    expect(await counted(clerk, hidden)).toBeUndefined();
    expect(await counted(boss, personal)).toMatchObject({ count: 5 });
    expect(await counted(clerk, personal)).toBeUndefined();
  });

  it("S16: keeps a view in the queues when it is saved anew, and takes it out when told so", async () => {
    const queue = await aQueue({ queue: { position: 7 } });

    await granted(saveView(boss, queue, { settings: { filter: mine() } }));
    expect(await settingsOf(queue)).toMatchObject({ queue: { position: 7 } });
    await granted(saveView(boss, queue, { settings: { filter: mine(), queue: null } }));
    expect((await viewOf(boss, queue))?.settings).not.toHaveProperty("queue");
    expect(await counted(boss, queue)).toBeUndefined();
  });

  it.each([[{ due: "title" }], [{ since: "no_field" }], [{ position: "first" }], [{ sql: "1" }], ["x"]])(
    "S16: refuses %j as a queue",
    async (queue) => {
      const answer = await saveView(boss, null, {
        entity: "notes",
        label: { en: "x", "zh-CN": "x" },
        settings: { queue },
      });

      expect(answer.reason).toBe("invalid_view");
    },
  );
});
