/** A message of the Phoenix protocol (vsn 2.0.0) on the wire: `[join_ref, ref, topic, event, payload]`. */
import { isObject } from "../jsonFile";

export interface Frame {
  joinRef: string | null;
  ref: string | null;
  topic: string;
  event: string;
  payload: Record<string, unknown>;
}

/** What a client broadcasts comes in bytes of this kind; nobody may send here, so only its place is read. */
const CLIENT_BROADCAST = 3;
const HEADER_LENGTH = 7;

/** Undefined for what is no frame. */
export function readFrame(data: Buffer, isBinary: boolean): Frame | undefined {
  return isBinary ? readBroadcast(data) : readText(data.toString("utf8"));
}

export function writeFrame({ joinRef, ref, topic, event, payload }: Frame): string {
  return JSON.stringify([joinRef, ref, topic, event, payload]);
}

function readText(text: string): Frame | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parts: unknown[] = Array.isArray(parsed) ? parsed : [];
  const [joinRef, ref, topic, event, payload] = parts;
  if (typeof topic !== "string" || typeof event !== "string") return undefined;
  return {
    joinRef: textOrNull(joinRef),
    ref: textOrNull(ref),
    topic,
    event,
    payload: isObject(payload) ? payload : {},
  };
}

function readBroadcast(data: Buffer): Frame | undefined {
  const [kind, joinRefLength = 0, refLength = 0, topicLength = 0] = data;
  if (kind !== CLIENT_BROADCAST || data.length < HEADER_LENGTH) return undefined;
  const topicAt = HEADER_LENGTH + joinRefLength + refLength;
  return {
    joinRef: data.toString("utf8", HEADER_LENGTH, HEADER_LENGTH + joinRefLength),
    ref: data.toString("utf8", HEADER_LENGTH + joinRefLength, topicAt),
    topic: data.toString("utf8", topicAt, topicAt + topicLength),
    event: "broadcast",
    payload: {},
  };
}

const textOrNull = (value: unknown) => (typeof value === "string" ? value : null);
