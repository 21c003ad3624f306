/** The fields that the team added to orders, to be read and edited in place. */
import { useText } from "../../i18n/useText";
import { EditableCard, type EditablePartProps } from "./EditableCard";
import { NamedValues } from "./NamedValues";

export function AddedFieldsCard(props: EditablePartProps) {
  const t = useText();
  const fields = props.entity.fields.filter((field) => field.isMadeHere && field.canRead && !field.isHidden);
  if (fields.length === 0) return null;
  return (
    <EditableCard
      {...props}
      part="added"
      title={t("forms.otherFields")}
      fields={fields.map(({ name }) => name)}
    >
      <NamedValues fields={fields} record={props.record} />
    </EditableCard>
  );
}
