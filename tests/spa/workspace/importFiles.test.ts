// @vitest-environment node
/** Files with traps, made here: encodings, delimiters, quotes, and workbooks of several programs. */
import { zipSync } from "fflate";
import writeXlsxFile from "write-excel-file/node";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/workspace/import/read/openFile";

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const bytes = (...parts: (number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part]));

async function cellsOf(content: string | Uint8Array<ArrayBuffer>, sheet?: string) {
  const file = await openFile(content);
  const rows = await file.read(sheet ?? file.sheets[0] ?? "");
  return rows.map(({ cells }) => cells);
}

const utf16 = (text: string, isBig: boolean) =>
  new Uint8Array(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0);
      return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );

describe("a text file", () => {
  /** "名称,备注" in GBK. */
  const gbk = [0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2];

  it.each([
    ["UTF-8", utf8("名称,备注\n甲,乙")],
    ["UTF-8 with a mark", bytes([0xef, 0xbb, 0xbf], utf8("名称,备注\n甲,乙"))],
    ["GBK", bytes(gbk, [0x0a, 0xbc, 0xd7, 0x2c, 0xd2, 0xd2])],
    ["UTF-16 with a mark", bytes([0xff, 0xfe], utf16("名称,备注\n甲,乙", false))],
    ["UTF-16 of the other end", bytes([0xfe, 0xff], utf16("名称,备注\n甲,乙", true))],
    ["semicolons and Windows lines", utf8("名称;备注\r\n甲;乙\r\n")],
    ["tabs", utf8("名称\t备注\n甲\t乙")],
  ])("L24: is read as %s", async (_, content) => {
    expect(await cellsOf(content)).toEqual([
      ["名称", "备注"],
      ["甲", "乙"],
    ]);
  });

  it("L24: keeps quoted line breaks, counts empty rows, frees what was guarded, drops blanks", async () => {
    const text = 'No , Note \n="00123","two\nlines, ""q"""\n\n\'0456,\'=1+1\n  ,\nx';
    const file = await openFile(utf8(text));

    expect(await file.read("")).toEqual([
      { no: 1, cells: ["No", "Note"] },
      { no: 2, cells: ["00123", 'two\nlines, "q"'] },
      { no: 4, cells: ["0456", "=1+1"] },
      { no: 6, cells: ["x"] },
    ]);
  });

  it.each([
    ["empty", new Uint8Array()],
    ["empty", utf8(" \n ")],
    ["quotes", utf8('a,b\n1,"never closed\n2,3')],
    ["old_workbook", bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ["damaged", bytes([0x50, 0x4b, 3, 4], new Uint8Array(100))],
    ["too_many_rows", utf8("a\n".repeat(200_003))],
  ])("L24: is refused with a reason: %s", async (key, content) => {
    await expect(cellsOf(content)).rejects.toMatchObject({ key });
  });
});

describe("a workbook", () => {
  it("L24: gives texts, numbers, days, moments and truths as they were written", async () => {
    const day = new Date("2024-02-29T00:00:00Z");
    const buffer = await writeXlsxFile([
      ["Text", "Number", "Day", "Moment", "Truth", "Share"].map((value) => ({ value })),
      [
        { value: "=1+1 <&> 汉字", type: String },
        { value: 0.1 + 0.2, type: Number },
        { value: day, type: Date, format: "yyyy-mm-dd" },
        { value: new Date("2024-02-29T13:45:10Z"), type: Date, format: "yyyy-mm-dd hh:mm" },
        { value: true, type: Boolean },
        { value: 0.125, type: Number, format: "0.0%" },
      ],
    ]).toBuffer();

    expect(await cellsOf(new Uint8Array(buffer))).toEqual([
      ["Text", "Number", "Day", "Moment", "Truth", "Share"],
      ["=1+1 <&> 汉字", "0.3", "2024-02-29", "2024-02-29 13:45:10", "TRUE", "12.5%"],
    ]);
  });

  it("L24: is read when another program wrote it: prefixes, rich text, readings, gaps, hidden sheets, 1904", async () => {
    const file = zipSync({
      "xl/workbook.xml": utf8(
        `<x:workbook><x:workbookPr date1904="1"/><x:sheets><x:sheet name="Gone" state="hidden" r:id="a"/><x:sheet name="A &amp; B" r:id="b"/></x:sheets></x:workbook>`,
      ),
      "xl/_rels/workbook.xml.rels": utf8(
        `<Relationships><Relationship Id="a" Target="worksheets/s1.xml"/><Relationship Target="/xl/worksheets/s2.xml" Id="b"/></Relationships>`,
      ),
      "xl/sharedStrings.xml": utf8(
        `<sst><si><r><t>One </t></r><r><t xml:space="preserve">two</t></r><rPh sb="0"><t>reading</t></rPh></si></sst>`,
      ),
      "xl/styles.xml": utf8(
        `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
      ),
      "xl/worksheets/s1.xml": utf8(`<worksheet/>`),
      "xl/worksheets/s2.xml": utf8(
        `<x:worksheet><x:sheetData><x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="D3" s="1"><x:v>43889</x:v></x:c></x:row><x:row/><x:row><x:c t="inlineStr"><x:is><x:t>in_x000D_line</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
      ),
    });
    const opened = await openFile(new Uint8Array(file));

    expect(opened.sheets).toEqual(["A & B"]);
    expect(await opened.read("A & B")).toEqual([
      { no: 3, cells: ["", "One two", "", "2024-02-29"] },
      { no: 5, cells: ["in\rline"] },
    ]);
  });
});
