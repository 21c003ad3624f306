/** Shows the number with its digits under each other. */
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";

export function AutoNumberDisplay({ value }: DisplayProps) {
  return <FigureText text={String(value)} />;
}
