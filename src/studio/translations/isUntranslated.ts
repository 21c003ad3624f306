/** Whether a name still waits for its translation: it says the same in both languages, or Chinese in English. */
import type { Label } from "../../model/label";

const chinese = /\p{Script=Han}/u;
/** SKU, VAT 19 %, A4: the same everywhere. */
const sign = /^[^a-z]{1,12}$/;

export function isUntranslated({ en, "zh-CN": zh }: Label): boolean {
  if (chinese.test(en)) return true;
  return en === zh && /\p{L}/u.test(en) && !sign.test(en);
}
