/** A text as workbooks keep it: signs that XML cannot hold, and what looks like one that was, are written as _xHHHH_. */
const escapeLike = /_(?=x[\dA-F]{4}_)/g;
const unwritable = /[^\t\n\u0020-\ufffd]/g;

const written = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;

export const sheetText = (text: string): string =>
  text.replaceAll(escapeLike, "_x005F_").replaceAll(unwritable, written);
