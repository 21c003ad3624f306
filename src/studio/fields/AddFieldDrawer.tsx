/** The panel that adds a field, beside the list of fields. */
import { Drawer } from "antd";
import { AddFieldPanel } from "../../field-editor/AddFieldPanel";
import { useText } from "../../i18n/useText";

interface AddFieldDrawerProps {
  entity: string;
  onClose: () => void;
}

export function AddFieldDrawer({ entity, onClose }: AddFieldDrawerProps) {
  const t = useText();
  return (
    <Drawer open title={t("fields.addTitle")} width={420} onClose={onClose}>
      <AddFieldPanel entity={entity} hasList onClose={onClose} />
    </Drawer>
  );
}
