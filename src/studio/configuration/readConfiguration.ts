/** What a file holds, if it is a JSON object at all. */
export function readConfiguration(text: string): object | undefined {
  try {
    const file: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof file === "object" && file !== null && !Array.isArray(file) ? file : undefined;
  } catch {
    return undefined;
  }
}
