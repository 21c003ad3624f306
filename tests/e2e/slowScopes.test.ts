/** A condition of a role that makes a list slow: the index is offered, built, listed, and removed again. */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runDueJobs } from "../../supabase/local/startJobTimer";
import { inBrowser } from "../support/inBrowser";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";
import { aRole } from "./aRole";

const condition = (kind: string) => JSON.stringify({ all: [{ field: "kind", op: "eq", value: kind }] });

beforeAll(async () => {
  // A record fills a page of the disk, so that few of them are as much to read as many usual ones.
  await sql.query(`
    create unlogged table public.readings (
      id bigint generated always as identity primary key, kind text not null, read_at timestamptz not null,
      body text not null
    );
    comment on table public.readings is 'Meter readings | 抄表记录';
    comment on column public.readings.kind is 'Kind | 种类';
    comment on column public.readings.read_at is 'Read at | 抄表时间';
    comment on column public.readings.body is 'Body | 正文';
    alter table public.readings alter column body set storage plain;
    insert into public.readings (kind, read_at, body)
    select case when i % 500 = 0 then 'rare' else 'usual' end, now() - make_interval(mins => i), repeat('x', 8000)
    from generate_series(1, 6000) as i;
    analyze public.readings;
    select engine.adopt_table('readings', '{"group": "orders", "title_field": "kind", "default_sort": "-read_at"}');
    select engine.allow('admin', 'readings', 'read');
    select engine.sync_roles();
    select engine.define_scope('some_readings', '{"en": "Some readings", "zh-CN": "部分抄表记录"}', '${condition("none")}');
  `);
  await aRole("Meter reader", [{ entity: "readings", action: "read", scope: "some_readings" }]);
});
afterAll(async () => {
  await sql.query(`
    delete from config.roles where label ->> 'en' = 'Meter reader';
    delete from config.entities where name = 'readings';
    delete from config.scopes where key = 'some_readings';
    drop table public.readings;
    delete from engine.compiled_policies where table_name = 'readings';
    select engine.sync_roles();
  `);
});

/** The server of the stack tends indexes once a minute; whoever comes second finds the work taken. */
const becomes = (count: () => Promise<number>, wanted: number) =>
  expect
    .poll(async () => {
      await runDueJobs(inject("stack").databaseUrl);
      return count();
    })
    .toBe(wanted);

describe("a condition that makes a list slow", () => {
  it(
    "N11: is answered by an offer of the index, which is built, listed and removed again",
    inBrowser(async ({ enter, page }) => {
      await enter(await anAccount({ roles: ["admin"] }), "/studio/scopes");

      await page.getByRole("button", { name: "Edit Some readings" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Value" }).fill("rare");
      await page.getByRole("button", { name: "Review and save" }).click();
      await page.getByText(/Sees 0 → 12 records/).waitFor();
      await page.getByRole("button", { name: "Save and apply" }).click();
      const offer = page.getByRole("dialog", { name: "This condition makes lists slow to open" });
      await offer.getByText(/An index by Kind · Read at · Id makes it quick/).waitFor();
      await offer.getByRole("button", { name: "Create the index" }).click();
      await offer.getByRole("link", { name: "Speed" }).click();

      await page.getByRole("heading", { name: "Speed" }).waitFor();
      const line = page.getByRole("row", { name: /Meter readings/ });
      await becomes(() => line.getByText("Ready", { exact: true }).count(), 1);
      await line.getByRole("button", { name: "Remove" }).click();
      await becomes(() => line.count(), 0);
    }),
  );
});
