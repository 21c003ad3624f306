/** Publishing while fifty clients read and write, and publishing that is shot down. */
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import type { RestAnswer } from "../support/RestClient";
import { sql } from "../support/sql";
import { aTarget, config, document, giveChannels, granted, readable, type Target, truth } from "./target";

let target: Target;

beforeAll(async () => {
  target = await aTarget();
});

/** Two states of one role: each shows another field, of other orders. Half of either would be a leak. */
const cityHere = {
  permissions: [
    { entity: "orders", action: "read", fields: ["ship_city", "buyer_note"], scope: "own_channels" },
    { entity: "orders", action: "update", fields: ["buyer_note"], scope: "own_channels" },
  ],
};
const elsewhere = {
  key: "not_own_channels",
  label: { en: "Elsewhere", "zh-CN": "别处" },
  condition: { not: { field: "channel_id", op: "in", variable: "my_channels" } },
};
const zipElsewhere = {
  permissions: [{ entity: "orders", action: "read", fields: ["ship_zip"], scope: elsewhere.key }],
};

const save = (draft: Record<string, unknown>) =>
  config(target.admin, "save_role", { role_id: target.roleId, document: draft, note: "to and fro" });

/** What went wrong with one answer; undefined when it belongs to one of the two states. */
function fault(column: string, { status, body }: RestAnswer): string | undefined {
  if (status === 403) return undefined;
  const rows = JSON.stringify(body);
  const isHere = rows.includes(`"id":${target.seen}`);
  const isElsewhere = rows.includes(`"id":${target.hidden}`);
  if (status !== 200) return `${column}: ${status} ${rows}`;
  if (column === "ship_city" && (!isHere || isElsewhere)) return `city of others: ${rows}`;
  if (column === "ship_zip" && (isHere || !isElsewhere)) return `zip of one's own: ${rows}`;
  return undefined;
}

describe("publishing", () => {
  it("N2 under fifty clients who read and write fails nobody and shows no half state", async () => {
    const members = [target.attacker];
    for (let index = 0; index < 4; index++) {
      const member = await aMember({ roles: [target.roleKey] });
      await giveChannels(target.admin, member, [target.shop.channel]);
      members.push(member);
    }
    await granted(save({ ...zipElsewhere, new_scopes: [elsewhere] }));
    const faults: string[] = [];
    const answered = { ship_city: 0, ship_zip: 0, written: 0 };
    let isOver = false;

    const read = async (member: Member, column: "ship_city" | "ship_zip") => {
      while (!isOver) {
        const answer = await member.rest(
          `/orders?select=id,${column}&id=in.(${target.seen},${target.hidden})`,
        );
        const found = fault(column, answer);
        if (found !== undefined) faults.push(found);
        if (answer.status === 200) answered[column] += 1;
      }
    };
    const write = async (member: Member, note: string) => {
      while (!isOver) {
        const path = `/orders?id=in.(${target.seen},${target.hidden})`;
        const answer = await member.rest(path, { method: "PATCH", body: { buyer_note: note } });
        if (![204, 403].includes(answer.status))
          faults.push(`write: ${answer.status} ${JSON.stringify(answer.body)}`);
        if (answer.status === 204) answered.written += 1;
      }
    };
    const clients = Array.from({ length: 50 }, (_, index) => {
      const member = members[index % members.length] ?? target.attacker;
      if (index % 5 === 0) return write(member, `note ${index}`);
      return read(member, index % 2 === 0 ? "ship_city" : "ship_zip");
    });
    const publishes: number[] = [];
    for (let round = 0; round < 10; round++) {
      await pause(100);
      publishes.push((await save(round % 2 === 0 ? cityHere : zipElsewhere)).status);
    }
    isOver = true;
    await Promise.all(clients);

    expect(faults).toEqual([]);
    expect(publishes.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(publishes.filter((status) => status === 200).length).toBeGreaterThan(5);
    expect(Math.min(...Object.values(answered))).toBeGreaterThan(0);
    expect(await truth("select buyer_note from public.orders where id = $1", target.hidden)).toBeNull();
    expect(await granted(config(target.admin, "drift"))).toEqual([]);
  }, 120_000);

  it("N2 leaves everything as it was when its connection is killed", async () => {
    await granted(save(document));
    const before = await granted(config(target.admin, "role_document", { role_id: target.roleId }));
    const versions = await truth("select count(*) from config.versions");
    const reader = await sql.connect();
    try {
      // A report that reads for a long time holds the publish up in the middle of its work.
      await reader.query("begin; select count(*) from public.orders");
      const blocked = { ...elsewhere, key: "blocked_elsewhere" };
      const [permission] = zipElsewhere.permissions;
      const publish = save({ permissions: [{ ...permission, scope: blocked.key }], new_scopes: [blocked] });
      const killed = await killPublish();
      const answer = await publish;

      expect(killed).toBe(1);
      expect(answer.status).toBeGreaterThanOrEqual(500);
    } finally {
      await reader.query("rollback");
      reader.release();
    }

    expect(await granted(config(target.admin, "role_document", { role_id: target.roleId }))).toEqual(before);
    expect(await truth("select count(*) from config.versions")).toBe(versions);
    expect(await granted(config(target.admin, "drift"))).toEqual([]);
    expect((await target.attacker.rest(`/orders?select=id,${readable.join()}`)).rows).toHaveLength(1);
    expect((await save(cityHere)).status).toBe(200);
  });
});

/** Ends the connection that waits inside a publish; the number of connections that were ended. */
async function killPublish(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    await pause(20);
    const { rowCount } = await sql.query(
      `select pg_terminate_backend(l.pid) from pg_locks as l
       join pg_stat_activity as a on a.pid = l.pid and a.query like '%save_role%'
       where l.relation = 'public.orders'::regclass and l.mode = 'AccessExclusiveLock' and not l.granted`,
    );
    if (rowCount) return rowCount;
  }
  return 0;
}
