/** Reads files beside the page, so that it stays alive. */
import type { TableAnswer, TableCall } from "./openTable";
import { FileProblem } from "./FileProblem";
import { ImportTable } from "./ImportTable";

const table = new ImportTable();

async function answerTo(call: TableCall): Promise<unknown> {
  switch (call.method) {
    case "open":
      return table.open(
        typeof call.input === "string" ? call.input : new Uint8Array(await call.input.arrayBuffer()),
      );
    case "show":
      return table.show(call.input);
    case "distinct":
      return table.distinct(call.input);
    case "convert":
      return table.convert(call.input);
    case "slice":
      return table.slice(call.input);
    case "failed":
      return table.failed(call.input);
  }
}

self.onmessage = async ({ data }: MessageEvent<TableCall>) => {
  const answer: TableAnswer = { id: data.id };
  try {
    answer.value = await answerTo(data);
  } catch (error) {
    answer.problem =
      error instanceof FileProblem
        ? { key: error.key, details: error.details }
        : { key: "damaged", details: {} };
  }
  self.postMessage(answer);
};
