/** A number as people write it, as plain digits: "1.234,56 €", "(598元)" and "１２％" too; undefined when it is none. */
const money =
  /(?:[¥￥$€£₩₹₽฿元圆块]|人民币|(?:^|[^a-z])(?:cny|rmb|usd|eur|gbp|jpy|hkd|twd|aud|cad|chf|krw|sgd)(?:$|[^a-z]))/gi;
const grouped = {
  ".": /^\d{1,3}(?:[,' ]\d{2,3})*(?:[,' ]\d{3})(?:\.\d*)?$/,
  ",": /^\d{1,3}(?:[.' ]\d{2,3})*(?:[.' ]\d{3})(?:,\d*)?$/,
};
const plain = {
  ".": /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  ",": /^(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i,
};

export function readNumberText(
  raw: string,
  { decimal = ".", unit = "" }: { decimal?: "." | "," | undefined; unit?: string | undefined } = {},
): string | undefined {
  let text = raw.normalize("NFKC").replaceAll(/[\u00A0\u2009\u202F]/g, " ");
  text = text.replaceAll("\u2212", "-").replaceAll("’", "'").trim();
  if (unit !== "" && text.toLowerCase().endsWith(unit.toLowerCase())) text = text.slice(0, -unit.length);
  text = text.replace(money, "").replace("%", "").trim();
  const isNegative = /^\(.*\)$/.test(text) || /^-|-$/.test(text);
  const digits = text.replaceAll(/^[(+-]|[)-]$/g, "").trim();
  if (!grouped[decimal].test(digits) && !plain[decimal].test(digits)) return undefined;
  const bare = digits.replaceAll(decimal === "." ? /[,' ]/g : /[.' ]/g, "").replace(",", ".");
  const known = bare.includes("e") || bare.includes("E") ? String(Number(bare)) : bare;
  return `${isNegative ? "-" : ""}${known.replace(/^\./, "0.").replace(/\.$/, "")}`;
}
