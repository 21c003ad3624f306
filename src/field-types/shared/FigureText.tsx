/** A figure whose digits stand under each other in a column. */
import { Text } from "../../ui/Text";

interface FigureTextProps {
  text: string;
  unit?: string;
}

export function FigureText({ text, unit }: FigureTextProps) {
  return (
    <span style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {text}
      {unit && <Text type="secondary"> {unit}</Text>}
    </span>
  );
}
