/** Refuses a file whose bytes are text in no known encoding. */
import type { Encoding, EncodingProbe } from "../../../src/model/textEncoding";
import { ImportError } from "./ImportError";

export function requireEncoding(probe: EncodingProbe): Encoding {
  const encoding = probe.finish();
  if (encoding !== undefined) return encoding;
  throw new ImportError("unknown_encoding", {
    en: "The file is neither UTF-8, UTF-16 nor GBK/GB18030. Save it as CSV UTF-8 and try again.",
    zh: "文件编码不是 UTF-8、UTF-16 或 GBK/GB18030。请另存为 CSV UTF-8 后重试。",
  });
}
