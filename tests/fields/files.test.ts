/** Files in fields and of records: who may read the field may read the file, and nobody gets round it. */
import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import { clientOf } from "../auth/clients";
import { config, label } from "../database/roleEditing";
import { aMember, asService, type Member, viewAs } from "../support/members";
import type { RestAnswer } from "../support/RestClient";
import { sql } from "../support/sql";
import { publishAs } from "./fieldChanges";

let boss: Member;
let clerk: Member;
let stranger: Member;
let photo: string;
let places: number[];

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);

interface Announced {
  id: string;
  value: string;
}

/** supabase-js with the member's token instead of a session of its own. */
function bucketOf(member: Member) {
  const { url, publishableKey } = inject("stack");
  const client = clientOf(url, publishableKey);
  return client.storage.setHeader("authorization", `Bearer ${member.token}`).from("files");
}

const read = (answer: RestAnswer): Announced => ({ id: answer.text("id"), value: answer.text("value") });

const announce = (member: Member, values: Record<string, unknown>) =>
  config(member, "add_file", {
    entity: "notes",
    name: "图片 1.png",
    size: png.length,
    media_type: "image/png",
    ...values,
  });

async function uploaded(member: Member, values: Record<string, unknown> = {}): Promise<Announced> {
  const file = read(await announce(member, { field: photo, ...values }));
  const { error } = await bucketOf(member).upload(`${file.id}/original`, png, {
    contentType: "image/png",
  });
  if (error) throw error;
  return file;
}

async function aNote(member: Member, values: Record<string, unknown>, place = places[0]): Promise<number> {
  const answer = await member.rest("/notes?select=id", {
    method: "POST",
    prefer: "return=representation",
    body: { title: "with a picture", place_id: place, ...values },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return Number(answer.rows[0]?.id);
}

const canRead = async (member: Member, file: Announced) =>
  (await bucketOf(member).download(`${file.id}/original`)).error === null;

beforeAll(async () => {
  [boss, clerk, stranger] = await Promise.all([
    aMember({ roles: ["boss"] }),
    aMember({ roles: ["clerk"] }),
    aMember({ roles: ["clerk"] }),
  ]);
  const { rows } = await sql.query<{ id: string }>(
    "insert into public.places (name) values ('here of files'), ('there of files') returning id",
  );
  places = rows.map(({ id }) => Number(id));
  await sql.query(
    "insert into config.member_values (member_id, variable_key, record_id) values ($1, 'my_places', $2), ($3, 'my_places', $4)",
    [clerk.id, places[0], stranger.id, places[1]],
  );
  photo = `photo_${clerk.id.slice(0, 6)}`;
  const access = { see: ["boss", "clerk", "auditor"], edit: ["boss", "clerk"] };
  const published = await publishAs(boss, {
    ...{ kind: "add_field", entity: "notes", label: label("Photo"), name: photo, type: "image", access },
    options: { max_files: 2, max_size: 1 },
  });
  expect(published).toMatchObject({ status: 200 });
  // Reading asks Postgres; a write is refused until PostgREST has heard of the column.
  const write = { method: "PATCH", body: { [photo]: [] } } as const;
  await vi.waitUntil(async () => (await boss.rest("/notes?id=eq.0", write)).status < 300);
});

describe("a field of pictures", () => {
  it("L12: is a real column; who may edit it uploads, who reads the record reads the file", async () => {
    const file = await uploaded(clerk);
    const before = await canRead(boss, file);
    const id = await aNote(clerk, { [photo]: [file.value] });
    const { rows } = await sql.query<{ type: string }>(
      "select format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = 'public.notes'::regclass and attname = $1",
      [photo],
    );

    expect(rows).toEqual([{ type: "text[]" }]);
    expect([before, await canRead(clerk, file), await canRead(boss, file)]).toEqual([false, true, true]);
    expect(await canRead(stranger, file)).toBe(false);
    expect(await config(boss, "record_history", { entity: "notes", record_id: String(id) })).toMatchObject({
      status: 200,
    });
    expect((await bucketOf(boss).createSignedUrls([`${file.id}/original`], 60)).data?.[0]?.error).toBeNull();
  });

  it("L12: follows the record when its scope changes, and the field when its readers change", async () => {
    const file = await uploaded(clerk);
    const id = await aNote(clerk, { [photo]: [file.value] });

    await boss.rest(`/notes?id=eq.${id}`, { method: "PATCH", body: { place_id: places[1] } });
    expect([await canRead(clerk, file), await canRead(stranger, file)]).toEqual([false, true]);
    const change = { kind: "change_field", entity: "notes", field: photo };
    await publishAs(boss, { ...change, access: { see: ["boss"], edit: ["boss"] } });
    const refused = await announce(clerk, { field: photo });
    const hidden = await canRead(stranger, file);
    await publishAs(boss, {
      ...change,
      access: { see: ["boss", "clerk", "auditor"], edit: ["boss", "clerk"] },
    });

    expect([hidden, refused.status, refused.reason]).toEqual([false, 403, "file_not_allowed"]);
  });

  it("L12: takes no file of somebody else, of another record, of a guessed name or without an upload", async () => {
    const theirs = await uploaded(boss);
    const taken = await uploaded(clerk);
    await aNote(clerk, { [photo]: [taken.value] });
    const announced = read(await announce(clerk, { field: photo }));
    const attempts: [string, string][] = [
      [theirs.value, "unknown_file"],
      [taken.value, "unknown_file"],
      [taken.value.replace("图片", "x"), "unknown_file"],
      ["../../secrets.json", "unknown_file"],
      [announced.value, "file_missing"],
    ];

    for (const [value, reason] of attempts) {
      const answer = await clerk.rest("/notes", {
        method: "POST",
        body: { title: "stolen", place_id: places[0], [photo]: [value] },
      });
      expect([value, answer.reason]).toEqual([value, reason]);
    }
  });

  it("L12: cannot be uploaded to without announcing, over what is saved, nor taken away from Storage", async () => {
    const file = await uploaded(clerk);
    await aNote(clerk, { [photo]: [file.value] });
    const path = `${file.id}/original`;
    const type = { contentType: "image/png" };

    expect((await bucketOf(clerk).upload(`${file.id}/other`, png, type)).error).not.toBeNull();
    expect((await bucketOf(clerk).upload(path, png, { ...type, upsert: true })).error).not.toBeNull();
    expect((await bucketOf(clerk).upload(`${crypto.randomUUID()}/original`, png, type)).error).not.toBeNull();
    expect((await bucketOf(clerk).remove([path])).data).toEqual([]);
    expect((await bucketOf(clerk).move(path, `${file.id}/small`)).error).not.toBeNull();
    expect(await canRead(boss, file)).toBe(true);
  });

  it("L12: holds to its limits, whatever was announced", async () => {
    const [one, two, three] = [await uploaded(clerk), await uploaded(clerk), await uploaded(clerk)];
    const large = await announce(clerk, { field: photo, size: 2_000_000 });
    const text = await announce(clerk, { field: photo, media_type: "text/html" });
    const liar = read(await announce(clerk, { field: photo }));
    await bucketOf(clerk).upload(`${liar.id}/original`, Buffer.alloc(1_200_000), {
      contentType: "image/png",
    });
    const save = (values: string[]) =>
      clerk.rest("/notes", { method: "POST", body: { title: "x", place_id: places[0], [photo]: values } });

    expect([large.reason, text.reason]).toEqual(["file_too_large", "not_an_image"]);
    expect((await save([one.value, two.value, three.value])).reason).toBe("too_many_files");
    expect((await save([liar.value])).reason).toBe("file_too_large");
  });

  it("L12: shows its files to who looks through other eyes as those eyes see them; unused ones are collected", async () => {
    const file = await uploaded(clerk);
    const id = await aNote(clerk, { [photo]: [file.value] });
    const address = `/storage/v1/object/files/${file.id}/original`;
    const seen = await viewAs(boss, `member:${clerk.id}`).send(address, {});
    const unseen = await viewAs(boss, `member:${stranger.id}`).send(address, {});
    await clerk.rest(`/notes?id=eq.${id}`, { method: "PATCH", body: { [photo]: null } });
    const mark = () => sql.query("select engine.mark_unused_files()");
    await mark();
    await sql.query("update config.files set removed_at = now() - interval '31 days' where id = $1", [
      file.id,
    ]);
    const unused = await config(asService(), "unused_files", {});
    const refused = await config(boss, "unused_files", {});

    expect([seen.status, unseen.status]).toEqual([200, 400]);
    expect(unused.body).toContain(file.id);
    expect(refused.status).toBe(403);
    await clerk.rest(`/notes?id=eq.${id}`, { method: "PATCH", body: { [photo]: [file.value] } });
    await mark();
    expect((await config(asService(), "unused_files", {})).body).not.toContain(file.id);
  });
});

describe("the files of a record", () => {
  it("L22: are read by who reads it, added and removed by who may change it, and come back", async () => {
    const id = String(await aNote(clerk, {}));
    const file = await uploaded(clerk, { field: null, record_id: id, name: "合同.pdf" });
    const list = (member: Member) => config(member, "record_files", { entity: "notes", record_id: id });
    const listed = await list(boss);
    const outside = await announce(stranger, { record_id: id });
    const stolen = await config(stranger, "remove_file", { file_id: file.id });

    expect(listed.rows).toMatchObject([{ id: file.id, name: "合同.pdf", size: png.length, mayRemove: true }]);
    expect([(await list(stranger)).status, outside.status, stolen.status]).toEqual([404, 404, 404]);
    expect([await canRead(boss, file), await canRead(stranger, file)]).toEqual([true, false]);
    await config(boss, "remove_file", { file_id: file.id });
    expect([(await list(clerk)).rows, await canRead(clerk, file)]).toEqual([[], false]);
    await config(clerk, "remove_file", { file_id: file.id, is_undone: true });
    expect((await list(clerk)).rows).toHaveLength(1);
  });
});
