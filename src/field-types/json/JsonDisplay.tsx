/** Shows a structured value as its text. */
import { Typography } from "antd";
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";

export function JsonDisplay({ value, isCompact }: DisplayProps) {
  if (isCompact) return <ClippedText text={JSON.stringify(value)} isCompact />;
  return (
    <Typography.Paragraph code style={{ whiteSpace: "pre-wrap", marginBottom: 0, overflowWrap: "anywhere" }}>
      {JSON.stringify(value, null, 2)}
    </Typography.Paragraph>
  );
}
