// @vitest-environment node
import { GoTrueClient } from "@supabase/auth-js";
import { PostgrestClient } from "@supabase/postgrest-js";
import { beforeEach, describe, expect, it } from "vitest";
import type { Connection } from "../../../src/data/connection";
import type { DataRecord } from "../../../src/data/record";
import { readRecordsById } from "../../../src/data/readRecord";
import { readRecords } from "../../../src/data/readRecords";
import { createRecord, deleteRecords, updateRecord } from "../../../src/data/writeRecords";
import { aSnapshot } from "./sampleEntities";

interface Sent {
  method: string;
  path: string;
  params: URLSearchParams;
  prefer: string;
  body: unknown;
}

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

let sent: Sent[] = [];
let answers: Answer[] = [];

/** Records what would go over the wire; the real server is asked in the browser journeys. */
const recordingFetch: typeof fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const headers = new Headers(init?.headers);
  sent.push({
    method: init?.method ?? "GET",
    path: url.pathname,
    params: url.searchParams,
    prefer: headers.get("prefer") ?? "",
    body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined,
  });
  const answer = answers.shift() ?? { status: 200, body: [] };
  const text = JSON.stringify(answer.body);
  return Promise.resolve(new Response(text, { status: answer.status, headers: answer.headers ?? {} }));
};

const database = new PostgrestClient("http://server/rest/v1", { fetch: recordingFetch });
const connection: Connection = {
  settings: { url: "http://server", key: "key", demoMembers: [] },
  auth: new GoTrueClient({ url: "http://server/auth/v1", autoRefreshToken: false, persistSession: false }),
  database,
  configuration: database,
  fetch: recordingFetch,
  onSessionEnded: () => () => undefined,
};
const context = { connection, snapshot: aSnapshot() };

const record: DataRecord = {
  id: 7,
  values: { id: 7, title: "old", body: "same", currency: "CNY", version: 3 },
  titles: {},
};
const row = { id: 7, title: "new", version: 4 };

beforeEach(() => {
  sent = [];
  answers = [];
});

describe("readRecords", () => {
  it("names its columns, embeds titles, ends the order with the key and estimates the count", async () => {
    answers = [
      {
        status: 200,
        body: [
          {
            id: 1,
            title: "a",
            folder_id: 2,
            folder_id__title: { title: "Ulm" },
            author_id: "p1",
            version: 1,
          },
        ],
        headers: { "content-range": "0-0/*" },
      },
    ];

    const page = await readRecords(context, "notes", {
      page: 1,
      pageSize: 25,
      fields: ["folder_id", "author_id", "cost"],
    });

    const [request] = sent;
    expect(request?.params.get("select")).toBe(
      "id,title,folder_id,author_id,made_at,version,folder_id__title:folders!note_is_in_a_folder(title)",
    );
    expect(request?.params.get("order")).toBe("made_at.desc,id.desc");
    expect(request?.prefer).toBe("count=estimated");
    expect(page.records[0]?.titles).toEqual({ folder_id: "Ulm", author_id: "Bo" });
    expect(page.total).toEqual({ value: 1, isExact: true });
  });

  it("asks for the keys that a search finds", async () => {
    answers = [{ status: 200, body: [4, 9] }];
    await readRecords(context, "notes", { page: 1, pageSize: 10, search: "100%" });

    expect(sent[0]?.path).toBe("/rest/v1/rpc/find_records");
    expect(Object.fromEntries(sent[0]?.params ?? [])).toEqual({ entity: "notes", search: "100%" });
    expect(sent[1]?.params.get("or")).toBe('(id.in.("4","9"))');
  });

  it("sends filter and search as one tree where much is found, whatever characters they have", async () => {
    answers = [{ status: 200, body: null }];
    await readRecords(context, "notes", {
      page: 1,
      pageSize: 10,
      condition: { field: "title", op: "eq", value: "R&D + 50%#1" },
      search: "x,y)",
    });

    expect(sent[1]?.params.get("or")).toBe(
      '(and(title.eq."R&D + 50%#1",or(title.ilike."*x,y)*",body.ilike."*x,y)*")))',
    );
  });

  it("orders by the title of a relation", async () => {
    await readRecords(context, "notes", {
      page: 1,
      pageSize: 10,
      sort: [{ field: "folder_id", descending: false }],
    });

    expect(sent[0]?.params.get("order")).toBe("folder_id__title(title).asc,id.asc");
  });

  it("does not believe an estimate that refuses a page, and then moves to the last one", async () => {
    const refusal = {
      status: 416,
      body: { code: "PGRST103", details: "An offset of 40 was requested, but there are only 25 rows." },
    };
    answers = [
      refusal,
      refusal,
      { status: 200, body: [{ id: 1, title: "a" }], headers: { "content-range": "20-20/25" } },
    ];

    const page = await readRecords(context, "notes", { page: 5, pageSize: 10 });

    expect(sent.map(({ prefer }) => prefer)).toEqual(["count=estimated", "count=exact", "count=exact"]);
    expect(page.page).toBe(3);
  });

  it("never asks for an entity that the role does not have", async () => {
    await expect(readRecords(context, "salaries", { page: 1, pageSize: 10 })).rejects.toMatchObject({
      reason: "unknown_entity",
    });
    expect(sent).toEqual([]);
  });
});

describe("readRecordsById", () => {
  it("splits many keys over several requests", async () => {
    await readRecordsById(context, "notes", { ids: Array.from({ length: 201 }, (_, index) => index) });

    expect(sent).toHaveLength(3);
  });
});

describe("createRecord", () => {
  it("leaves what is not given to the database's defaults", async () => {
    answers = [{ status: 201, body: [row] }];

    await createRecord(context, "notes", { title: "new", body: undefined });

    expect(sent[0]?.body).toEqual({ title: "new" });
  });

  it("refuses a field that the role may not write", async () => {
    await expect(createRecord(context, "notes", { id: 9, title: "new" })).rejects.toMatchObject({
      reason: "read_only_field",
    });
    expect(sent).toEqual([]);
  });
});

describe("updateRecord", () => {
  it("sends changed fields only, against the known version", async () => {
    answers = [{ status: 200, body: [row] }];

    const saved = await updateRecord(context, "notes", {
      record,
      changes: { title: "new", body: "same", currency: "CNY" },
    });

    const [request] = sent;
    expect(request?.method).toBe("PATCH");
    expect(request?.body).toEqual({ title: "new" });
    expect(request?.params.get("id")).toBe("eq.7");
    expect(request?.params.get("version")).toBe("eq.3");
    expect(saved.values["version"]).toBe(4);
  });

  it("refuses a changed field that the role may not write", async () => {
    await expect(
      updateRecord(context, "notes", { record, changes: { currency: "EUR" } }),
    ).rejects.toHaveProperty("fieldErrors.currency");
    expect(sent).toEqual([]);
  });

  it("sends nothing when nothing changed", async () => {
    await updateRecord(context, "notes", { record, changes: { title: "old" } });

    expect(sent).toEqual([]);
  });

  it.each([
    [[{ ...row, version: 9 }], "version_conflict"],
    [[{ ...row, version: 3 }], "update_refused"],
    [[], "gone"],
  ])("finds out why no row was changed: %o is %s", async (current, reason) => {
    answers = [
      { status: 200, body: [] },
      { status: 200, body: current },
    ];

    await expect(updateRecord(context, "notes", { record, changes: { title: "new" } })).rejects.toMatchObject(
      { reason },
    );
  });
});

describe("deleteRecords", () => {
  it("takes no row for a refusal", async () => {
    answers = [
      { status: 200, body: [] },
      { status: 200, body: [row] },
    ];

    await expect(deleteRecords(context, "notes", [7])).rejects.toMatchObject({ reason: "delete_refused" });
  });

  it("says how many of several were deleted", async () => {
    answers = [{ status: 200, body: [{ id: 7 }] }];

    await expect(deleteRecords(context, "notes", [7, 8])).rejects.toMatchObject({
      reason: "some_not_deleted",
    });
  });
});
