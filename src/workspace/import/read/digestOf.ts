/** A short digest that tells whether two attempts send the same rows; it guards nothing. */
export function digestOf(rows: readonly unknown[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const row of rows) {
    const text = JSON.stringify(row);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      a = Math.imul(a ^ code, 2_654_435_761);
      b = Math.imul(b ^ code, 1_597_334_677);
    }
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}-${String(rows.length)}`;
}
