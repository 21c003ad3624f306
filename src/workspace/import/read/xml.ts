/** As much XML as the parts of a workbook need: elements one by one out of a stream, attributes, texts. */
const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export function decodeXml(text: string): string {
  if (!text.includes("&") && !text.includes("_x")) return text;
  return text
    .replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (all, name: string) => {
      if (!name.startsWith("#")) return named[name] ?? all;
      return String.fromCodePoint(
        /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)),
      );
    })
    .replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export const attributeOf = (tag: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? decodeXml(match[1] ?? match[2] ?? "") : undefined;
};

/** All elements of a name with their contents; elements of that name must not lie in each other. */
export async function* elementsOf(pieces: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const element = new RegExp(
    `<(?:\\w+:)?${name}(?=[\\s>/])[^>]*?(?:/>|>[\\s\\S]*?</(?:\\w+:)?${name}\\s*>)`,
    "g",
  );
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    // Looking again at the same unfinished element costs its length each time: in larger bites.
    if (text.length < 65_536) continue;
    text = yield* take();
  }
  yield* take();

  function* take(): Generator<string, string> {
    let end = 0;
    element.lastIndex = 0;
    for (let match = element.exec(text); match; match = element.exec(text)) {
      end = element.lastIndex;
      yield match[0];
    }
    return text.slice(end);
  }
}

const run = /<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t\s*>/g;
const phonetic = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh\s*>/g;

/** The text of a string with its runs of different looks, without the readings that East Asian files add. */
export function richText(xml: string): string {
  let text = "";
  for (const match of xml.replaceAll(phonetic, "").matchAll(run)) text += match[1] ?? "";
  return decodeXml(text);
}
