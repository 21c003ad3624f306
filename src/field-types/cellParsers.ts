/** How each field type reads a cell; apart from fieldTypes.ts, so that a worker needs no screens. */
import type { FieldTypeName } from "../model/snapshot";
import type { CellParser } from "./CellParser";
import { parse as autoNumber } from "./auto-number/parse";
import { parse as barcode } from "./barcode/parse";
import { parse as checkbox } from "./checkbox/parse";
import { parse as choice } from "./choice/parse";
import { parse as date } from "./date/parse";
import { parse as datetime } from "./datetime/parse";
import { parse as decimal } from "./decimal/parse";
import { parse as duration } from "./duration/parse";
import { parse as email } from "./email/parse";
import { parse as files } from "./shared/parseFilesCell";
import { parse as integer } from "./integer/parse";
import { parse as json } from "./json/parse";
import { parse as longText } from "./long-text/parse";
import { parse as money } from "./money/parse";
import { parse as multiChoice } from "./multi-choice/parse";
import { parse as percent } from "./percent/parse";
import { parse as person } from "./person/parse";
import { parse as phone } from "./phone/parse";
import { parse as progress } from "./progress/parse";
import { parse as rating } from "./rating/parse";
import { parse as relations } from "./relation/parseMany";
import { parse as relation } from "./relation/parse";
import { parse as richText } from "./rich-text/parse";
import { parse as tags } from "./tags/parse";
import { parse as text } from "./text/parse";
import { parse as url } from "./url/parse";

export const cellParsers: Record<FieldTypeName, CellParser> = {
  text,
  long_text: longText,
  integer,
  decimal,
  money,
  percent,
  checkbox,
  date,
  datetime,
  choice,
  multi_choice: multiChoice,
  tags,
  email,
  phone,
  url,
  relation,
  person,
  json,
  rating,
  progress,
  barcode,
  file: files,
  image: files,
  rich_text: richText,
  duration,
  auto_number: autoNumber,
  relations,
};
