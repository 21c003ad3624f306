import { describe, expect, it } from "vitest";
import { formatDuration } from "../../../src/field-types/duration/formatDuration";
import { parseDuration } from "../../../src/field-types/duration/parseDuration";
import { plainText, readMarkdown, readSpans } from "../../../src/field-types/rich-text/markdown";
import { withMark } from "../../../src/field-types/rich-text/withMark";

describe("durations", () => {
  it.each([
    ["1:30", 5400],
    ["26:05:07", 93_907],
    ["90", 5400],
    ["90m", 5400],
    ["1.5h", 5400],
    ["2d 4h", 187_200],
    ["1小时30分", 5400],
    ["１：３０", 5400],
    ["soon", null],
    ["1:75", null],
    ["", null],
  ])("L12: reads %j", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([0, 59, 60, 5400, 93_907, 3_599_999_999])(
    "L12: %d seconds written for a file are read again",
    (seconds) => {
      expect(parseDuration(formatDuration(seconds, true))).toBe(seconds);
    },
  );
});

describe("formatted text", () => {
  it("L12: makes links of web addresses only, and takes HTML for text", () => {
    expect(readSpans("[a](javascript:alert(1)) <b>")).toEqual([
      { kind: "text", text: "[a](javascript:alert(1)) <b>" },
    ]);
    expect(readSpans("[a](data:text/html,x)")).toEqual([{ kind: "text", text: "[a](data:text/html,x)" }]);
    expect(readSpans("[a](https://example.com)")).toMatchObject([
      { kind: "link", href: "https://example.com" },
    ]);
  });

  it("L12: reads headings, lists, quotes, code and emphasis", () => {
    const blocks = readMarkdown(
      "# Title\n- one\n- **two**\n\n1. first\n\n> said\n\n```\n# code\n```\nlast *one*",
    );

    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "list", "list", "quote", "code", "paragraph"]);
    expect(plainText("# Title\n- one\n- **two**")).toBe("Title one two");
  });

  it("L12: puts marks round what is selected, or before its lines", () => {
    expect(withMark("a bc d", "bold", { start: 2, end: 4 }).text).toBe("a **bc** d");
    expect(withMark("x\none\ntwo", "list", { start: 3, end: 7 }).text).toBe("x\n- one\n- two");
  });
});
