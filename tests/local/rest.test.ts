/** What passes through the gateway to PostgREST and back. */
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { clientOf } from "../auth/clients";
import { smallStack } from "./smallStack";

const { stack } = smallStack();

interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const rest = (path: string, { headers, ...question }: Question = {}) =>
  fetch(`${stack().url}/rest/v1${path}`, {
    ...question,
    headers: { apikey: stack().publishableKey, ...headers },
  });

describe("REST through the gateway", () => {
  it("keeps ranges, counts and preferences", async () => {
    const response = await rest("/notes?select=id&order=id", {
      headers: { range: "5-9", prefer: "count=exact" },
    });

    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("5-9/30");
    expect(await response.json()).toHaveLength(5);
  });

  it("keeps the profile of another schema", async () => {
    const inPublic = await rest("/settings");
    const inConfig = await rest("/settings", { headers: { "accept-profile": "config" } });

    expect([inPublic.status, inConfig.status]).toEqual([404, 200]);
    expect(inConfig.headers.get("content-profile")).toBe("config");
  });

  it("answers HEAD without a body", async () => {
    const response = await rest("/notes?select=id", { method: "HEAD", headers: { prefer: "count=exact" } });

    expect(response.status).toBe(200);
    expect(response.headers.get("content-range")).toBe("0-29/30");
  });

  it("carries large bodies both ways", async () => {
    const body = "ß".repeat(2_000_000);

    const response = await rest("/notes?select=body", {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "return=representation,tx=rollback" },
      body: JSON.stringify({ body }),
    });
    const answer: unknown = await response.json();

    expect(answer).toEqual([{ body }]);
    await rest(`/notes?id=gt.30`, { method: "DELETE" });
  });

  it("serves supabase-js", async () => {
    const client = clientOf(stack().url, stack().publishableKey);

    const { data, count, error } = await client
      .from("notes")
      .select("id, body", { count: "exact" })
      .in("body", ["note 1", "note, 2", 'note "3"'])
      .order("id");

    expect({ data, count, error }).toEqual({ data: [{ id: 1, body: "note 1" }], count: 1, error: null });
  });

  it("serves a new column within a moment", async () => {
    const database = new Client({ connectionString: stack().databaseUrl });
    await database.connect();
    await database.query("alter table public.notes add column colour text default 'blue'");
    await database.end();
    let status = 0;
    for (let tries = 0; tries < 100 && status !== 200; tries++) {
      await pause(20);
      const response = await rest("/notes?select=colour&limit=1&colour=eq.blue");
      status = response.status;
      await response.text();
    }

    expect(status).toBe(200);
  });

  it("tells a browser of another origin that it may ask", async () => {
    const preflight = await rest("/notes", {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "apikey,authorization,prefer,x-client-info,x-view-as",
      },
    });
    const answer = await rest("/notes?limit=1", { headers: { origin: "https://shop.example" } });

    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-view-as");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-expose-headers")).toContain("Content-Range");
  });

  it("answers fifty at once", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const response = await rest(`/notes?id=eq.${at % 30}`);
        await response.text();
        return response.status;
      }),
    );

    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it("runs a function with the environment of Supabase", async () => {
    const response = await fetch(`${stack().url}/functions/v1/echo?word=hello`, { method: "POST" });
    const unknown = await fetch(`${stack().url}/functions/v1/nothing`);
    const outside = await fetch(`${stack().url}/functions/v1/..%2F..%2Flocal`);

    expect(await response.json()).toEqual({ asked: "hello", key: "sb_secret_" });
    expect([unknown.status, outside.status]).toEqual([404, 404]);
  });
});
