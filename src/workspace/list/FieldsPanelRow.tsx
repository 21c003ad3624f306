/** One field in the Fields panel. */
import { EyeInvisibleOutlined, EyeOutlined, HolderOutlined } from "@ant-design/icons";
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { Button, Flex, Typography } from "antd";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";

interface FieldsPanelRowProps {
  field: Field;
  isShown?: boolean;
  /** The last column cannot be hidden. */
  isLocked?: boolean;
  onToggle: () => void;
}

export function FieldsPanelRow({ field, isShown = false, isLocked = false, onToggle }: FieldsPanelRowProps) {
  const t = useText();
  const label = useLabel();
  const name = label(field.label);
  const { setNodeRef, transform, transition, attributes, listeners } = useSortable({
    id: field.name,
    disabled: !isShown,
  });
  return (
    <Flex
      ref={setNodeRef}
      align="center"
      gap={4}
      style={{ transform: CSS.Translate.toString(transform), transition: transition }}
    >
      <Button
        type="text"
        size="small"
        icon={<HolderOutlined />}
        aria-label={t("workspace.fields.move", { field: name })}
        style={{ cursor: "grab", touchAction: "none", visibility: isShown ? "visible" : "hidden" }}
        {...attributes}
        {...listeners}
      />
      <Typography.Text ellipsis type={isShown ? undefined : "secondary"} style={{ flex: 1 }}>
        {name}
      </Typography.Text>
      <Button
        type="text"
        size="small"
        icon={isShown ? <EyeOutlined /> : <EyeInvisibleOutlined />}
        disabled={isLocked}
        aria-pressed={isShown}
        aria-label={t("workspace.fields.show", { field: name })}
        onClick={onToggle}
      />
    </Flex>
  );
}
