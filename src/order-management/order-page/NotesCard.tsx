/** What the buyer wrote, and what we note for each other. */
import { useText } from "../../i18n/useText";
import { EditableCard, type EditablePartProps } from "./EditableCard";
import { NamedValues } from "./NamedValues";
import { readableFields } from "./readableFields";

const noteFields = ["buyer_note", "seller_note", "tags"];

export function NotesCard(props: EditablePartProps) {
  const t = useText();
  const { entity, record } = props;
  const fields = readableFields(entity, noteFields);
  if (fields.length === 0) return null;
  return (
    <EditableCard {...props} part="notes" title={t("orders.notes")} fields={noteFields}>
      <NamedValues fields={fields} record={record} />
    </EditableCard>
  );
}
