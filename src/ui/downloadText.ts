/** Hands the reader a text that was made in the browser. */
import { downloadBlob } from "./downloadBlob";

export function downloadText(name: string, text: string, type = "text/csv"): void {
  downloadBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
