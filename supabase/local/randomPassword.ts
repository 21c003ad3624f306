/** A password that can be read aloud and typed: three groups without letters that look alike, 74 bits. */
import { randomInt } from "node:crypto";

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

export function randomPassword(): string {
  const group = () => Array.from({ length: 5 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join("");
  return [group(), group(), group()].join("-");
}
