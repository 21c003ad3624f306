/** The inputs of all field types in one chunk, so that lists need not load them. */
import type { ComponentType } from "react";
import type { FieldTypeName } from "../model/snapshot";
import type { InputProps } from "./FieldType";
import { AutoNumberInput } from "./auto-number/AutoNumberInput";
import { BarcodeInput } from "./barcode/BarcodeInput";
import { CheckboxInput } from "./checkbox/CheckboxInput";
import { ChoiceInput } from "./choice/ChoiceInput";
import { DateInput } from "./date/DateInput";
import { DatetimeInput } from "./datetime/DatetimeInput";
import { DecimalInput } from "./decimal/DecimalInput";
import { DurationInput } from "./duration/DurationInput";
import { EmailInput } from "./email/EmailInput";
import { FileInput } from "./file/FileInput";
import { ImageInput } from "./image/ImageInput";
import { IntegerInput } from "./integer/IntegerInput";
import { JsonInput } from "./json/JsonInput";
import { LongTextInput } from "./long-text/LongTextInput";
import { MoneyInput } from "./money/MoneyInput";
import { MultiChoiceInput } from "./multi-choice/MultiChoiceInput";
import { PercentInput } from "./percent/PercentInput";
import { PersonInput } from "./person/PersonInput";
import { PhoneInput } from "./phone/PhoneInput";
import { ProgressInput } from "./progress/ProgressInput";
import { RatingInput } from "./rating/RatingInput";
import { RelationInput } from "./relation/RelationInput";
import { RichTextInput } from "./rich-text/RichTextInput";
import { TagsInput } from "./tags/TagsInput";
import { TextInput } from "./text/TextInput";
import { UrlInput } from "./url/UrlInput";

export const fieldInputs: Record<FieldTypeName, ComponentType<InputProps>> = {
  text: TextInput,
  long_text: LongTextInput,
  integer: IntegerInput,
  decimal: DecimalInput,
  money: MoneyInput,
  percent: PercentInput,
  checkbox: CheckboxInput,
  date: DateInput,
  datetime: DatetimeInput,
  choice: ChoiceInput,
  multi_choice: MultiChoiceInput,
  tags: TagsInput,
  email: EmailInput,
  phone: PhoneInput,
  url: UrlInput,
  relation: RelationInput,
  person: PersonInput,
  json: JsonInput,
  rating: RatingInput,
  progress: ProgressInput,
  file: FileInput,
  image: ImageInput,
  barcode: BarcodeInput,
  rich_text: RichTextInput,
  duration: DurationInput,
  auto_number: AutoNumberInput,
  relations: RelationInput,
};
