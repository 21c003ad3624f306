/** The storage server: the part of Supabase Storage that Kontor uses, as an app to mount at /storage/v1. */
import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { changeBucket, createBucket, deleteBucket, emptyBucket, listBuckets, readBucket } from "./buckets";
import { download, downloadSigned, info, sign, signMany } from "./downloads";
import { copy, list, move, remove } from "./objects";
import type { StorageDeps } from "./StorageDeps";
import { StorageError, tooLarge } from "./StorageError";
import { signUpload, upload, uploadToAddress } from "./uploads";

const LARGEST_BODY = 51 * 1024 * 1024;

type Handler = (deps: StorageDeps, c: Context) => Promise<Response>;

export function createStorageApp(deps: StorageDeps): Hono {
  const app = new Hono();
  const by = (handler: Handler) => (c: Context) => handler(deps, c);
  app.onError((error, c) => answerError(c, error, deps.log));
  app.notFound((c) => c.json({ statusCode: "404", error: "not_found", message: "Route not found" }, 404));
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: (c) => {
        c.header("Connection", "close");
        return answerError(c, tooLarge(), deps.log);
      },
    }),
  );

  app.get("/bucket", by(listBuckets));
  app.post("/bucket", by(createBucket));
  app.get("/bucket/:bucket", by(readBucket));
  app.put("/bucket/:bucket", by(changeBucket));
  app.delete("/bucket/:bucket", by(deleteBucket));
  app.post("/bucket/:bucket/empty", by(emptyBucket));

  app.post("/object/list/:bucket", by(list));
  app.post("/object/move", by(move));
  app.post("/object/copy", by(copy));
  app.get("/object/info/*", by(info));
  app.post("/object/upload/sign/*", by(signUpload));
  app.put("/object/upload/sign/*", by(uploadToAddress));
  app.post("/object/sign/:bucket", by(signMany));
  app.post("/object/sign/*", by(sign));
  app.get("/object/sign/*", by(downloadSigned));
  app.get("/object/*", by(download));
  app.post("/object/*", by(upload));
  app.put("/object/*", by(upload));
  app.delete("/object/:bucket", by(remove));
  return app;
}

function answerError(c: Context, error: unknown, log: (line: string) => void): Response {
  if (!(error instanceof StorageError)) {
    log(`storage: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const body = {
      statusCode: "500",
      code: "InternalError",
      error: "Internal",
      message: "Internal server error",
    };
    return c.json(body, 500);
  }
  const { reason, message } = error;
  return c.json({ ...reason, statusCode: String(reason.statusCode), message }, 400);
}
