/** Reads a set of public keys. */
import type { JSONWebKeySet } from "jose";
import { isObject } from "./jsonFile";

export function parseKeys(jwks: string): JSONWebKeySet {
  const parsed: unknown = JSON.parse(jwks);
  const keys = isObject(parsed) && Array.isArray(parsed.keys) ? parsed.keys : [];
  return { keys: keys.filter(isObject) };
}
