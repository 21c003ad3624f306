/** The table of one file: looked at column by column, and turned into values field by field. Lives in a worker. */
import { cellParsers } from "../../../field-types/cellParsers";
import type { CellHints, CellProblem, DateOrder } from "../../../field-types/CellParser";
import { type ColumnStyle, guessHints } from "../../../field-types/shared/guessHints";
import { emptyValue } from "../../../model/emptyValue";
import type { Field, Person } from "../../../model/snapshot";
import { toCsv } from "../../../model/toCsv";
import { type FileRow, isFilled } from "./FileRow";
import { digestOf } from "./digestOf";
import { openFile, type OpenedFile } from "./openFile";

export interface ColumnInfo {
  index: number;
  /** "" when the file does not name its columns. */
  header: string;
  samples: string[];
  /** Share of the rows that have something here, from 0 to 1. */
  filled: number;
  style: ColumnStyle;
  /** Numbers that a spreadsheet has cut down to some digits, such as 1.23457E+17. */
  isShortened: boolean;
}

export interface TableInfo {
  sheets: string[];
  sheet: string;
  format: string | undefined;
  rowCount: number;
  columns: ColumnInfo[];
}

export interface ColumnPlan {
  index: number;
  field: Field;
  dateOrder: DateOrder | undefined;
  decimal: "." | ",";
  /** Keys of the records that a text may mean, for a relation. */
  links?: Record<string, string[]> | undefined;
}

export interface ConvertPlan {
  columns: ColumnPlan[];
  timeZone: string;
  people: readonly Person[];
  /** Whether an empty cell empties the field of a record that is there already. */
  isClearing: boolean;
}

export interface CellFinding {
  row: number;
  field: string;
  text: string;
  problem: CellProblem;
}

export interface Converted {
  ready: number;
  findings: CellFinding[];
  digest: string;
}

export type ReadyRow = [row: number, values: Record<string, unknown>];

const sampleCount = 3;
const shortened = /^\d(?:\.\d+)?E\+\d{2}$/i;

export class ImportTable {
  #file: OpenedFile | undefined;
  #header: string[] = [];
  #rows: FileRow[] = [];
  #ready: ReadyRow[] = [];

  async open(content: string | Uint8Array<ArrayBuffer>): Promise<TableInfo> {
    this.#file = await openFile(content);
    return this.show({ sheet: this.#file.sheets[0] ?? "", hasHeader: true });
  }

  async show({ sheet, hasHeader }: { sheet: string; hasHeader: boolean }): Promise<TableInfo> {
    const rows = (await this.#file?.read(sheet)) ?? [];
    this.#header = hasHeader ? (rows[0]?.cells ?? []) : [];
    this.#rows = hasHeader ? rows.slice(1) : rows;
    const width = Math.max(
      this.#header.length,
      ...this.#rows.slice(0, 1000).map(({ cells }) => cells.length),
    );
    return {
      sheets: this.#file?.sheets ?? [],
      sheet,
      format: this.#file?.format,
      rowCount: this.#rows.length,
      columns: Array.from({ length: width }, (_, index) => this.#columnInfo(index)).filter(
        ({ header, filled }) => header !== "" || filled > 0,
      ),
    };
  }

  #columnInfo(index: number): ColumnInfo {
    const texts = this.#rows.map(({ cells }) => cells[index] ?? "").filter((text) => text !== "");
    return {
      index,
      header: this.#header[index] ?? "",
      samples: [...new Set(texts.slice(0, 200))].slice(0, sampleCount),
      filled: this.#rows.length === 0 ? 0 : texts.length / this.#rows.length,
      style: guessHints(texts),
      isShortened: texts.some((text) => shortened.test(text)),
    };
  }

  /** Every text of a column once. */
  distinct(index: number): string[] {
    return [...new Set(this.#rows.map(({ cells }) => cells[index] ?? ""))].filter((text) => text !== "");
  }

  convert({ columns, timeZone, people, isClearing }: ConvertPlan): Converted {
    const readers = columns.map(({ index, field, links, ...style }) => {
      const hints: CellHints = { ...style, timeZone, people, links: links && new Map(Object.entries(links)) };
      return { index, field, read: (text: string) => cellParsers[field.type](text, field, hints) };
    });
    const findings: CellFinding[] = [];
    this.#ready = [];
    for (const { no, cells } of this.#rows) {
      const values: Record<string, unknown> = {};
      const before = findings.length;
      for (const { index, field, read } of readers) {
        const text = cells[index] ?? "";
        if (text === "") {
          if (isClearing) values[field.name] = emptyValue(field);
          continue;
        }
        const cell = read(text);
        if ("problem" in cell) findings.push({ row: no, field: field.name, text, problem: cell.problem });
        else values[field.name] = cell.value;
      }
      const isUseful = readers.some(({ index }) => (cells[index] ?? "") !== "");
      if (findings.length === before && isUseful) this.#ready.push([no, values]);
    }
    return { ready: this.#ready.length, findings, digest: digestOf(this.#ready) };
  }

  /** The next rows after a row, ready to be sent. */
  slice({ after, count }: { after: number; count: number }): ReadyRow[] {
    const first = this.#ready.findIndex(([row]) => row > after);
    return first < 0 ? [] : this.#ready.slice(first, first + count);
  }

  /** The rows that failed, with their original columns and why; it can be corrected and imported again. */
  failed({ reasons, headings }: { reasons: Record<string, string>; headings: [string, string] }): string {
    const rows = this.#rows.filter(({ no, cells }) => reasons[no] !== undefined && isFilled(cells));
    return toCsv([
      [...this.#header, ...headings],
      ...rows.map(({ no, cells }) => [
        ...this.#header.map((_, index) => cells[index] ?? ""),
        String(no),
        reasons[no] ?? "",
      ]),
    ]);
  }
}
