/** Parses what a client sends. A field of the wrong type is malformed JSON to Supabase clients, so it is to us. */
import type { Context } from "hono";
import { badJson } from "./authError";

export type JsonObject = Record<string, unknown>;

const DEEPEST = 32;

/** The body as an object; an empty body only where `optional`. */
export async function readBody(c: Context, { optional = false } = {}): Promise<Body> {
  const text = await c.req.text();
  if (optional && text.trim() === "") return new Body({});
  const value = parse(text);
  if (!isObject(value)) throw badJson("an object is expected");
  if (isTooDeep(value, DEEPEST)) throw badJson("it is nested too deeply");
  return new Body(value);
}

/** Typed views of the fields; null counts as absent, as in Go. */
export class Body {
  constructor(readonly fields: JsonObject) {}

  text(name: string): string | undefined {
    const value = this.#given(name);
    if (value === undefined || typeof value === "string") return value;
    throw badJson(`${name} must be a string`);
  }

  flag(name: string): boolean | undefined {
    const value = this.#given(name);
    if (value === undefined || typeof value === "boolean") return value;
    throw badJson(`${name} must be true or false`);
  }

  object(name: string): JsonObject | undefined {
    const value = this.#given(name);
    if (value === undefined || isObject(value)) return value;
    throw badJson(`${name} must be an object`);
  }

  #given(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? (this.fields[name] ?? undefined) : undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badJson(error instanceof Error ? error.message : "unreadable");
  }
}

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((child) => isTooDeep(child, levels - 1));
}
