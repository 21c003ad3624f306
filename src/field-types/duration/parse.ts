/** A span of time as people write it. */
import type { CellParser } from "../CellParser";
import { parseDuration } from "./parseDuration";

export const parse: CellParser = (text) => {
  const seconds = parseDuration(text);
  return seconds === null ? { problem: "duration" } : { value: seconds };
};
