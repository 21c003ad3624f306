/** Shows a code with its characters under each other. */
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";

export function BarcodeDisplay({ value }: DisplayProps) {
  return <FigureText text={String(value)} />;
}
