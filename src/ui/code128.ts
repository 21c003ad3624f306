/** Code 128, the bars that every scanner reads: a text as the widths of bars and gaps, in modules. */

/** ISO/IEC 15417, table 1: bar, gap, bar, gap, bar, gap of the values 0 to 105. */
const patterns = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232`
  .trim()
  .split(/\s+/);
const stop = "2331112";

const startB = 104;
const startC = 105;
const toC = 99;
const toB = 100;

const printable = /^[ -~]+$/;
/** So many digits in a row that two in one symbol are shorter than a change of sets costs. */
const digitRun = /\d{6,}|^\d{4,}|\d{4,}$/g;

interface Run {
  text: string;
  isDigits: boolean;
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { 0: match, index } of text.matchAll(digitRun)) {
    // An odd digit stands with the letters before it.
    const start = index + (match.length % 2);
    if (start > at) runs.push({ text: text.slice(at, start), isDigits: false });
    at = index + match.length;
    runs.push({ text: text.slice(start, at), isDigits: true });
  }
  if (at < text.length) runs.push({ text: text.slice(at), isDigits: false });
  return runs;
}

const valuesOf = ({ text, isDigits }: Run): number[] =>
  isDigits
    ? Array.from(text.matchAll(/\d\d/g), ([pair]) => Number(pair))
    : Array.from(text, (letter) => letter.charCodeAt(0) - 32);

/** Undefined for texts with other letters than those of ASCII, which no scanner would give back. */
export function code128(text: string): number[] | undefined {
  if (!printable.test(text)) return undefined;
  const symbols = runsOf(text).flatMap((run, index) => {
    const change = index === 0 ? [run.isDigits ? startC : startB] : [run.isDigits ? toC : toB];
    return [...change, ...valuesOf(run)];
  });
  const check = symbols.reduce((sum, value, place) => sum + value * Math.max(place, 1), 0) % 103;
  const widths = [...symbols, check].map((value) => patterns[value] ?? "").join("") + stop;
  return Array.from(widths, Number);
}
