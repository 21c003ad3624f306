/** A key made from a name: small letters, digits and underscores, and not taken yet. */
const longestKey = 40;

export function freeKey(name: string, taken: readonly string[]): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, longestKey);
  const base = /^[a-z]/.test(words) ? words : `scope${words && `_${words}`}`;
  let candidate = base;
  for (let number = 2; taken.includes(candidate); number++) candidate = `${base}_${number}`;
  return candidate;
}
