/** Substring search in any script; the same rule as engine.grams, or nothing would be found. */
const longest = 400;

const squeeze = (text: string) => text.toLowerCase().replace(/\s+/g, " ").trim();

/** All distinct characters and adjacent pairs of the text. */
export function grams(text: string): string[] {
  const characters = Array.from(squeeze(text)).slice(0, longest);
  const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
  return [...new Set([...characters, ...pairs])].filter((gram) => gram.trim() !== "");
}

/** Han, kana and hangul write without spaces, so trigrams of words do not help there. */
export const hasCjk = (text: string) =>
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(text);
