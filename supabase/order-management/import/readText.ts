/** The text of a file in pieces, with every line ending turned into a line feed. */
import type { Encoding } from "../../../src/model/textEncoding";
import { openBytes } from "./openBytes";

export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = "";
  for await (const bytes of await openBytes(path)) {
    const text = held + decoder.decode(bytes, { stream: true });
    // A carriage return at the end may be the first half of a line ending.
    held = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, "\n");
  }
  const rest = held + decoder.decode();
  if (rest) yield rest.replaceAll(/\r\n?/g, "\n");
}
