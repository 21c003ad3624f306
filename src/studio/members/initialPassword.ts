/** A first password that can be read out on the telephone: no letters that look alike. */
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 4;
const groupLength = 4;

/** 16 characters in four groups, about 92 bits. */
export function initialPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(groups * groupLength));
  // The remainder of 2^32 by 56 is far too small to make one letter likelier in practice.
  const text = [...random].map((number) => letters[number % letters.length]).join("");
  return (text.match(new RegExp(`.{${groupLength}}`, "g")) ?? []).join("-");
}
