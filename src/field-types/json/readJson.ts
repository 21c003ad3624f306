/** The value that a JSON text stands for; null for no text, undefined for a broken one. */
export function readJson(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
