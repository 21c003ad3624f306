/** PostgREST's own quoting: with it no value can leave its place in a filter. */

/** A value inside a filter tree, always quoted. */
export const quoteValue = (value: string) => `"${value.replace(/[\\"]/g, "\\$&")}"`;

/** A column, alias or table name; ordinary names stay bare. */
export const quoteName = (name: string) => (/^[a-z_][a-z0-9_]*$/i.test(name) ? name : quoteValue(name));

/** A Postgres array literal of texts. */
export const arrayLiteral = (items: readonly string[]) => `{${items.map(quoteValue).join(",")}}`;

/** Makes % _ and \ ordinary characters of a LIKE pattern. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Makes every special character of a Postgres regular expression ordinary. */
export const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
