/** Documents of any kind, kept in Storage. */
import type { FieldTypeBasics } from "../FieldType";
import { fileBasics } from "../shared/fileBasics";

export const fileType: FieldTypeBasics = fileBasics;
