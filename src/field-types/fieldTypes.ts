/** All field types. To add one: add a folder, then a line here and one in fieldInputs.ts. */
import { lazy } from "react";
import type { FieldTypeName } from "../model/snapshot";
import type { FieldType, FieldTypeBasics } from "./FieldType";
import { autoNumberType } from "./auto-number/autoNumberType";
import { barcodeType } from "./barcode/barcodeType";
import { checkboxType } from "./checkbox/checkboxType";
import { choiceType } from "./choice/choiceType";
import { dateType } from "./date/dateType";
import { datetimeType } from "./datetime/datetimeType";
import { decimalType } from "./decimal/decimalType";
import { durationType } from "./duration/durationType";
import { emailType } from "./email/emailType";
import { fileType } from "./file/fileType";
import { imageType } from "./image/imageType";
import { integerType } from "./integer/integerType";
import { jsonType } from "./json/jsonType";
import { longTextType } from "./long-text/longTextType";
import { moneyType } from "./money/moneyType";
import { multiChoiceType } from "./multi-choice/multiChoiceType";
import { percentType } from "./percent/percentType";
import { personType } from "./person/personType";
import { phoneType } from "./phone/phoneType";
import { progressType } from "./progress/progressType";
import { ratingType } from "./rating/ratingType";
import { relationsType } from "./relation/relationsType";
import { relationType } from "./relation/relationType";
import { richTextType } from "./rich-text/richTextType";
import { tagsType } from "./tags/tagsType";
import { textType } from "./text/textType";
import { urlType } from "./url/urlType";

function withInput(name: FieldTypeName, basics: FieldTypeBasics): FieldType {
  const Input = lazy(async () => ({ default: (await import("./fieldInputs")).fieldInputs[name] }));
  return { ...basics, Input };
}

export const fieldTypes: Record<FieldTypeName, FieldType> = {
  text: withInput("text", textType),
  long_text: withInput("long_text", longTextType),
  integer: withInput("integer", integerType),
  decimal: withInput("decimal", decimalType),
  money: withInput("money", moneyType),
  percent: withInput("percent", percentType),
  checkbox: withInput("checkbox", checkboxType),
  date: withInput("date", dateType),
  datetime: withInput("datetime", datetimeType),
  choice: withInput("choice", choiceType),
  multi_choice: withInput("multi_choice", multiChoiceType),
  tags: withInput("tags", tagsType),
  email: withInput("email", emailType),
  phone: withInput("phone", phoneType),
  url: withInput("url", urlType),
  relation: withInput("relation", relationType),
  person: withInput("person", personType),
  json: withInput("json", jsonType),
  rating: withInput("rating", ratingType),
  progress: withInput("progress", progressType),
  file: withInput("file", fileType),
  image: withInput("image", imageType),
  barcode: withInput("barcode", barcodeType),
  rich_text: withInput("rich_text", richTextType),
  duration: withInput("duration", durationType),
  auto_number: withInput("auto_number", autoNumberType),
  relations: withInput("relations", relationsType),
};
