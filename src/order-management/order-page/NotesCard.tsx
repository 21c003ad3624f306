/** What the buyer wrote, and what we note for each other. */
import { Flex } from "antd";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { EditableCard, type EditablePartProps } from "./EditableCard";
import { readableFields } from "./readableFields";

const noteFields = ["buyer_note", "seller_note", "tags"];

export function NotesCard(props: EditablePartProps) {
  const t = useText();
  const label = useLabel();
  const { entity, record } = props;
  const fields = readableFields(entity, noteFields);
  if (fields.length === 0) return null;
  return (
    <EditableCard {...props} part="notes" title={t("orders.notes")} fields={noteFields}>
      <Flex vertical gap={10}>
        {fields.map((field) => (
          <Flex key={field.name} vertical>
            <Text type="secondary">{label(field.label)}</Text>
            <FieldDisplay field={field} record={record} />
          </Flex>
        ))}
      </Flex>
    </EditableCard>
  );
}
