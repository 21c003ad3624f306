/** Slow lists are noticed, and the index that they need is built beside the work. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runDueJobs } from "../../supabase/local/startJobTimer";
import { aMember, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { sql } from "../support/sql";
import { config, granted } from "./roleEditing";

let boss: Member;
let clerk: Member;

const rare = { field: "kind", op: "eq", value: "rare" };
const cost = async (who: RestClient, condition: object) =>
  granted(config(who, "list_cost", { entity: "readings", condition }));
const ask = (who: RestClient, columns: unknown) =>
  config(who, "create_index", { entity: "readings", columns });
const stateOf = async (name: unknown) =>
  (await sql.query<{ state: string }>("select engine.index_state($1) as state", [name])).rows[0]?.state;
const kindAndTime = [
  { field: "kind", descending: false },
  { field: "read_at", descending: true },
  { field: "id", descending: true },
];

/** The server of the stack tends indexes too, once a minute; whoever comes second finds the work taken. */
const becomes = (name: unknown, state: string) =>
  expect
    .poll(async () => {
      await runDueJobs(inject("stack").databaseUrl);
      return stateOf(name);
    })
    .toBe(state);

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  clerk = await aMember({ roles: ["clerk"] });
  await sql.query(`
    create table public.readings (
      id bigint generated always as identity primary key, kind text not null, secret text,
      read_at timestamptz not null, created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    insert into public.readings (kind, read_at, secret)
    select case when i % 5000 = 0 then 'rare' else 'usual' end, now() - make_interval(secs => i), repeat('x', 60)
    from generate_series(1, 200000) as i;
    analyze public.readings;
    select engine.adopt_table('readings', '{"group": "work", "title_field": "kind", "default_sort": "-read_at"}');
    select engine.allow('boss', 'readings', 'read');
    select engine.allow('clerk', 'readings', 'read', except_fields => array['secret']);
    select engine.sync_roles();
  `);
});

// Other tests of this database count what is there.
afterAll(async () => {
  await sql.query(`
    delete from config.entities where name = 'readings';
    drop table public.readings;
    select engine.sync_roles();
  `);
});

describe("the cost of a list", () => {
  it("N11: is told to whoever saves it, with the index that helps, which makes it quick", async () => {
    expect(await cost(boss, rare)).toMatchObject({ isSlow: true, columns: kindAndTime, canCreate: true });

    const name = await granted(ask(boss, kindAndTime));

    await becomes(name, "ready");
    expect(await cost(boss, rare)).toMatchObject({ isSlow: false });
    expect(await granted(config(boss, "indexes_page", {}))).toMatchObject([
      { name, entity: "readings", state: "ready", isUnused: false, createdBy: boss.name },
    ]);
    expect((await ask(boss, kindAndTime)).reason).toBe("index_exists");

    await granted(config(boss, "remove_index", { index_name: name }));

    await becomes(name, "absent");
    expect(await granted(config(boss, "indexes_page", {}))).toEqual([]);
  });

  it("N11: is planned with the rights of whoever asks", async () => {
    const hidden = { field: "secret", op: "eq", value: "x" };

    expect(await cost(clerk, rare)).toMatchObject({ canCreate: false });
    expect((await config(clerk, "list_cost", { entity: "readings", condition: hidden })).status).toBe(403);
  });

  it("N11: of a scope is planned for every list that it narrows", async () => {
    await sql.query(`
      select engine.define_scope('rare_ones', '{"en": "Rare", "zh-CN": "少见"}', '${JSON.stringify(rare)}');
      select engine.allow('clerk', 'readings', 'read', except_fields => array['secret'], scope => 'rare_ones');
    `);
    const { rows } = await sql.query<{ id: string }>("select id from config.scopes where key = 'rare_ones'");
    const scope_id = rows[0]?.id;
    const ofRole = await sql.query<{ id: string }>("select id from config.roles where key = 'clerk'");

    const told = await granted(config(boss, "scope_cost", { scope_id }));
    const toldOfRole = await granted(config(boss, "scope_cost", { role_id: ofRole.rows[0]?.id }));
    const refused = await config(clerk, "scope_cost", { scope_id });
    await sql.query(`
      select engine.allow('clerk', 'readings', 'read', except_fields => array['secret']);
      delete from config.scopes where key = 'rare_ones';
    `);

    expect(told).toMatchObject([{ entity: "readings", isSlow: true, columns: kindAndTime }]);
    expect(toldOfRole).toEqual(told);
    expect(refused.reason).toBe("right_missing");
  });
});

describe("an index", () => {
  it("N11: is made by nobody without the right, and of readable fields alone", async () => {
    const reasons = [
      await ask(clerk, kindAndTime),
      await ask(boss, [{ field: "kind); drop table public.notes; --" }]),
      await ask(boss, []),
      await ask(boss, "kind"),
      await config(clerk, "remove_index", { index_name: "x" }),
      await config(boss, "remove_index", { index_name: "readings_pkey" }),
      await config(clerk, "indexes_page", {}),
    ].map(({ reason }) => reason);

    expect(reasons).toEqual([
      "right_missing",
      "invalid_index",
      "invalid_index",
      "invalid_index",
      "right_missing",
      "unknown_index",
      "right_missing",
    ]);
  });

  it("N11: left broken by an interrupted build is dropped and built again", async () => {
    const { databaseUrl } = inject("stack");
    const reader = new pg.Client({ connectionString: databaseUrl });
    const builder = new pg.Client({ connectionString: databaseUrl });
    await Promise.all([reader.connect(), builder.connect()]);
    // The server of the stack must not tend it before it is broken.
    await builder.query("select pg_advisory_lock(hashtext('kontor indexes'))");
    const name = String(await granted(ask(boss, kindAndTime.slice(0, 1))));

    // A build that waits for an older transaction, and is then cancelled, leaves an invalid index.
    await reader.query("begin; update public.readings set kind = kind where id = 1");
    await builder.query("set statement_timeout = 400");
    const build = builder.query(`create index concurrently ${name} on public.readings (kind)`);
    await expect(build).rejects.toThrow(/timeout/);
    const broken = await stateOf(name);
    await reader.query("rollback");
    await Promise.all([reader.end(), builder.end()]);

    expect(broken).toBe("broken");
    await becomes(name, "ready");
  });
});
