/** Shows the names of several records, each a link; in a table cell on one line. */
import { Tag } from "antd";
import { Link } from "react-router";
import { linkedIds, linkTitleKey } from "../../data/readLinkedTitles";
import { useEntity } from "../../data/useEntity";
import type { DisplayProps } from "../FieldType";

export function RelationsDisplay({ field, value, record, isCompact }: DisplayProps) {
  const target = useEntity(field.options.links?.entity ?? "");
  const items = linkedIds(value).map((id) => ({
    id,
    title: record.titles[linkTitleKey(field.name, id)] ?? `#${String(id)}`,
  }));
  return (
    <span
      title={isCompact ? items.map(({ title }) => title).join(", ") : undefined}
      style={{ display: "flex", gap: 4, overflow: "hidden", flexWrap: isCompact ? "nowrap" : "wrap" }}
    >
      {items.map(({ id, title }) => (
        <Tag key={id} bordered={false} style={{ marginInlineEnd: 0 }}>
          {target ? (
            <Link
              to={`/e/${target.name}/${encodeURIComponent(String(id))}`}
              onClick={(event) => event.stopPropagation()}
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </Tag>
      ))}
    </span>
  );
}
