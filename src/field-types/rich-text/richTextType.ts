/** Text with headings, lists, emphasis and links, kept as Markdown. */
import type { FieldTypeBasics } from "../FieldType";
import { textOperators } from "../operatorSets";
import { isTooLong } from "../shared/isTooLong";
import { lazyDisplay } from "../shared/lazyDisplay";
import { parseText } from "../shared/parseText";

export const richTextType: FieldTypeBasics = {
  Display: lazyDisplay(async () => (await import("./RichTextDisplay")).RichTextDisplay),
  operators: textOperators,
  parse: parseText,
  validate: isTooLong,
  isSortable: false,
  width: 240,
};
