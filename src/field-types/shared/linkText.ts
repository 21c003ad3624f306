/** How a file names a record: by its title; where several share it, by title and key as in "Acme (#7)"; without one "#7". */

type Links = ReadonlyMap<string, readonly string[]>;

const numbered = /^(?:(.*\S)\s+\(#([^\s()]+)\)|#([^\s()]+))$/s;

function partsOf(text: string): { title: string; key: string } | undefined {
  const [, title = "", key, bare] = numbered.exec(text) ?? [];
  const known = key ?? bare;
  return known === undefined ? undefined : { title, key: known };
}

export function linkText(title: string, key: string, isAlone: boolean): string {
  return isAlone ? title : `${title} (#${key})`.trim();
}

export const keyText = (key: string) => `#${key}`;

/** What has to be looked up to understand a text. */
export function askedTexts(text: string): string[] {
  const parts = partsOf(text);
  return parts ? [text, parts.title, parts.key].filter((asked) => asked !== "") : [text];
}

/** Keys of the records that a text may mean. */
export function keysMeant(text: string, links: Links | undefined): readonly string[] {
  const whole = links?.get(text) ?? [];
  const parts = partsOf(text);
  if (whole.length > 0 || !parts) return whole;
  const named = parts.title === "" ? [] : (links?.get(parts.title) ?? []);
  // A title can be a number, too, so the key is asked for last.
  return [...named, ...(links?.get(parts.key) ?? [])].includes(parts.key) ? [parts.key] : [];
}
