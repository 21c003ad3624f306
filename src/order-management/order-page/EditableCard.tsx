/** A card whose fields become a form in place, for roles that may change them. */
import { EditOutlined } from "@ant-design/icons";
import { Button, Card, Skeleton } from "antd";
import { lazy, Suspense, type ReactNode } from "react";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";

// Reading an order is the rule, editing it the exception.
const RecordForm = lazy(async () => ({
  default: (await import("../../workspace/form/RecordForm")).RecordForm,
}));

/** The part that is being edited; only one at a time. */
export type EditedPart = "recipient" | "notes" | "added" | undefined;

export interface EditablePartProps {
  entity: Entity;
  record: DataRecord;
  edited: EditedPart;
  onEdit: (part: EditedPart) => void;
}

interface EditableCardProps extends EditablePartProps {
  part: NonNullable<EditedPart>;
  title: string;
  fields: string[];
  children: ReactNode;
}

export function EditableCard({
  entity,
  record,
  edited,
  onEdit,
  part,
  title,
  fields,
  children,
}: EditableCardProps) {
  const t = useText();
  const canEdit =
    entity.actions.update && entity.fields.some((field) => fields.includes(field.name) && field.canUpdate);
  const isEdited = edited === part;
  return (
    <Card
      size="small"
      title={title}
      extra={
        canEdit &&
        !isEdited && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            disabled={edited !== undefined}
            onClick={() => onEdit(part)}
          >
            {t("general.edit")}
          </Button>
        )
      }
    >
      {isEdited ? (
        <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: fields.length }} />}>
          <RecordForm
            entity={entity}
            record={record}
            only={fields}
            isNarrow
            onSaved={() => onEdit(undefined)}
            onCancel={() => onEdit(undefined)}
          />
        </Suspense>
      ) : (
        children
      )}
    </Card>
  );
}
