/** The storage server as the official client uses it, and as somebody uses it who means harm. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client as Postgres } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { clientOf } from "../auth/clients";
import type { Client } from "../auth/clients";
import { smallStack } from "./smallStack";

const { stack, directory } = smallStack();

let owner: Client;
let stranger: Client;
let service: Client;

const policies = `
  create policy "Own folders" on storage.objects for all to authenticated
  using (bucket_id = 'private' and (storage.objects.path_tokens)[1] = auth.uid()::text)`;

async function aUser(email: string): Promise<{ client: Client; id: string }> {
  const password = "correct-horse-battery";
  const { data } = await service.auth.admin.createUser({ email, password, email_confirm: true });
  const client = clientOf(stack().url, stack().publishableKey);
  await client.auth.signInWithPassword({ email, password });
  return { client, id: data.user?.id ?? "" };
}

let folder: string;

beforeAll(async () => {
  const postgres = new Postgres({ connectionString: stack().databaseUrl });
  await postgres.connect();
  await postgres.query(policies);
  await postgres.end();
  service = clientOf(stack().url, stack().secretKey);
  await service.storage.createBucket("private", {
    public: false,
    fileSizeLimit: "1MB",
    allowedMimeTypes: ["image/*", "text/html"],
  });
  ({ client: owner, id: folder } = await aUser("owner@example.com"));
  ({ client: stranger } = await aUser("stranger@example.com"));
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);
const bucket = (client: Client) => client.storage.from("private");
const image = { contentType: "image/png" };

describe("the storage server", () => {
  it("L12: takes, shows, lists, moves, copies and removes objects for who may", async () => {
    const path = `${folder}/a/photo.png`;

    const uploaded = await bucket(owner).upload(path, png, image);
    const asBlob = await bucket(owner).upload(`${folder}/b.png`, new Blob([png], { type: "image/png" }), {
      upsert: true,
    });
    const again = await bucket(owner).upload(path, png, image);
    const replaced = await bucket(owner).update(path, Buffer.concat([png, png]), image);
    const read = await bucket(owner).download(path);
    const described = await bucket(owner).info(path);
    const there = await bucket(owner).exists(path);
    const listed = await bucket(owner).list(folder);
    const moved = await bucket(owner).move(path, `${folder}/c.png`);
    const copied = await bucket(owner).copy(`${folder}/c.png`, `${folder}/d.png`);
    const removed = await bucket(owner).remove([`${folder}/b.png`, `${folder}/c.png`, `${folder}/d.png`]);

    expect([uploaded.data?.path, asBlob.error, replaced.error]).toEqual([path, null, null]);
    expect(again.error).toMatchObject({ statusCode: "409", message: "The resource already exists" });
    expect(Buffer.from(await (read.data ?? new Blob()).arrayBuffer())).toEqual(Buffer.concat([png, png]));
    expect(described.data).toMatchObject({ size: png.length * 2, contentType: "image/png" });
    expect(there.data).toBe(true);
    expect(listed.data?.map(({ name, id }) => [name, id === null])).toEqual([
      ["a", true],
      ["b.png", false],
    ]);
    expect([moved.error, copied.error, removed.data?.length]).toEqual([null, null, 3]);
    expect((await bucket(owner).exists(path)).data).toBe(false);
  });

  it("L12: shows nothing of it to others, and takes nothing from them", async () => {
    const path = `${folder}/mine.png`;
    await bucket(owner).upload(path, png, image);

    const write = await bucket(stranger).upload(`${folder}/theirs.png`, png, image);
    const over = await bucket(stranger).upload(path, png, { ...image, upsert: true });
    const signed = await bucket(stranger).createSignedUrl(path, 60);
    const many = await bucket(stranger).createSignedUrls([path], 60);
    const toUpload = await bucket(stranger).createSignedUploadUrl(`${folder}/theirs.png`);

    for (const { error } of [write, over, toUpload]) {
      expect(error).toMatchObject({ statusCode: "403" });
      expect(error?.message).toContain("row-level security");
    }
    expect((await bucket(stranger).download(path)).error).not.toBeNull();
    expect((await bucket(stranger).list(folder)).data).toEqual([]);
    expect((await bucket(stranger).remove([path])).data).toEqual([]);
    expect(signed.error).toMatchObject({ statusCode: "404" });
    expect(many.data?.[0]).toMatchObject({ signedUrl: null });
    expect((await bucket(owner).exists(path)).data).toBe(true);
  });

  it("L12: opens one object for a while by a signed address, which cannot be altered", async () => {
    const path = `${folder}/signed.png`;
    await bucket(owner).upload(path, png, image);
    await bucket(owner).upload(`${folder}/other.png`, png, image);
    const target = await bucket(owner).createSignedUploadUrl(`${folder}/later.png`);
    const address = (await bucket(owner).createSignedUrl(path, 1)).data?.signedUrl ?? "";

    const open = await fetch(address);
    const moved = await fetch(address.replace("signed.png", "other.png"));
    const later = await bucket(stranger).uploadToSignedUrl(
      `${folder}/later.png`,
      target.data?.token ?? "",
      png,
      image,
    );

    expect([open.status, moved.status, later.error]).toEqual([200, 400, null]);
    expect((await bucket(owner).info(`${folder}/later.png`)).data?.size).toBe(png.length);
    await expect.poll(async () => (await fetch(address)).status).toBe(400);
    expect((await fetch(`${stack().url}/storage/v1/object/private/${path}`)).status).toBe(400);
  });

  it("L12: lets no page run in our origin, no large or strange file in, and no name lead out of its folder", async () => {
    const path = `${folder}/page.html`;
    const large = await bucket(owner).upload(`${folder}/large.png`, Buffer.alloc(1_100_000), image);
    const strange = await bucket(owner).upload(`${folder}/a.exe`, png, {
      contentType: "application/x-msdownload",
    });
    await bucket(owner).upload(path, Buffer.from("<script>1</script>"), { contentType: "text/html" });
    const address = (await bucket(owner).createSignedUrl(path, 60)).data?.signedUrl ?? "";
    const { headers } = await fetch(address);
    const key = { apikey: stack().secretKey, "content-type": "image/png" };
    const outside = `${stack().url}/storage/v1/object/private/..%2f..%2f..%2fsecrets.json`;

    expect([large.error, strange.error]).toMatchObject([{ statusCode: "413" }, { statusCode: "415" }]);
    expect(headers.get("content-type")).toBe("text/plain");
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect((await fetch(outside, { method: "POST", headers: key, body: png })).status).toBe(400);
    expect((await fetch(outside, { headers: key })).status).toBe(400);
    expect(JSON.parse(readFileSync(join(directory, "secrets.json"), "utf8"))).toHaveProperty("secretKey");
    const kept = readdirSync(join(directory, "files"), { recursive: true }).map(String);
    expect(kept.filter((name) => !/^[0-9a-f]{2}(\/[0-9a-f-]{36})?$/.test(name))).toEqual([]);
  });
});
