/** Reads and writes the table of the small project over REST. */

export interface Address {
  url: string;
  publishableKey: string;
}

export async function countNotes({ url, publishableKey }: Address): Promise<number> {
  const response = await fetch(`${url}/rest/v1/notes?select=id`, {
    method: "HEAD",
    headers: { apikey: publishableKey, prefer: "count=exact" },
  });
  return Number(response.headers.get("content-range")?.split("/")[1]);
}

/** Resolves to the status. */
export async function writeNote({ url, publishableKey }: Address, body: string): Promise<number> {
  const response = await fetch(`${url}/rest/v1/notes`, {
    method: "POST",
    headers: { apikey: publishableKey, "content-type": "application/json" },
    body: JSON.stringify({ body }),
  });
  await response.text();
  return response.status;
}
