/** Shows the name of the other record as a link; without the right to read it, only its key. */
import { Link } from "react-router";
import { useEntity } from "../../data/useEntity";
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";
import { Text } from "../../ui/Text";

export function RelationDisplay({ field, value, record, isCompact }: DisplayProps) {
  const target = useEntity(field.relation?.entity ?? "");
  const title = record.titles[field.name];
  const text = title ?? `#${String(value)}`;
  if (!target) return <Text type={title ? undefined : "secondary"}>{text}</Text>;
  return (
    <Link
      className={isCompact ? "quiet-link" : undefined}
      to={`/e/${target.name}/${encodeURIComponent(String(value))}`}
      onClick={(event) => event.stopPropagation()}
    >
      <ClippedText text={text} isCompact={isCompact} />
    </Link>
  );
}
