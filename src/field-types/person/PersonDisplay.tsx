/** Shows a member by name. */
import { useSnapshot } from "../../data/useSnapshot";
import { Portrait } from "../../ui/Portrait";
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";
import { Text } from "../../ui/Text";

export function PersonDisplay({ field, value, record, isCompact }: DisplayProps) {
  const { snapshot } = useSnapshot();
  const name = snapshot?.people.find((person) => person.id === value)?.name ?? record.titles[field.name];
  if (!name) return <Text type="secondary">{String(value).slice(0, 8)}</Text>;
  return (
    <span style={{ display: "flex", alignItems: "center", gap: 6, minWidth: 0 }}>
      <Portrait name={name} size={20} />
      <ClippedText text={name} isCompact={isCompact} />
    </span>
  );
}
