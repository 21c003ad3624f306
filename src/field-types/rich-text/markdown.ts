/** Reads the few signs of Markdown that people use. The result is data, never HTML, so nothing that was typed can run. */
import { isWebAddress } from "../shared/isWebAddress";

export type Span =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "em" | "del"; spans: Span[] }
  | { kind: "link"; href: string; spans: Span[] };

export type Block =
  | { kind: "heading"; level: number; spans: Span[] }
  | { kind: "paragraph" | "quote"; lines: Span[][] }
  | { kind: "list"; isOrdered: boolean; items: Span[][] }
  | { kind: "code"; text: string };

const inline = /`([^`]+)`|\*\*(.+?)\*\*|~~(.+?)~~|\*(?!\s)(.+?)\*|\[([^\]]+)\]\(([^()\s]+)\)/;

export function readSpans(text: string): Span[] {
  const match = inline.exec(text);
  if (!match) return text === "" ? [] : [{ kind: "text", text }];
  const [whole, code, strong, del, em, label, href] = match;
  const before = text.slice(0, match.index);
  return [
    ...(before === "" ? [] : [{ kind: "text" as const, text: before }]),
    spanOf({ whole, code, strong, del, em, label, href }),
    ...readSpans(text.slice(match.index + whole.length)),
  ];
}

type Match = Record<"code" | "strong" | "del" | "em" | "label" | "href", string | undefined> & {
  whole: string;
};

function spanOf({ whole, code, strong, del, em, label, href }: Match): Span {
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", spans: readSpans(strong) };
  if (del !== undefined) return { kind: "del", spans: readSpans(del) };
  if (em !== undefined) return { kind: "em", spans: readSpans(em) };
  if (label !== undefined && href !== undefined && (isWebAddress(href) || /^mailto:[^?]+$/i.test(href)))
    return { kind: "link", href, spans: readSpans(label) };
  return { kind: "text", text: whole };
}

const kinds = { bullet: /^\s*[-*+]\s+/, number: /^\s*\d+[.)]\s+/, quote: /^>\s?/, heading: /^(#{1,4})\s+/ };
const kindOf = (line: string) => {
  if (kinds.heading.test(line)) return "heading";
  if (kinds.bullet.test(line)) return "bullet";
  if (kinds.number.test(line)) return "number";
  return kinds.quote.test(line) ? "quote" : "paragraph";
};

const blockOf = (kind: ReturnType<typeof kindOf>, lines: readonly string[]): Block => {
  if (kind === "heading") {
    const [line = ""] = lines;
    const level = kinds.heading.exec(line)?.[1]?.length ?? 1;
    return { kind, level, spans: readSpans(line.replace(kinds.heading, "")) };
  }
  if (kind === "paragraph") return { kind, lines: lines.map(readSpans) };
  const read = lines.map((line) => readSpans(line.replace(kinds[kind], "")));
  return kind === "quote"
    ? { kind, lines: read }
    : { kind: "list", isOrdered: kind === "number", items: read };
};

function readPlain(text: string): Block[] {
  const blocks: Block[] = [];
  let kind: ReturnType<typeof kindOf> | undefined;
  let lines: string[] = [];
  const close = () => {
    if (kind && lines.length > 0) blocks.push(blockOf(kind, lines));
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const next = line.trim() === "" ? undefined : kindOf(line);
    if (next !== kind || next === "heading") close();
    kind = next;
    if (next) lines.push(line);
  }
  close();
  return blocks;
}

export const readMarkdown = (text: string): Block[] =>
  text
    .split(/^```[^\n]*\n([\s\S]*?)\n?```[ \t]*$/m)
    .flatMap((part, place) => (place % 2 === 1 ? [{ kind: "code" as const, text: part }] : readPlain(part)));

const spanText = (span: Span): string => ("text" in span ? span.text : span.spans.map(spanText).join(""));

/** What is left without the signs, on one line. */
export const plainText = (text: string): string =>
  readMarkdown(text)
    .flatMap((block) => {
      if (block.kind === "code") return [block.text];
      const lines = "items" in block ? block.items : "lines" in block ? block.lines : [block.spans];
      return lines.map((spans) => spans.map(spanText).join(""));
    })
    .join(" ");
