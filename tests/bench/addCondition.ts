/** Writes a row condition into a statement of PostgREST, as somebody would who has no row security. */

/** Where the FROM clause that starts at `from` ends: at WHERE, or at whatever follows the joins. */
function endOfFrom(text: string, from: number): { at: number; hasWhere: boolean } {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")") depth--;
    const rest = depth === 0 ? text.slice(at) : "";
    if (rest.startsWith(" WHERE ")) return { at: at + " WHERE ".length, hasWhere: true };
    if (depth < 0 || rest.startsWith(" ORDER BY ") || rest.startsWith(" LIMIT "))
      return { at, hasWhere: false };
  }
  throw new Error(`the FROM clause does not end in: ${text}`);
}

/** @param table as PostgREST quotes it, such as `"public"."orders"` */
export function addCondition(text: string, table: string, condition: string): string {
  const clause = `FROM ${table} `;
  const from = text.indexOf(clause);
  if (from < 0) return text;
  const { at, hasWhere } = endOfFrom(text, from);
  const added = hasWhere ? `${condition} AND ` : ` WHERE ${condition}`;
  return text.slice(0, at) + added + addCondition(text.slice(at), table, condition);
}
