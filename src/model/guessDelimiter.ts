/** Tells the delimiter of a CSV file from its header line; undefined when it has but one column. */
const candidates = [",", "\t", ";", "|"];

export function guessDelimiter(headerLine: string): string | undefined {
  const unquoted = headerLine.replaceAll(/"[^"]*"/g, "");
  const [best] = candidates
    .map((delimiter) => ({ delimiter, count: unquoted.split(delimiter).length - 1 }))
    .sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.delimiter : undefined;
}
