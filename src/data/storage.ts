/** Speaks to Supabase Storage: announces and uploads files, and asks for addresses that open them for a minute. */
import type { Connection } from "./connection";
import { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { reasonMessage } from "./translate";

const bucket = "files";
/** Long enough to load a page of pictures; a right that was taken away counts again after it. */
const lifetimeInSeconds = 60;

export interface FileTarget {
  entity: string;
  /** Name of a field, or the id of a record whose files it joins. */
  field?: string;
  record?: string;
}

export interface AnnouncedFile {
  id: string;
  /** What a field holds of it. */
  value: string;
}

export async function announceFile(
  { configuration }: Connection,
  { entity, field, record }: FileTarget,
  file: File,
): Promise<AnnouncedFile> {
  const answer = await configuration.rpc("add_file", {
    entity,
    name: file.name,
    size: file.size,
    media_type: file.type,
    field: field ?? null,
    record_id: record ?? null,
  });
  if (answer.error) throw databaseError(answer.status, answer.error);
  return answer.data as AnnouncedFile;
}

const failure = (status = 0) => {
  const reason = status === 403 ? "file_not_allowed" : "upload_failed";
  return new DataError({ status, reason, message: reasonMessage(reason) ?? reason });
};

async function ask({ settings, fetch }: Connection, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${settings.url}/storage/v1/object/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (!answer?.ok) throw failure(answer?.status);
  return answer.json();
}

/** fetch cannot tell how much was sent, so the bytes go to a signed address by the older way. */
export async function uploadObject(
  connection: Connection,
  name: string,
  { content, onProgress }: { content: Blob; onProgress?: (share: number) => void },
): Promise<void> {
  const { url } = (await ask(connection, `upload/sign/${bucket}/${name}`, {})) as { url: string };
  await new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `${connection.settings.url}/storage/v1${url}`);
    request.setRequestHeader("content-type", content.type || "application/octet-stream");
    request.setRequestHeader("cache-control", "max-age=86400");
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 1);
    request.onload = () => (request.status === 200 ? resolve() : reject(failure(request.status)));
    request.onerror = () => reject(failure());
    request.send(content);
  });
}

/** Undefined for an object that is not there or may not be read. */
export async function signObjects(
  connection: Connection,
  names: string[],
): Promise<Map<string, string | undefined>> {
  const answer = await ask(connection, `sign/${bucket}`, { expiresIn: lifetimeInSeconds, paths: names });
  const signed = answer as { path: string; signedURL: string | null }[];
  return new Map(
    signed.map(({ path, signedURL }) => [
      path,
      signedURL === null ? undefined : `${connection.settings.url}/storage/v1${signedURL}`,
    ]),
  );
}
