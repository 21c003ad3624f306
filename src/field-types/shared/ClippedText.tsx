/** One line of text; what does not fit is clipped and shown on hover. */
interface ClippedTextProps {
  text: string;
  isCompact: boolean;
}

export function ClippedText({ text, isCompact }: ClippedTextProps) {
  if (!isCompact) return <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</span>;
  return (
    <span title={text} style={clipped}>
      {text}
    </span>
  );
}

const clipped = {
  display: "block",
  overflow: "hidden",
  textOverflow: "ellipsis",
  whiteSpace: "nowrap",
} as const;
