/** The official client's database calls through the running stack, on two small tables of this file's own. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { clientOf } from "./clients";

const { url, publishableKey, secretKey, databaseUrl } = inject("stack");
const service = clientOf(url, secretKey);
const sql = new pg.Pool({ connectionString: databaseUrl, max: 1, allowExitOnIdle: true });

beforeAll(async () => {
  await sql.query(`
    create table public.client_shelves (id int primary key, name text not null unique);
    create table public.client_books (
      id int primary key generated always as identity,
      shelf_id int not null references public.client_shelves (id),
      title text not null check (title <> ''),
      price numeric(8, 2)
    );
    create index on public.client_books (shelf_id);
    alter table public.client_shelves enable row level security;
    alter table public.client_books enable row level security;
    create function public.client_shelf_value(shelf int) returns numeric
    language sql stable set search_path = ''
    as $$ select sum(price) from public.client_books where shelf_id = shelf $$;
    revoke all on public.client_shelves, public.client_books from anon, authenticated;
    revoke execute on function public.client_shelf_value(int) from public, anon, authenticated;
    grant all on public.client_shelves, public.client_books to service_role;
    grant execute on function public.client_shelf_value(int) to service_role`);
  // PostgREST hears of new tables a moment later, and until then knows none of their columns.
  await vi.waitFor(async () => {
    const { error } = await service.from("client_shelves").insert([
      { id: 1, name: "上层" },
      { id: 2, name: "lower" },
    ]);
    expect(error).toBeNull();
  }, 10_000);
});
afterAll(async () => {
  await sql.query(`
    drop function public.client_shelf_value(int);
    drop table public.client_books, public.client_shelves`);
  await sql.end();
});

describe("supabase-js over REST", () => {
  it("inserts, selects, counts, updates and deletes", async () => {
    const inserted = await service
      .from("client_books")
      .insert([
        { shelf_id: 1, title: "一本书", price: 10.5 },
        { shelf_id: 1, title: "Another", price: 4 },
        { shelf_id: 2, title: "Third" },
      ])
      .select("id, title");
    const counted = await service.from("client_books").select("id", { count: "exact", head: true });
    const found = await service.from("client_books").select("title, price").eq("title", "一本书").single();
    const sorted = await service.from("client_books").select("title").order("title").range(0, 1);
    const updated = await service
      .from("client_books")
      .update({ price: 1 })
      .eq("title", "Third")
      .select("price");
    const deleted = await service.from("client_books").delete().eq("title", "Another").select("title");
    const none = await service.from("client_books").update({ price: 1 }).eq("id", -1).select("id");

    expect(inserted.data).toHaveLength(3);
    expect(counted.count).toBe(3);
    expect(found.data).toEqual({ title: "一本书", price: 10.5 });
    expect(sorted.data).toEqual([{ title: "Another" }, { title: "Third" }]);
    expect(updated.data).toEqual([{ price: 1 }]);
    expect(deleted.data).toEqual([{ title: "Another" }]);
    expect(none).toMatchObject({ data: [], error: null });
  });

  it("embeds related rows, both ways", async () => {
    await service.from("client_books").insert({ shelf_id: 2, title: "Embedded" });

    const shelf = await service
      .from("client_shelves")
      .select("name, client_books(title)")
      .eq("id", 2)
      .single();
    const book = await service
      .from("client_books")
      .select("title, client_shelves(name)")
      .eq("title", "Embedded")
      .single();

    expect(shelf.data).toMatchObject({ name: "lower" });
    expect(JSON.stringify(shelf.data)).toContain("Embedded");
    expect(book.data).toEqual({ title: "Embedded", client_shelves: { name: "lower" } });
  });

  it("upserts and calls functions", async () => {
    const upserted = await service.from("client_shelves").upsert({ id: 2, name: "lowest" }).select("name");
    await service.from("client_books").insert({ shelf_id: 2, title: "Priced", price: 7.25 });
    const value = await service.rpc("client_shelf_value", { shelf: 2 });

    expect(upserted.data).toEqual([{ name: "lowest" }]);
    expect(Number(value.data)).toBeGreaterThanOrEqual(7.25);
  });

  it("hands on what Postgres refuses", async () => {
    const empty = await service.from("client_books").insert({ shelf_id: 1, title: "" });
    const double = await service.from("client_shelves").insert({ id: 1, name: "x" });
    const orphan = await service.from("client_books").insert({ shelf_id: 99, title: "x" });
    const unknown = await service.from("client_books").select("nothing");

    expect(empty).toMatchObject({ status: 400, error: { code: "23514" } });
    expect(double).toMatchObject({ status: 409, error: { code: "23505" } });
    expect(orphan).toMatchObject({ status: 409, error: { code: "23503" } });
    expect(unknown).toMatchObject({ status: 400, error: { code: "42703" } });
  });

  it("gives the publishable key nothing", async () => {
    const anyone = clientOf(url, publishableKey);

    const read = await anyone.from("client_books").select("title");
    const written = await anyone.from("client_books").insert({ shelf_id: 1, title: "mine" });
    const called = await anyone.rpc("client_shelf_value", { shelf: 1 });

    for (const { error, status } of [read, written, called]) {
      expect([status, error?.code]).toEqual([401, "42501"]);
    }
  });
});
