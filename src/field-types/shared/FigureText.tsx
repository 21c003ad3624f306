/** A figure whose digits stand under each other in a column. */
import { Typography } from "antd";

interface FigureTextProps {
  text: string;
  unit?: string;
}

export function FigureText({ text, unit }: FigureTextProps) {
  return (
    <span style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {text}
      {unit && <Typography.Text type="secondary"> {unit}</Typography.Text>}
    </span>
  );
}
