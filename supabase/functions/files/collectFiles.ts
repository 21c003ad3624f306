/** Removes the bytes of files that no record has had for 30 days; the database says which. Returns how many files. */
export interface Service {
  url: string;
  secretKey: string;
}

const objects = ["original", "small"];

export async function collectFiles(service: Service): Promise<number> {
  const folders = await unused(service, false);
  if (folders.length === 0) return 0;
  await send(service, "DELETE /storage/v1/object/files", {
    prefixes: folders.flatMap((folder) => objects.map((object) => `${folder}/${object}`)),
  });
  await unused(service, true);
  return folders.length;
}

async function unused(service: Service, is_removed: boolean): Promise<string[]> {
  const answer = await send(service, "POST /rest/v1/rpc/unused_files", { is_removed });
  return Array.isArray(answer) ? answer.map(String) : [];
}

async function send({ url, secretKey }: Service, line: string, body: object): Promise<unknown> {
  const [method = "", path = ""] = line.split(" ");
  const answer = await fetch(url + path, {
    method,
    headers: {
      apikey: secretKey,
      authorization: `Bearer ${secretKey}`,
      "content-type": "application/json",
      "content-profile": "config",
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${line}: ${await answer.text()}`);
  return answer.json();
}
