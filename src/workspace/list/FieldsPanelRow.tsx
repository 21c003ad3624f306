/** One field in the Fields panel. */
import {
  EyeInvisibleOutlined,
  EyeOutlined,
  HolderOutlined,
  PushpinFilled,
  PushpinOutlined,
} from "@ant-design/icons";
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
  isPinned?: boolean;
  /** Absent = a column that is not shown cannot stay in sight. */
  onPin?: () => void;
}

export function FieldsPanelRow(props: FieldsPanelRowProps) {
  const { field, isShown = false, isLocked = false, isPinned = false, onToggle, onPin } = props;
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
      {onPin && (
        <Button
          type="text"
          size="small"
          icon={isPinned ? <PushpinFilled /> : <PushpinOutlined />}
          aria-pressed={isPinned}
          aria-label={t("views.pin", { field: name })}
          onClick={onPin}
        />
      )}
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
