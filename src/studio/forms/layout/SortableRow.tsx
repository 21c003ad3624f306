/** A row that can be moved by its handle. */
import { HolderOutlined } from "@ant-design/icons";
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { Button, Flex } from "antd";
import type { CSSProperties, ReactNode } from "react";
import { useText } from "../../../i18n/useText";

interface SortableRowProps {
  id: string;
  /** What is moved, for screen readers. */
  name: string;
  isFixed?: boolean;
  style?: CSSProperties;
  children: ReactNode;
}

export function SortableRow({ id, name, isFixed = false, style, children }: SortableRowProps) {
  const t = useText();
  const { setNodeRef, transform, transition, attributes, listeners, isDragging } = useSortable({
    id,
    disabled: { draggable: isFixed },
  });
  return (
    <Flex
      ref={setNodeRef}
      align="center"
      gap={4}
      style={{
        transform: CSS.Translate.toString(transform),
        transition,
        minHeight: 34,
        ...(isDragging && { opacity: 0.6, zIndex: 1, position: "relative" }),
        ...style,
      }}
    >
      {!isFixed && (
        <Button
          type="text"
          size="small"
          icon={<HolderOutlined />}
          aria-label={t("workspace.fields.move", { field: name })}
          style={{ cursor: "grab", touchAction: "none" }}
          {...attributes}
          {...listeners}
        />
      )}
      {children}
    </Flex>
  );
}
