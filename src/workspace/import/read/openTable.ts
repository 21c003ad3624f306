/** The page's side of the worker that reads a file. */
import { FileProblem, type FileProblemKey } from "./FileProblem";
import type { Converted, ConvertPlan, ImportTable, ReadyRow, TableInfo } from "./ImportTable";

type Calls =
  | { method: "open"; input: File | string }
  | { method: "show"; input: Parameters<ImportTable["show"]>[0] }
  | { method: "distinct"; input: number }
  | { method: "convert"; input: ConvertPlan }
  | { method: "slice"; input: Parameters<ImportTable["slice"]>[0] }
  | { method: "failed"; input: Parameters<ImportTable["failed"]>[0] };

export type TableCall = Calls & { id: number };

export interface TableAnswer {
  id: number;
  value?: unknown;
  problem?: { key: FileProblemKey; details: Record<string, number> };
}

export interface RemoteTable {
  open: (content: File | string) => Promise<TableInfo>;
  show: (part: Parameters<ImportTable["show"]>[0]) => Promise<TableInfo>;
  distinct: (column: number) => Promise<string[]>;
  convert: (plan: ConvertPlan) => Promise<Converted>;
  slice: (part: Parameters<ImportTable["slice"]>[0]) => Promise<ReadyRow[]>;
  failed: (what: Parameters<ImportTable["failed"]>[0]) => Promise<string>;
  close: () => void;
}

/** All methods throw FileProblem. */
export function openTable(): RemoteTable {
  const worker = new Worker(new URL("./tableWorker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: TableAnswer) => void>();
  let count = 0;
  worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  // Out of room: the tab lives on, and says so.
  worker.onerror = (event) => {
    event.preventDefault();
    for (const [id, answer] of waiting) answer({ id, problem: { key: "too_big", details: { most: 100 } } });
    waiting.clear();
  };
  const ask = <Value>(call: Calls): Promise<Value> =>
    new Promise((resolve, reject) => {
      const id = count++;
      waiting.set(id, ({ value, problem }) => {
        if (problem) reject(new FileProblem(problem.key, problem.details));
        else resolve(answered<Value>(value));
      });
      worker.postMessage({ ...call, id });
    });
  return {
    open: (input) => ask({ method: "open", input }),
    show: (input) => ask({ method: "show", input }),
    distinct: (input) => ask({ method: "distinct", input }),
    convert: (input) => ask({ method: "convert", input }),
    slice: (input) => ask({ method: "slice", input }),
    failed: (input) => ask({ method: "failed", input }),
    close: () => worker.terminate(),
  };
}

/** Both ends of the wire are this program; the type says what the other end does. */
function answered<Value>(value: unknown): Value;
function answered(value: unknown) {
  return value;
}
