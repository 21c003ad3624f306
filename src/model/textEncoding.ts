/** Finds out how the bytes of a text file are to be read: UTF-8, UTF-16 or the Chinese GB18030 (which includes GBK). */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** Encodings that the first bytes give away; undefined = look at the whole file. */
export function encodingOfStart(start: Uint8Array): Encoding | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.min(start.length >> 1, 200);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (start[2 * pair] === 0) evenZeros++;
    if (start[2 * pair + 1] === 0) oddZeros++;
  }
  if (pairs > 1 && oddZeros > pairs / 2) return "utf-16le";
  if (pairs > 1 && evenZeros > pairs / 2) return "utf-16be";
  return undefined;
}

/** Tells, chunk by chunk, which of the encodings can still be the right one. */
export class EncodingProbe {
  private readonly decoders = new Map<Encoding, TextDecoder>([
    ["utf-8", new TextDecoder("utf-8", { fatal: true })],
    ["gb18030", new TextDecoder("gb18030", { fatal: true })],
  ]);

  add(bytes: Uint8Array): void {
    this.feed((decoder) => decoder.decode(bytes, { stream: true }));
  }

  /** The encoding of all bytes seen; undefined when they fit none. */
  finish(): Encoding | undefined {
    this.feed((decoder) => decoder.decode());
    const [encoding] = this.decoders.keys();
    return encoding;
  }

  private feed(decode: (decoder: TextDecoder) => void): void {
    for (const [encoding, decoder] of this.decoders) {
      try {
        decode(decoder);
      } catch {
        this.decoders.delete(encoding);
      }
    }
  }
}
