/** Puts the signs of a mark round what is selected, or before its lines. */
export type Mark = "bold" | "italic" | "link" | "list" | "numbers";

interface Selection {
  start: number;
  end: number;
}

const around: Partial<Record<Mark, readonly [string, string]>> = {
  bold: ["**", "**"],
  italic: ["*", "*"],
  link: ["[", "](https://)"],
};

export function withMark(text: string, mark: Mark, { start, end }: Selection): Selection & { text: string } {
  const signs = around[mark];
  if (signs) {
    const [before, after] = signs;
    const chosen = text.slice(start, end);
    return {
      text: `${text.slice(0, start)}${before}${chosen}${after}${text.slice(end)}`,
      start: start + before.length,
      end: end + before.length,
    };
  }
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lines = text.slice(lineStart, end).split("\n");
  const marked = lines
    .map((line, place) => `${mark === "list" ? "-" : `${String(place + 1)}.`} ${line}`)
    .join("\n");
  const added = marked.length - (end - lineStart);
  return {
    text: `${text.slice(0, lineStart)}${marked}${text.slice(end)}`,
    start: end + added,
    end: end + added,
  };
}
