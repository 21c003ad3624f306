/** The first cell of a row: a real link, so that it also opens in a new tab. */
import type { MouseEvent } from "react";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import type { Entity, Field } from "../../model/snapshot";

interface TitleCellProps {
  entity: Entity;
  field: Field;
  record: DataRecord;
  onOpen: (record: DataRecord) => void;
}

export function TitleCell({ entity, field, record, onOpen }: TitleCellProps) {
  if (field.type === "relation" || field.type === "url") {
    return <FieldDisplay field={field} record={record} isCompact />;
  }

  const handleClick = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(record);
  };

  return (
    <Link to={`/e/${entity.name}/${encodeURIComponent(String(record.id))}`} onClick={handleClick}>
      <FieldDisplay field={field} record={record} isCompact />
    </Link>
  );
}
