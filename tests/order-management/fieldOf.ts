/** One field of what an operation answered. */
export function fieldOf({ body }: { body: unknown }, name: string): unknown {
  if (typeof body !== "object" || body === null) return undefined;
  return new Map<string, unknown>(Object.entries(body)).get(name);
}
