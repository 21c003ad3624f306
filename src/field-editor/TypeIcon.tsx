/** The picture of a field type; apart from pages that show many fields, which fetch it when they are there. */
import type { NewFieldTypeName } from "../model/fieldChange";
import { fieldKinds } from "./fieldKinds";

export function TypeIcon({ type }: { type: NewFieldTypeName }) {
  const Icon = fieldKinds.find((kind) => kind.type === type)?.Icon;
  return Icon ? <Icon /> : null;
}
