/** Pictures, kept in Storage and shown small. */
import type { FieldTypeBasics } from "../FieldType";
import { fileBasics } from "../shared/fileBasics";

export const imageType: FieldTypeBasics = { ...fileBasics, width: 120 };
