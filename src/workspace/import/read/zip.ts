/** The parts of a zip file, unpacked as they are read; enough for workbooks. */
import { FileProblem } from "./FileProblem";

export interface ZipPart {
  /** Size when unpacked. */
  size: number;
  text: () => AsyncGenerator<string>;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw new FileProblem("damaged");
}

async function* unpack(packed: Uint8Array<ArrayBuffer>, isPacked: boolean): AsyncGenerator<string> {
  const stored = new Blob([packed]).stream();
  const bytes = isPacked ? stored.pipeThrough(new DecompressionStream("deflate-raw")) : stored;
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      yield decoder.decode(piece.value, { stream: true });
    }
  } finally {
    void reader.cancel();
  }
}

export function readZip(bytes: Uint8Array<ArrayBuffer>): Map<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const parts = new Map<string, ZipPart>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryMark) throw new FileProblem("damaged");
    const method = view.getUint16(at + 10, true);
    const packedSize = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    parts.set(name.replaceAll("\\", "/"), {
      size: view.getUint32(at + 24, true),
      text: () => {
        const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        return unpack(bytes.subarray(start, start + packedSize), method !== 0);
      },
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}
